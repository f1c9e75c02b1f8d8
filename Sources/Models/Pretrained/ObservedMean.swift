/// The mean of the values that are there.
struct ObservedMean {
    /// How many were there.
    private(set) var count = 0
    private var sum = 0.0

    /// Counts `value`, unless it is missing.
    mutating func add(_ value: Double) {
        if value.isNaN { return }
        sum += value
        count += 1
    }

    /// The mean; nil where nothing was there.
    var value: Double? { count > 0 ? sum / Double(count) : nil }
}
