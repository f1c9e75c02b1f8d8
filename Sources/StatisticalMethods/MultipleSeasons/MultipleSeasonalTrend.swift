internal import TimeSeries

/// A series as the sum of several seasons, trend and remainder: MSTL.
///
/// Bandara, Hyndman & Bergmeir 2021, "MSTL: A seasonal-trend decomposition algorithm for time series with multiple
/// seasonal patterns" (arXiv:2107.13462): STL takes one season after the other, shortest first, from what the other
/// seasons leave, in two rounds; the trend is that of the last fit.
///
/// Cost: about 40 operations a row, season, round and pass, however long the season.
package struct MultipleSeasonalTrend: Sendable {
    /// Lengths of the seasons used, rising; see ``usable(_:rows:)``.
    package let seasonLengths: [Int]
    /// Shape `[K, N]`, one row for each of these lengths.
    package let seasons: [[Double]]
    /// Shape `[N]`.
    package let trend: [Double]
    /// What is left, shape `[N]`; NaN where the value is missing.
    package let remainder: [Double]

    /// How smooth the parts are.
    package struct Smoothness: Sendable, Hashable, Codable {
        /// Seasons that each place in the season is smoothed over, odd numbers.
        ///
        /// For the shortest season, the next and so on; the last one counts for all after it. The defaults are R's.
        package var windows = [11, 15, 19, 23, 27, 31]
        /// Rounds over all seasons.
        package var rounds = 2
        /// Passes of each fit with weights by the remainder.
        package var robust = 0
        /// Whether most places of a long window are interpolated, see `SeasonalTrendDecomposition.Smoothness`.
        package var jumps = true

        /// Creates what R's `mstl` does.
        package init() {}

        func window(_ place: Int) -> Int { windows.isEmpty ? 11 : windows[min(place, windows.count - 1)] }
    }

    /// Decomposes.
    ///
    /// - Parameters:
    ///   - values: Shape `[N]`, NaN where missing; at least one is observed.
    ///   - seasonLengths: In any order; only ``usable(_:rows:)`` ones are fitted, and none leaves a trend.
    package init(_ values: [Double], seasonLengths: [Int], smoothness: Smoothness = Smoothness()) {
        let lengths = Self.usable(seasonLengths, rows: values.count)
        var seasons = lengths.map { _ in [Double](repeating: 0, count: values.count) }
        var rest = values
        var trend: [Double]?
        for _ in 0..<(lengths.count > 1 ? max(1, smoothness.rounds) : 1) {
            for (place, length) in lengths.enumerated() {
                for row in rest.indices { rest[row] += seasons[place][row] }
                var one = SeasonalTrendDecomposition.Smoothness()
                (one.season, one.robust, one.jumps) = (smoothness.window(place), smoothness.robust, smoothness.jumps)
                let parts = SeasonalTrendDecomposition(rest[...], seasonLength: length, smoothness: one)
                seasons[place] = parts.season
                trend = parts.trend
                for row in rest.indices { rest[row] -= parts.season[row] }
            }
        }
        let level = trend ?? SeasonalTrendDecomposition(values[...], seasonLength: nil).trend
        (self.seasonLengths, self.seasons, self.trend) = (lengths, seasons, level)
        remainder = zip(rest, level).map { $0 - $1 }
    }

    /// The lengths that `rows` rows show more than twice, each once, rising: 2 m < N, as R's `mstl` has it.
    package static func usable(_ seasonLengths: [Int], rows: Int) -> [Int] {
        Set(seasonLengths).filter { $0 >= 2 && $0 < (rows + 1) / 2 }.sorted()
    }

    /// The sum of the seasons at `row`; beyond the last row the last one of each season goes on.
    ///
    /// - Precondition: `row` is not negative.
    package func season(at row: Int) -> Double {
        zip(seasons, seasonLengths).reduce(0) { sum, part in
            let (values, length) = part
            guard row >= values.count else { return sum + values[row] }
            return sum + values[values.count - length + (row - values.count) % length]
        }
    }
}
