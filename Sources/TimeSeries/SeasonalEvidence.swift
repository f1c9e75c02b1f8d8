/// Whether rows repeat themselves after a season, as far as their autocorrelation says.
///
/// The plain autocorrelation would confirm any season of a price: a random walk resembles itself at every lag. Therefore
/// each value is first compared with the mean of one season around it. These deviations have no trend, and for white
/// noise and for a random walk alike those a season apart are uncorrelated, as the rows or the steps that enter them do
/// not overlap; a season of any shape stays in them whole. First differences would not do: those of a season of many
/// rows, such as a year of days, are smaller than the noise.
public struct SeasonalEvidence: Sendable, Hashable {
    /// m: rows in the season that was asked about.
    public let seasonLength: Int
    /// The autocorrelation of the deviations at lag m, from −1 to 1; nil when no series spans three seasons and deviates.
    public let autocorrelation: Double?
    /// What the autocorrelation must exceed.
    public let limit: Double?
    /// Whether it does, and is higher by as much than that at some smaller lag.
    ///
    /// The second condition is for smooth curves, whose deviations are alike at any short lag.
    public let isConfirmed: Bool

    /// The share of the deviations that a season must explain to be worth the name, however many rows there are.
    private static let leastAutocorrelation = 0.1
    /// The most smaller lags that are looked at; in longer seasons they are evenly spaced.
    private static let mostLags = 256
    /// Rows beyond which only the last of each series are looked at, and then only some of the series.
    private static let manyRows = 1 << 17
    /// Seasons of a series that are looked at all the same.
    private static let enoughSeasons = 8

    /// Looks at `rows` of each series of `panel`, and at nothing else.
    ///
    /// The autocorrelation at lag k is the mean product of observed pairs over the mean square,
    /// `(Σ d[t] d[t+k] / p[k]) / (Σ d[t]² / p[0])`, so that few seasons do not shrink it. Of several series it is the mean,
    /// weighted by observed deviations. The limit is ``Autocorrelation/limit(smaller:count:)``, and at least 0.1;
    /// for a season of two rows also what the deviations of white noise reach by chance.
    ///
    /// Of more than 131,072 rows the last of every series are looked at, as many as make that number but at least eight
    /// seasons; where this is still too many, evenly spaced series.
    ///
    /// - Parameters:
    ///   - rows: For each series the rows to look at, such as those of training.
    ///   - seasonLength: m, at least 1; a season of one row is never confirmed.
    public init(_ panel: Panel, rows: [Range<Int>], seasonLength: Int) {
        precondition(rows.count == panel.series.count, "every series has its rows")
        self.init(
            Self.sample(rows, seasonLength: seasonLength).map { panel.series[$0].values[$1] },
            seasonLength: seasonLength)
    }

    /// The rows to look at, by their series' place: all of them unless they are too many to take no time.
    static func sample(_ rows: [Range<Int>], seasonLength: Int) -> [(series: Int, rows: Range<Int>)] {
        let enough = min(seasonLength, Int.max / enoughSeasons) * enoughSeasons
        let most = max(enough, manyRows / max(1, rows.count))
        let isMany = rows.reduce(0) { $0 + $1.count } > manyRows
        let last = isMany ? rows.map { $0.suffix(most) } : rows
        let step = max(1, last.reduce(0) { $0 + $1.count } / manyRows)
        return stride(from: 0, to: last.count, by: step).map { ($0, last[$0]) }
    }

    /// How large the autocorrelation at lag 2 of white noise less its mean of two rows can be by chance.
    ///
    /// The mean of an even season takes half of the row on either side, and so shares one with that of the next season.
    /// That is nothing much but for two rows: the deviations (−¼, ½, −¼) correlate by −⅔ and ⅙, and Bartlett's formula
    /// for the variance of the latter is 506/324 n.
    private static func ofNoise(_ count: Int) -> Double {
        1.0 / 6 + Autocorrelation.criticalValue * (506.0 / 324 / Double(count)).squareRoot()
    }

    init(_ series: [ArraySlice<Double>], seasonLength: Int) {
        precondition(seasonLength >= 1, "a season is at least one row")
        self.seasonLength = seasonLength
        let step = max(1, (seasonLength - 1 + Self.mostLags - 1) / Self.mostLags)
        let lags = Array(stride(from: 1, to: seasonLength, by: step)) + [seasonLength]
        let pooled = PooledCorrelations(
            series.filter { $0.count / 3 >= seasonLength }.compactMap {
                Autocorrelation.Deviations($0, fromSeasonOf: seasonLength)
            }, lags: lags)
        guard seasonLength > 1, let pooled, let last = pooled.coefficients.last else {
            (autocorrelation, limit, isConfirmed) = (nil, nil, false)
            return
        }
        let smaller = pooled.coefficients.dropLast()
        let meanSquare = smaller.reduce(0) { $0 + $1 * $1 } / Double(smaller.count)
        let chance = Autocorrelation.limit(
            sumOfSquares: Double(seasonLength - 1) * meanSquare, count: pooled.observed)
        let limit = max(chance, seasonLength == 2 ? Self.ofNoise(pooled.observed) : 0, Self.leastAutocorrelation)
        self.autocorrelation = last
        self.limit = limit
        self.isConfirmed = last > limit && smaller.contains { last - $0 > limit }
    }
}

/// The autocorrelations of several series, weighted by their observed values.
private struct PooledCorrelations {
    /// From −1 to 1, shape `[lags]`.
    let coefficients: [Double]
    /// Observed values over all series.
    let observed: Int

    /// Nil without a series that has pairs at the last lag.
    init?(_ series: [Autocorrelation.Deviations], lags: [Int]) {
        var sums = [Double](repeating: 0, count: lags.count)
        var observed = 0
        for one in series {
            let products = one.products(at: [0] + lags)
            let pairs = one.pairs(at: [0] + lags)
            guard let last = pairs.last, last > 0 else { continue }
            let variance = products[0] / pairs[0]
            for place in lags.indices where pairs[place + 1] > 0 {
                sums[place] += Double(one.observed) * (products[place + 1] / pairs[place + 1] / variance)
            }
            observed += one.observed
        }
        guard observed > 0 else { return nil }
        coefficients = sums.map { max(-1, min(1, $0 / Double(observed))) }
        self.observed = observed
    }
}

extension Autocorrelation.Deviations {
    /// The deviations of a series from the mean of one season around each row.
    ///
    /// Nil when they are no more than the rounding of the values they come from.
    fileprivate init?(_ values: ArraySlice<Double>, fromSeasonOf seasonLength: Int) {
        let levels = CenteredMovingAverage.of(values, seasonLength: seasonLength)
        let deviations = zip(values.dropFirst(seasonLength / 2), levels).map { $0 - $1 }
        let size = values.reduce(0) { $1.isNaN ? $0 : max($0, abs($1)) }
        guard deviations.contains(where: { abs($0) > 1e-9 * size }) else { return nil }
        self.init(deviations[...])
    }
}
