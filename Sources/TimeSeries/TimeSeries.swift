/// One series: a value for every timestamp of its index.
///
/// A missing value is kept as NaN, never filled or dropped here; what a gap means is decided by whoever cuts windows.
public struct TimeSeries: Sendable {
    /// The series' name in the id column; nil when the file holds one unnamed series.
    public var id: String?
    /// Strictly increasing timestamps, shape `[N]`.
    public var index: TimeIndex
    /// Target values in the file's own unit, shape `[N]`; NaN where missing.
    public var values: [Double]
    /// For each of ``ColumnNames/covariates`` its values, shape `[K][N]`; NaN where missing.
    ///
    /// Of a categorical one it is the place of the category in ``Covariate/categories``. Rows after the last observed target may hold what is known ahead.
    public var covariates: [[Double]]
    /// For each of ``ColumnNames/statics`` its one value, shape `[S]`; NaN where missing.
    public var statics: [Double]
    /// Rows whose value was missing and has been carried on from before, in order and apart: they may be learned from, and
    /// are never scored.
    public var filledRows: [Range<Int>] = []
    /// Missing rows, in order and apart, across which a window sees a straight line once they are over; until then, and
    /// in ``values``, they stay missing.
    public var interpolatedRows: [Range<Int>] = []

    /// Creates a series.
    ///
    /// - Precondition: `index.count == values.count`, and every covariate has as many values.
    public init(
        id: String? = nil, index: TimeIndex, values: [Double], covariates: [[Double]] = [], statics: [Double] = []
    ) {
        precondition(index.count == values.count, "every timestamp has a value, NaN where missing")
        precondition(covariates.allSatisfy { $0.count == values.count }, "covariates have a value on every row")
        self.covariates = covariates
        self.statics = statics
        self.id = id
        self.index = index
        self.values = values
    }

    /// The number of rows.
    public var count: Int { values.count }

    /// How many values are missing.
    public var missingCount: Int { values.count { $0.isNaN } }

    /// ``values`` as they were observed: NaN where missing, and where a value has been filled in.
    public var observedValues: [Double] {
        if filledRows.isEmpty { return values }
        var observed = values
        for rows in filledRows { observed.replaceSubrange(rows, with: repeatElement(.nan, count: rows.count)) }
        return observed
    }

    /// The series with missing values wherever one has been filled in.
    package var withoutFillings: TimeSeries {
        var series = self
        series.values = observedValues
        series.filledRows = []
        return series
    }

    /// Whether a value was observed in `rows`; one that has been filled in was not.
    package func hasObservation(in rows: Range<Int>) -> Bool {
        rows.contains { row in
            !values[row].isNaN && (filledRows.isEmpty || !filledRows.contains { $0.contains(row) })
        }
    }

    /// The rows in `range`, as a series of its own.
    ///
    /// Where `range` ends within rows that were filled in these are missing, as they would be in a file that ended there.
    public func rows(_ range: Range<Int>) -> TimeSeries {
        var part = TimeSeries(
            id: id, index: index.rows(range), values: Array(values[range]),
            covariates: covariates.map { Array($0[range]) }, statics: statics)
        part.interpolatedRows = Self.part(of: interpolatedRows, range)
        part.filledRows = Self.part(of: filledRows, range)
        if let last = part.filledRows.last, last.upperBound == part.count, range.upperBound < count {
            part.values.replaceSubrange(last, with: repeatElement(.nan, count: last.count))
            part.filledRows.removeLast()
        }
        return part
    }

    /// What of some rows lies in `range`, counted from its beginning.
    private static func part(of rows: [Range<Int>], _ range: Range<Int>) -> [Range<Int>] {
        rows.compactMap { rows in
            let kept = rows.clamped(to: range)
            return kept.isEmpty ? nil : kept.lowerBound - range.lowerBound..<kept.upperBound - range.lowerBound
        }
    }
}
