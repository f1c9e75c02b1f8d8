/// The mean of one season around each row: what is left of a series without its season.
package enum CenteredMovingAverage {
    /// The averages of rows `⌊m/2⌋..<n−⌊m/2⌋`; empty when the series is shorter.
    ///
    /// With an odd m the window is m rows about the row; with an even one it is m + 1 rows of which the outer two count
    /// half, so that every place of the season has the same weight: the filter of R's `decompose`. NaN where a row of
    /// the window is missing.
    ///
    /// - Parameters:
    ///   - values: One series, shape `[n]`.
    ///   - seasonLength: m, at least 1.
    package static func of(_ values: ArraySlice<Double>, seasonLength: Int) -> [Double] {
        precondition(seasonLength >= 1, "a season is at least one row")
        let half = seasonLength / 2
        let count = values.count - 2 * half
        guard count > 0 else { return [] }
        let full = 1 / Double(seasonLength)
        var averages = [Double](repeating: 0, count: count)
        for shift in 0...2 * half {
            let isOuter = seasonLength.isMultiple(of: 2) && (shift == 0 || shift == 2 * half)
            let weight = isOuter ? full / 2 : full
            let shifted = values[(values.startIndex + shift)..<(values.startIndex + shift + count)]
            add(shifted, times: weight, to: &averages)
        }
        return averages
    }

    /// One row of the window for all averages at once, which leaves no addition waiting for another.
    private static func add(_ values: ArraySlice<Double>, times weight: Double, to sums: inout [Double]) {
        let values = values.span
        var sums = sums.mutableSpan
        for place in sums.indices { sums[place] += weight * values[place] }
    }
}
