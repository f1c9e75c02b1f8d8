/// A series as it is regressed: scaled, without holes and without the rows before the first value.
struct BridgedSeries {
    /// Rows left out at the start.
    private(set) var start: Int
    /// Scaled values; a missing one is that of a season before, or the last one.
    private(set) var values: [Double]
    /// Whether the value was there.
    private(set) var isObserved: [Bool]

    init(_ raw: [Double], scaling: SeriesScaling, seasonLength: Int) {
        start = raw.firstIndex { $0.isFinite } ?? raw.count
        values = []
        isObserved = []
        values.reserveCapacity(raw.count - start)
        for value in raw[start...] {
            isObserved.append(value.isFinite)
            if value.isFinite {
                values.append(scaling.scaled(value))
            } else {
                let row = values.count
                values.append(row >= seasonLength ? values[row - seasonLength] : values[row - 1])
            }
        }
    }
}
