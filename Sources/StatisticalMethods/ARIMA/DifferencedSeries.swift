import TimeSeries

/// How often a series must be differenced, and its differences.
enum DifferencedSeries {
    /// The lags and coefficients δ of `(1 − B)ᵈ (1 − Bᵐ)ᴰ = 1 − Σ δ_l Bˡ`, lags rising.
    static func coefficients(_ order: ARIMAOrder) -> (lags: [Int], values: [Double]) {
        var polynomial = [0: 1.0]
        func multiply(lag: Int) {
            for (power, value) in polynomial { polynomial[power + lag, default: 0] -= value }
        }
        for _ in 0..<order.differences { multiply(lag: 1) }
        for _ in 0..<order.seasonalDifferences { multiply(lag: order.seasonLength) }
        let lags = polynomial.keys.filter { $0 > 0 && polynomial[$0] != 0 }.sorted()
        return (lags, lags.map { -(polynomial[$0] ?? 0) })
    }

    /// `(1 − B)ᵈ (1 − Bᵐ)ᴰ y`, shape `[N − d − m D]`.
    static func differences(_ values: [Double], _ order: ARIMAOrder) -> [Double] {
        var values = values
        for _ in 0..<order.seasonalDifferences { values = differences(values, lag: order.seasonLength) }
        for _ in 0..<order.differences { values = differences(values, lag: 1) }
        return values
    }

    private static func differences(_ values: [Double], lag: Int) -> [Double] {
        zip(values.dropFirst(lag), values).map { $0 - $1 }
    }

    /// D as `forecast::nsdiffs` chooses it by default: 1 where STL's season explains more than 64% of what season and
    /// remainder vary, the value at which M3's forecasts were best (Hyndman & Athanasopoulos 2021, section 9.1).
    static func seasonalDifferences(_ values: [Double], seasonLength: Int) -> Int {
        guard seasonLength > 1, values.count > 2 * seasonLength, !isConstant(values) else { return 0 }
        var smoothness = SeasonalTrendDecomposition.Smoothness()
        smoothness.robust = 0
        let parts = SeasonalTrendDecomposition(values[...], seasonLength: seasonLength, smoothness: smoothness)
        guard (parts.seasonStrength ?? 0) > 0.64 else { return 0 }
        let differenced = differences(values, lag: seasonLength)
        return differenced.contains { !$0.isNaN } ? 1 : 0
    }

    /// d as `forecast::ndiffs` chooses it by default, at most `limit`: by a test at 5% of Kwiatkowski, Phillips, Schmidt
    /// and Shin 1992.
    static func differences(of values: [Double], limit: Int) -> Int {
        var values = values.filter { !$0.isNaN }
        for count in 0..<limit {
            guard values.count > 3, !isConstant(values), StationarityTest(values).isRejected else { return count }
            values = differences(values, lag: 1)
        }
        return limit
    }

    /// Whether observed values are equal, but for rounding of values of the size of `scale`.
    static func isConstant(_ values: [Double], scale: Double = 0) -> Bool {
        let observed = values.filter { !$0.isNaN }
        guard let low = observed.min(), let high = observed.max() else { return true }
        return high - low <= max(1.5e-8 * min(abs(low), abs(high)), 1e-13 * scale)
    }
}
