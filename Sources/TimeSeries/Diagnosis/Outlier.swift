/// A value far from what season and trend lead to expect.
public struct Outlier: Sendable, Hashable {
    /// The row of its series.
    public var row: Int
    /// The value, in the unit of the series.
    public var value: Double
    /// Season and trend there.
    public var expected: Double
    /// How far the value lies from there: in robust standard deviations of all such differences, positive.
    public var score: Double
}

extension Outlier {
    /// Robust standard deviations beyond which a value is an outlier.
    ///
    /// A normal distribution has one value in 26 million beyond 5.5, but the remainder of a fit is somewhat less even.
    /// R's `tsoutliers` draws the line at three interquartile ranges from the quartiles, 4.7 standard deviations:
    /// Hyndman 2021, "Detecting time series outliers".
    package static let limit = 5.5
    /// The share of rows beyond which the remainder is merely of another form than normal.
    private static let mostCommon = 0.02

    /// The outliers among `values`, in the order of rows; none where as many as 2% of the rows would be.
    ///
    /// The spread is the scaled median absolute deviation of the remainder: Leys et al. 2013, "Detecting outliers: Do
    /// not use standard deviation around the mean, use absolute deviation around the median".
    package static func found(in values: [Double], _ parts: SeasonalTrendDecomposition) -> [Outlier] {
        let observed = parts.remainder.filter { !$0.isNaN }
        guard observed.count >= 10, let (centre, spread) = RobustStatistics.centreAndSpread(observed) else { return [] }
        let size = values.reduce(0) { $1.isNaN ? $0 : max($0, abs($1)) }
        guard spread > 1e-9 * size else { return [] }
        let found = parts.remainder.indices.compactMap { row -> Outlier? in
            let score = abs(parts.remainder[row] - centre) / spread
            guard score > limit else { return nil }
            return Outlier(
                row: row, value: values[row], expected: parts.season[row] + parts.trend[row] + centre, score: score)
        }
        return Double(found.count) <= max(1, mostCommon * Double(observed.count)) ? found : []
    }
}
