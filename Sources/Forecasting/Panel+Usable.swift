import TimeSeries
import Windowing

extension Panel {
    /// The series with at least a quarter of the rows of the longest.
    var withoutShort: Panel {
        let longest = series.map(\.count).max() ?? 0
        return with(series.filter { $0.count * 4 >= longest })
    }

    /// The series that can be scaled, and be forecast from their ends; nil when there is none.
    func usable(_ specification: SplitSpecification, _ shape: WindowShape, seasonLength: Int?) -> Panel? {
        let places = ChronologicalSplit.usableSeries(
            of: self, specification: specification, shape: shape, seasonLength: seasonLength)
        if places.count == series.count { return self }
        return places.isEmpty ? nil : with(places.map { series[$0] })
    }

    /// The largest magnitude of a value: what is computed of a thousand such ones is still a number.
    private static let largest = 1e305

    /// Makes sure that no value is too large to compute with.
    ///
    /// - Throws: ``WindowingError/tooLarge(value:)`` for the first.
    func checkSizes() throws(WindowingError) {
        for series in series {
            guard let row = series.values.firstIndex(where: { $0.magnitude > Self.largest }) else { continue }
            throw .tooLarge(value: ValuePlace(series, row: row))
        }
    }

    /// A panel of other series under the same columns.
    func with(_ series: [TimeSeries]) -> Panel { Panel(series: series, columns: columns, frequency: frequency) }
}
