/// A series as the sum of season, trend and remainder: STL.
///
/// Cleveland, Cleveland, McRae & Terpenning 1990, "STL: A seasonal-trend decomposition procedure based on loess",
/// Journal of Official Statistics 6. Without a season only the trend is fitted, by the same local lines.
///
/// Robust passes after the first give values far from the fit less weight or none, so that neither season nor trend
/// follows an outlier. Missing values are interpolated for the fit, and NaN in the remainder.
package struct SeasonalTrendDecomposition: Sendable {
    /// Shape `[N]`; zeros without a season.
    package var season: [Double]
    /// Shape `[N]`.
    package var trend: [Double]
    /// What is left, shape `[N]`; NaN where the value is missing.
    package var remainder: [Double]

    /// How smooth the parts are.
    package struct Smoothness: Sendable, Hashable {
        /// Seasons that the value of a place in the season is smoothed over, an odd number.
        package var season = 11
        /// Rows of the trend's window, an odd number; nil for what the authors advise, or 23 without a season.
        package var trend: Int?
        /// Passes in which season and trend take turns.
        package var inner = 2
        /// Passes with weights by the remainder.
        package var robust = 2
        /// Whether most places of a long window are interpolated between fits a tenth of the window apart.
        package var jumps = true

        package init() {}

        /// The season over 11 seasons, the trend as short as the authors advise, no robust passes: what strengths are
        /// computed from, as R's `tsfeatures` does.
        static let usual = {
            var smoothness = Smoothness()
            smoothness.robust = 0
            return smoothness
        }()

        /// A season and a trend so stiff that they hardly follow the noise: were they flexible, what the robust passes
        /// leave out would be further from the fit than the rest, and look like outliers more often than it is.
        static func stiff(seasonLength: Int?) -> Smoothness {
            var smoothness = Smoothness()
            smoothness.season = 35
            (smoothness.inner, smoothness.robust) = (1, 3)
            smoothness.trend = max(23, seasonLength.map { ($0 * 11 / 7) | 1 } ?? 23)
            return smoothness
        }
    }

    /// Decomposes.
    ///
    /// - Parameters:
    ///   - values: Shape `[N]`, NaN where missing; at least one is observed.
    ///   - seasonLength: m, at least 2, with two seasons in the values; nil for none.
    package init(_ values: ArraySlice<Double>, seasonLength: Int?, smoothness: Smoothness = Smoothness()) {
        let whole = Self.interpolated(values)
        let fit = STLFit(count: whole.count, seasonLength: seasonLength, smoothness: smoothness)
        (season, trend) = fit.parts(of: whole)
        remainder = values.enumerated().map { [season, trend] in $1 - season[$0] - trend[$0] }
    }

    /// Decomposes with two seasons, such as a day and a week of hourly rows; the season is their sum.
    ///
    /// Each is fitted to what the other leaves, the shorter first and again last: Bandara, Hyndman & Bergmeir 2021, "MSTL: A
    /// seasonal-trend decomposition algorithm for time series with multiple seasonal patterns".
    ///
    /// - Parameters:
    ///   - values: As above.
    ///   - seasonLength: The shorter season, or nil for none.
    ///   - longerSeason: The longer one, with two of them in the values; nil for none.
    init(_ values: ArraySlice<Double>, seasonLength: Int?, longerSeason: Int?, smoothness: (Int?) -> Smoothness) {
        func parts(_ values: ArraySlice<Double>, _ length: Int?) -> Self {
            Self(values, seasonLength: length, smoothness: smoothness(length))
        }
        self = parts(values, seasonLength)
        guard let longerSeason else { return }
        let long = parts(Self.less(values, season)[...], longerSeason).season
        self = parts(Self.less(values, long)[...], seasonLength)
        season = zip(season, long).map { $0 + $1 }
    }

    private static func less(_ values: ArraySlice<Double>, _ season: [Double]) -> [Double] {
        zip(values, season).map { $0 - $1 }
    }

    /// The values with missing ones on the line between their neighbours, or equal to the nearest at the ends.
    static func interpolated(_ values: ArraySlice<Double>) -> [Double] {
        var whole = Array(values)
        var last: Int?
        for row in whole.indices where !whole[row].isNaN {
            let start = last.map { $0 + 1 } ?? 0
            let before = last.map { whole[$0] } ?? whole[row]
            for gap in start..<row {
                let share = last.map { Double(gap - $0) / Double(row - $0) } ?? 0
                whole[gap] = before + (whole[row] - before) * share
            }
            last = row
        }
        if let last { for row in last + 1..<whole.count { whole[row] = whole[last] } }
        return whole
    }
}

extension SeasonalTrendDecomposition {
    /// How much of what season and remainder vary together the season explains, 0 to 1:
    /// `max(0, 1 − Var(R) / Var(S + R))`; nil when both are constant but for rounding.
    ///
    /// Wang, Smith & Hyndman 2006, "Characteristic-based clustering for time series data"; in this form Hyndman &
    /// Athanasopoulos 2021, "Forecasting: Principles and Practice", 3rd edition, section 4.3.
    package var seasonStrength: Double? { strength(of: season) }

    /// The same for the trend: `max(0, 1 − Var(R) / Var(T + R))`.
    package var trendStrength: Double? { strength(of: trend) }

    private func strength(of part: [Double]) -> Double? {
        let rows = remainder.indices.filter { !remainder[$0].isNaN }
        let both = Self.variance(rows.map { part[$0] + remainder[$0] })
        let size = rows.reduce(0) { max($0, abs(trend[$1]), abs(season[$1]), abs(remainder[$1])) }
        guard both.squareRoot() > 1e-12 * size, both.isFinite else { return nil }
        return max(0, 1 - Self.variance(rows.map { remainder[$0] }) / both)
    }

    private static func variance(_ values: [Double]) -> Double {
        guard values.count > 1 else { return 0 }
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
}

/// The passes of STL over a series without missing values.
private struct STLFit {
    private let count: Int
    private let period: Int?
    private let inner: Int
    private let robust: Int
    private let seasonSmooth: Loess
    private let trendSmooth: Loess
    private let lowPass: Loess

    init(count: Int, seasonLength: Int?, smoothness: SeasonalTrendDecomposition.Smoothness) {
        self.count = count
        period = seasonLength
        inner = seasonLength == nil ? 1 : smoothness.inner
        robust = smoothness.robust
        // nₜ ≥ 1.5 m / (1 − 1.5 / nₛ), and at least 3.
        let advised = seasonLength.map {
            Self.odd(1.5 * Double($0) / (1 - 1.5 / Double(smoothness.season)))
        }
        func loess(_ window: Int, degree: Int) -> Loess {
            Loess(window: window, degree: degree, jump: smoothness.jumps ? (window + 9) / 10 : 1)
        }
        seasonSmooth = loess(smoothness.season, degree: 0)
        trendSmooth = loess(smoothness.trend ?? advised ?? 23, degree: 1)
        lowPass = loess(Self.odd(Double(seasonLength ?? 3)), degree: 1)
    }

    /// The smallest odd number that is not below `length`, and at least 3.
    private static func odd(_ length: Double) -> Int {
        let whole = max(3, Int(length.rounded(.up)))
        return whole.isMultiple(of: 2) ? whole + 1 : whole
    }

    func parts(of values: [Double]) -> (season: [Double], trend: [Double]) {
        var season = [Double](repeating: 0, count: count)
        var trend = season
        var weights: [Double]?
        for pass in 0...robust {
            for _ in 0..<inner {
                if let period { season = seasonal(values, trend, period, weights) }
                trend = trendSmooth.smooth(values.indices.map { values[$0] - season[$0] }, weights: weights)
            }
            if pass < robust { weights = Self.weights(values, season, trend) }
        }
        return (season, trend)
    }

    /// The season of what the trend leaves: each place smoothed from season to season, less what of it is trend.
    private func seasonal(_ values: [Double], _ trend: [Double], _ period: Int, _ weights: [Double]?) -> [Double] {
        var cycles = [Double](repeating: 0, count: count + 2 * period)
        for phase in 0..<period {
            let rows = Array(stride(from: phase, to: count, by: period))
            let smooth = extended(rows.map { values[$0] - trend[$0] }, weights: weights.map { w in rows.map { w[$0] } })
            for (place, value) in smooth.enumerated() { cycles[place * period + phase] = value }
        }
        let level = Self.movingMean(Self.movingMean(Self.movingMean(cycles, period), period), 3)
        let low = lowPass.smooth(level, weights: nil)
        return low.indices.map { cycles[period + $0] - low[$0] }
    }

    /// The smooth of one place of the season with a season more at each end.
    private func extended(_ values: [Double], weights: [Double]?) -> [Double] {
        let smooth = seasonSmooth.smooth(values, weights: weights)
        let count = values.count
        let window = min(seasonSmooth.window, count)
        let before = seasonSmooth.fit(values, weights: weights, at: -1, over: 0..<window) ?? smooth[0]
        let after = seasonSmooth.fit(values, weights: weights, at: count, over: count - window..<count)
        return [before] + smooth + [after ?? smooth[count - 1]]
    }

    /// The means of every `length` values in a row.
    private static func movingMean(_ values: [Double], _ length: Int) -> [Double] {
        var sum = values[..<length].reduce(0, +)
        var means = [sum / Double(length)]
        means.reserveCapacity(values.count - length + 1)
        for end in length..<values.count {
            sum = sum - values[end - length] + values[end]
            means.append(sum / Double(length))
        }
        return means
    }

    /// Bisquare weights of the remainder: 0 beyond six times its median magnitude, or its mean one where most of it is 0:
    /// of nothing but zero weights the fit would follow the wildest value.
    private static func weights(_ values: [Double], _ season: [Double], _ trend: [Double]) -> [Double] {
        let sizes = values.indices.map { abs(values[$0] - season[$0] - trend[$0]) }
        let limit = 6 * (RobustStatistics.typical(sizes) ?? 0)
        return sizes.map { size in
            if size <= 0.001 * limit { return 1 }
            guard size <= 0.999 * limit else { return 0 }
            let ratio = size / limit
            return (1 - ratio * ratio) * (1 - ratio * ratio)
        }
    }
}
