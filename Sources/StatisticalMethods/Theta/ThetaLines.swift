/// One series without season, and the line it is seen against in every row.
struct ThetaLines {
    /// Shape `[N]`, the first row observed, NaN where missing.
    let values: [Double]
    /// Shape `[N]`: a of the line `a + b t` that is known after the row.
    let intercepts: [Double]
    /// Shape `[N]`: b of that line.
    let slopes: [Double]
    /// Whether the line is that of the rows so far; otherwise it is that of all rows.
    let isDynamic: Bool

    /// - Parameter values: The first must be observed.
    init(_ values: [Double], isDynamic: Bool) {
        var line = RunningLine()
        var intercepts: [Double] = []
        var slopes: [Double] = []
        intercepts.reserveCapacity(values.count)
        slopes.reserveCapacity(values.count)
        for row in values.indices {
            if !values[row].isNaN { line.append(values[row], time: Double(row + 1)) }
            intercepts.append(line.intercept)
            slopes.append(line.slope)
        }
        self.values = values
        self.isDynamic = isDynamic
        self.intercepts = isDynamic ? intercepts : [Double](repeating: line.intercept, count: values.count)
        self.slopes = isDynamic ? slopes : [Double](repeating: line.slope, count: values.count)
    }

    /// The line in the first row.
    var first: Double { intercepts[0] + slopes[0] }

    /// What the errors from row `first` on are made of.
    ///
    /// With q = 1 − α, level L without first level, and the weight W of ω in the level (above zero only after a gap):
    /// ```
    /// dₜ₊₁ = Aₜqᵗ + Bₜ(1 − qᵗ⁺¹)/α + Wₜ;  rₜ = yₜ − Lₜ₋₁;  pₜ = qᵗ⁻¹;  Lₜ = αyₜ + qLₜ₋₁
    /// ```
    /// the models of Fiorucci et al. 2016. A missing value is taken to be its forecast.
    func moments(alpha: Double, from first: Int) -> ThetaMoments {
        var moments = ThetaMoments()
        let (q, inverse) = (1 - alpha, 1 / alpha)
        if !isDynamic, first == 0 { moments.append(values[0], 1, self.first) }
        var level = alpha * values[0]
        var (weightOfLevel, weightOfTrend) = (q, 0.0)
        // qᵗ
        var power = q
        for row in 1..<max(1, values.count) {
            let trend = intercepts[row - 1] * power + slopes[row - 1] * (1 - q * power) * inverse
            // Not into subnormal numbers, which are slow.
            power = power > 1e-280 ? power * q : 0
            let value = values[row]
            if value.isNaN {
                weightOfTrend += alpha * trend
                continue
            }
            if row >= first { moments.append(value - level, weightOfLevel, trend + weightOfTrend) }
            level = alpha * value + q * level
            weightOfTrend *= q
            weightOfLevel = weightOfLevel > 1e-280 ? weightOfLevel * q : 0
        }
        return moments
    }
}
