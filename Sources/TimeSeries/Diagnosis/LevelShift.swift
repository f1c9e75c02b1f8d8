/// A row from which on a series moves about another level.
public struct LevelShift: Sendable, Hashable {
    /// The first row of the new level.
    public var row: Int
    /// The median of the window before, without the season.
    public var before: Double
    /// The median of the window after, without the season.
    public var after: Double
    /// The difference between the two, in robust standard deviations of all such differences, positive.
    public var score: Double
}

extension LevelShift {
    /// Robust standard deviations beyond which a difference is a shift.
    package static let limit = 6.0
    /// The part of a shift that must happen from one row to the next few.
    private static let abruptness = 0.6
    /// The most that are told of one series.
    private static let most = 10

    /// The shifts in `values`, in the order of rows.
    ///
    /// The largest difference between medians of neighbouring windows, as in Hyndman, Wang & Laptev 2015, "Large-scale
    /// unusual time series detection" (there of trimmed means), over the spread of this difference at all rows: a random
    /// walk, whose windows always differ, has no shift unless one is far beyond the others. It must also happen at once.
    ///
    /// - Parameters:
    ///   - values: One series without its season and without NaN, shape `[N]`.
    ///   - window: Rows of a window.
    package static func found(in values: [Double], window: Int) -> [LevelShift] {
        guard values.count >= 4 * window else { return [] }
        let medians = RunningMedian.of(values, window: window)
        // Place p compares rows p ..< p + w with p + w ..< p + 2w.
        let differences = (0..<medians.count - window).map { medians[$0 + window] - medians[$0] }
        guard let (centre, spread) = RobustStatistics.centreAndSpread(differences) else { return [] }
        let size = values.reduce(0) { max($0, abs($1)) }
        guard spread > 1e-9 * size else { return [] }
        let scores = differences.map { abs($0 - centre) / spread }
        var isTaken = [Bool](repeating: false, count: scores.count)
        var shifts: [LevelShift] = []
        // The first of equal scores first, so that the order is the same everywhere.
        let candidates = scores.indices.filter { scores[$0] > limit }
        for peak in candidates.sorted(by: { (scores[$1], $0) < (scores[$0], $1) }) where !isTaken[peak] {
            let row = sharpest(values[peak..<peak + 2 * window])
            if isAbrupt(values, at: row, shift: differences[peak]) {
                shifts.append(
                    LevelShift(
                        row: row, before: medians[max(0, row - window)], after: medians[min(row, medians.count - 1)],
                        score: scores[peak]))
            }
            for place in max(0, peak - 2 * window)...min(scores.count - 1, peak + 2 * window) { isTaken[place] = true }
            if shifts.count == most { break }
        }
        return shifts.sorted { $0.row < $1.row }
    }

    /// The split of the rows whose two parts have the most different means, as a least-squares fit of one step would:
    /// where `|Sₖ| / √(k (n − k))` is largest, S being the sums of deviations from the mean.
    private static func sharpest(_ values: ArraySlice<Double>) -> Int {
        let mean = values.reduce(0, +) / Double(values.count)
        var (sum, best, row) = (0.0, -1.0, values.startIndex + values.count / 2)
        for place in values.indices.dropLast() {
            sum += values[place] - mean
            let k = Double(place - values.startIndex + 1)
            let size = sum * sum / (k * (Double(values.count) - k))
            if size > best { (best, row) = (size, place + 1) }
        }
        return row
    }

    /// Whether the few rows on either side differ by most of the shift.
    private static func isAbrupt(_ values: [Double], at row: Int, shift: Double) -> Bool {
        let before = RobustStatistics.median(Array(values[max(0, row - 5)..<row]))
        let after = RobustStatistics.median(Array(values[row..<min(values.count, row + 5)]))
        guard let before, let after else { return false }
        return (after - before) / shift >= abruptness
    }
}

/// The medians of neighbouring values.
enum RunningMedian {
    /// The median of every `window` values in a row, shape `[N − window + 1]`.
    static func of(_ values: [Double], window: Int) -> [Double] {
        precondition(window >= 1 && window <= values.count, "a window lies in the values")
        var sorted = values[..<window].sorted()
        var medians: [Double] = []
        medians.reserveCapacity(values.count - window + 1)
        for end in window...values.count {
            medians.append(RobustStatistics.median(sorted: sorted) ?? 0)
            guard end < values.count else { break }
            sorted.remove(at: place(of: values[end - window], in: sorted))
            sorted.insert(values[end], at: place(of: values[end], in: sorted))
        }
        return medians
    }

    /// The first place whose value is not below `value`.
    private static func place(of value: Double, in sorted: [Double]) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
