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

    /// Creates a series.
    ///
    /// - Precondition: `index.count == values.count`.
    public init(id: String? = nil, index: TimeIndex, values: [Double]) {
        precondition(index.count == values.count, "every timestamp has a value, NaN where missing")
        self.id = id
        self.index = index
        self.values = values
    }

    /// The number of rows.
    public var count: Int { values.count }

    /// How many values are missing.
    public var missingCount: Int { values.count { $0.isNaN } }

    /// The rows in `range`, as a series of its own.
    public func rows(_ range: Range<Int>) -> TimeSeries {
        TimeSeries(id: id, index: index.rows(range), values: Array(values[range]))
    }
}
