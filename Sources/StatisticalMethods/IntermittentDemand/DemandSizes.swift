/// Where demand was and how much.
struct DemandSizes {
    /// Values above zero.
    private(set) var sizes: [Double] = []
    /// Rows from one of them to the next, the first from the start of the series.
    private(set) var intervals: [Double] = []

    init(_ values: [Double]) {
        var last = -1
        for (row, value) in values.enumerated() where value > 0 {
            sizes.append(value)
            intervals.append(Double(row - last))
            last = row
        }
    }

    /// The mean of the intervals as a number of rows, halves to the even one.
    var meanInterval: Int {
        guard !intervals.isEmpty else { return 1 }
        return Int((intervals.reduce(0, +) / Double(intervals.count)).rounded(.toNearestOrEven))
    }
}
