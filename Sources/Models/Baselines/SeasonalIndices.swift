import TimeSeries

/// The seasonal part of a classical multiplicative decomposition, as R's `decompose(type = "multiplicative")` makes it.
///
/// The ratio of each value to the mean of one season around it is averaged over every place of the season, and the
/// averages are divided by their own mean. Kendall & Stuart 1983, "The Advanced Theory of Statistics", volume 3.
struct SeasonalIndices {
    /// One index for each place of the season, of mean 1, the first being that of the first row; shape `[m]`.
    let indices: [Double]

    /// The index of the row `row`, counted from the first one decomposed.
    subscript(row: Int) -> Double { indices[row % indices.count] }

    /// Nil when some place of the season has no ratio, or the indices are no positive numbers.
    ///
    /// - Parameters:
    ///   - history: One series; a ratio is left out where the value or another of its season is missing.
    ///   - seasonLength: m, at least 1.
    init?(_ history: ArraySlice<Double>, seasonLength: Int) {
        let trend = CenteredMovingAverage.of(history, seasonLength: seasonLength)
        let first = seasonLength / 2
        var sums = [Double](repeating: 0, count: seasonLength)
        var counts = [Int](repeating: 0, count: seasonLength)
        var place = first % seasonLength
        for (value, level) in zip(history.dropFirst(first), trend) {
            let ratio = value / level
            if !ratio.isNaN {
                sums[place] += ratio
                counts[place] += 1
            }
            place = place + 1 == seasonLength ? 0 : place + 1
        }
        guard !counts.contains(0) else { return nil }
        let means = zip(sums, counts).map { $0 / Double($1) }
        let level = means.reduce(0, +) / Double(seasonLength)
        indices = means.map { $0 / level }
        guard indices.allSatisfy({ $0.isFinite && $0 > 0 }) else { return nil }
    }
}
