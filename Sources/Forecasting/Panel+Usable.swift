import TimeSeries
import Windowing

extension Panel {
    /// The series with at least a quarter of the rows of the longest.
    var withoutShort: Panel {
        let longest = series.map(\.count).max() ?? 0
        return Panel(series: series.filter { $0.count * 4 >= longest }, columns: columns, frequency: frequency)
    }

    /// The series that can be scaled, and be forecast from their ends; nil when there is none.
    func usable(_ specification: SplitSpecification, _ shape: WindowShape, seasonLength: Int?) -> Panel? {
        let places = ChronologicalSplit.usableSeries(
            of: self, specification: specification, shape: shape, seasonLength: seasonLength)
        if places.count == series.count { return self }
        return places.isEmpty ? nil : Panel(series: places.map { series[$0] }, columns: columns, frequency: frequency)
    }
}
