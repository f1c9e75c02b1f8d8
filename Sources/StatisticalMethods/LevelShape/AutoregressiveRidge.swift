/// A row as the row before plus a ridge regression on how far earlier rows lie from that one.
///
/// ```
/// z(t) = z(t−1) + d + Σ c(j) (z(t−j) − z(t−1)) + e(t);  z = log y where all values are positive, otherwise y
/// ```
/// so that what is shrunk towards is the last value, and what is learned is the season and how changes go on. Steps are
/// forecast one after the other. The lags j follow from the length of the series and its seasons, see
/// ``AutoregressiveLags``; penalties are averaged over by generalised cross validation, see ``RidgePath``. The drift d is a
/// regressor whose size is a tenth of the standard deviation of changes, so that it is shrunk more than the others.
///
/// Cost: N k² / 2 + 4/3 k³ operations for k lags, k ≤ 160, and at most 20,000 rows: about 2 ms for 960 hourly rows.
package struct AutoregressiveRidge: SeriesMethod {
    /// Lengths of a longer season, of which the first that the series shows three times is used.
    ///
    /// Nil for seven seasons where a season has 24, 48, 96, … rows, as days make a week; where they do not, these lags cost
    /// little, since they are shrunk.
    package var longerSeasons: [Int]?

    /// Creates the method.
    package init(longerSeasons: [Int]? = nil) { self.longerSeasons = longerSeasons }

    /// Most rows that are learned from, the last ones.
    private static let mostRows = 20_000
    /// Values below which lags and drift follow the last change for ever.
    private static let fewestValues = 8

    package func fit(_ values: [Double], seasonLength: Int) throws(SeriesMethodError) -> AutoregressiveRidgeFit {
        let observed = values.filter(\.isFinite)
        guard let largest = observed.map(abs).max(), let smallest = observed.min() else {
            throw .tooShort(needed: 1, observed: 0)
        }
        guard observed.count >= Self.fewestValues else {
            throw .tooShort(needed: Self.fewestValues, observed: observed.count)
        }
        let season = max(1, min(seasonLength, values.count))
        let scaling = SeriesScaling.inProportion(largest: largest, smallest: smallest)
        let series = BridgedSeries(values, scaling: scaling, seasonLength: season)
        let regression = LaggedRegression(
            series.values, isObserved: series.isObserved, blocks: blocks(rows: series.values.count, season: season),
            mostRows: Self.mostRows)
        return AutoregressiveRidgeFit(season: season, regression: regression, scaling: scaling)
    }

    /// The lags of the first longer season that the series is long enough for, or those of one season.
    private func blocks(rows: Int, season: Int) -> [ClosedRange<Int>] {
        let longer = longerSeasons ?? (season.isMultiple(of: 24) ? [7 * season] : [])
        let two = longer.lazy.compactMap {
            AutoregressiveLags.twoSeasons(rows: rows, seasonLength: season, longerSeason: $0)
        }
        return two.first ?? AutoregressiveLags.oneSeason(rows: rows, seasonLength: season)
    }
}
