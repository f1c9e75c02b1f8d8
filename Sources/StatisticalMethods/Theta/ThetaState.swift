/// Level and line after the rows so far.
struct ThetaState {
    private let fit: ThetaFit
    private var level: Double
    private var line = RunningLine()
    private var rows = 0.0
    private var last = Double.nan
    /// 1 − α to the power of ``rows``.
    private var power = 1.0

    init(_ fit: ThetaFit) { (self.fit, level) = (fit, fit.initialLevel) }

    /// Weights of the line's intercept and slope in the next row: `ω qᵗ` and `ω (1 − qᵗ⁺¹) / α`.
    private var weights: (intercept: Double, slope: Double) {
        let omega = 1 - 1 / fit.theta
        return (omega * power, omega * (1 - (1 - fit.alpha) * power) / fit.alpha)
    }

    /// What the line adds to the level in the next row.
    private var trend: Double {
        let (a, b) = fit.form.isDynamic ? (line.intercept, line.slope) : (fit.line[0], fit.line[1])
        let weights = weights
        return a * weights.intercept + b * weights.slope
    }

    /// Takes the next value; a missing one is its own forecast, and tells the line nothing.
    mutating func advance(_ value: Double) {
        let value = value.isNaN ? level + trend : value
        rows += 1
        level += fit.alpha * (value - level)
        power = power > 1e-280 ? power * (1 - fit.alpha) : 0
    }

    /// Takes an observed value, or NaN.
    mutating func observe(_ value: Double) {
        advance(value)
        guard !value.isNaN else { return }
        line.append(value, time: rows)
        last = value
    }

    /// Forecasts without season, each of them taken for the value of its row.
    ///
    /// A line that moves begins with two values; before, the last value stands for all steps.
    func points(_ horizon: Int) -> [Double] {
        guard rows > 0 else { return [Double](repeating: fit.mean, count: horizon) }
        guard rows > 1 || !fit.form.isDynamic else { return [Double](repeating: last, count: horizon) }
        var state = self
        return (0..<horizon).map { _ in
            let point = state.level + state.trend
            state.observe(point)
            return point
        }
    }
}

extension ThetaState {
    /// Standard deviations of the values that ``points(_:)`` forecasts.
    ///
    /// Level, mean and `Σ (t − t̄)(y − ȳ)` are linear in the values, so their covariance C follows from that of the
    /// step before. With x the three, w their weights in the next value and k the gains:
    /// ```
    /// y = w·x + ε;  x ← Mx + k y;  var y = w·Cw + σ²;  C ← (M + kwᵀ) C (M + kwᵀ)ᵀ + σ² k kᵀ
    /// ```
    /// For a line that stays this is `σ² (1 + (h − 1) α²)`, as Fiorucci et al. 2016 have it; for one that moves they
    /// simulate what is exact here.
    func deviations(_ horizon: Int) -> [Double] {
        var state = self
        var covariance = Covariance()
        let variance = fit.deviation * fit.deviation
        return (0..<horizon).map { _ in
            let weights = state.weights
            let ofLine =
                fit.form.isDynamic
                ? state.line.weights(intercept: weights.intercept, slope: weights.slope) : (mean: 0, products: 0)
            let gains = state.line.weightsOfNext(time: state.rows + 1)
            let spread = covariance.advance(
                weights: SIMD3(1, ofLine.mean, ofLine.products), gains: SIMD3(fit.alpha, gains.mean, gains.products),
                variance)
            state.observe(state.level + state.trend)
            return max(0, spread).squareRoot()
        }
    }

    /// The covariance of level, mean and sum of products.
    private struct Covariance {
        private var first = SIMD3<Double>()
        private var second = SIMD3<Double>()
        private var third = SIMD3<Double>()

        /// One step on.
        ///
        /// - Returns: The variance of the value in that step.
        mutating func advance(weights: SIMD3<Double>, gains: SIMD3<Double>, _ variance: Double) -> Double {
            let ofValue = first * weights.x + second * weights.y + third * weights.z
            let products = ofValue * weights
            let spread = (products.x + products.y) + products.z + variance
            /// M times a column.
            func carried(_ column: SIMD3<Double>) -> SIMD3<Double> {
                SIMD3(column.x * (1 - gains.x), column.y * (1 - gains.y), column.z - column.y * gains.z)
            }
            // M C Mᵀ + (M C w) kᵀ + k (M C w)ᵀ + k kᵀ var y, column by column.
            let value = carried(ofValue)
            let last = third - second * gains.z
            first = carried(first * (1 - gains.x)) + value * gains.x + gains * (value.x + gains.x * spread)
            second = carried(second * (1 - gains.y)) + value * gains.y + gains * (value.y + gains.y * spread)
            third = carried(last) + value * gains.z + gains * (value.z + gains.z * spread)
            return spread
        }
    }
}
