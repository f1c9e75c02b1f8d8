/// Whether a series has a season, by its autocorrelation one season apart.
package enum SeasonalityTest {
    /// Whether the autocorrelation r at lag m is outside of its 90% limits around zero.
    ///
    /// ```
    /// |rₘ| > 1.6449 √((1 + 2(r₁² + … + rₘ₋₁²)) / N)
    /// ```
    /// The limits are Bartlett's for a series whose autocorrelations end before that lag; the test is the one of
    /// Fiorucci et al. 2016 and of the M4 competition's benchmarks.
    /// - Parameters:
    ///   - values: Shape `[N]`, NaN where missing; products with a missing value are left out.
    ///   - seasonLength: m. Fewer than 2m rows, and m below 2, have no season.
    ///   Cost: N·m products, and at most about 4·10⁷: beyond that, only every k-th of the lags below m is taken for
    ///   all k.
    package static func hasSeason(_ values: [Double], seasonLength: Int) -> Bool {
        guard seasonLength >= 2, values.count / 2 >= seasonLength else { return false }
        let deviations = deviations(values)
        let squares = product(deviations, lag: 0)
        guard squares > 0 else { return false }
        let step = max(1, seasonLength * (values.count / 1_000) / 40_000)
        var others = 0.0
        for lag in stride(from: 1, to: seasonLength, by: step) {
            let correlation = product(deviations, lag: lag) / squares
            others += correlation * correlation * Double(min(step, seasonLength - lag))
        }
        let limit = 1.6448536269514722 * ((1 + 2 * others) / Double(values.count)).squareRoot()
        return abs(product(deviations, lag: seasonLength) / squares) > limit
    }

    /// Distances from the mean, zero where missing.
    private static func deviations(_ values: [Double]) -> [Double] {
        var (sum, count) = (0.0, 0.0)
        for value in values where !value.isNaN {
            sum += value
            count += 1
        }
        let mean = count > 0 ? sum / count : 0
        return values.map { $0.isNaN ? 0 : $0 - mean }
    }

    /// `Σ dₜ dₜ₋ₗ` in four interleaved sums, so that an addition need not wait for the one before it.
    private static func product(_ deviations: [Double], lag: Int) -> Double {
        var sums = SIMD4<Double>()
        let count = deviations.count - lag
        var row = 0
        while row + 4 <= count {
            let now = SIMD4(deviations[row], deviations[row + 1], deviations[row + 2], deviations[row + 3])
            let later = row + lag
            sums += now * SIMD4(deviations[later], deviations[later + 1], deviations[later + 2], deviations[later + 3])
            row += 4
        }
        var sum = (sums.x + sums.y) + (sums.z + sums.w)
        while row < count {
            sum += deviations[row] * deviations[row + lag]
            row += 1
        }
        return sum
    }
}
