import Numerics
import TimeSeries

/// Student's t distribution with a whole number of degrees of freedom.
///
/// It is computed without the mathematics library of the system, so that a p-value is the same bits on every machine.
package enum StudentT {
    /// The chance that a statistic is at least as far from 0 as `statistic`, on either side: from 0 to 1.
    ///
    /// ```
    /// p = I_x(ν/2, ½),  x = ν / (ν + t²)
    /// ```
    /// with the regularised incomplete beta function as the continued fraction of Abramowitz & Stegun 1964, 26.5.8, which
    /// is evaluated by Lentz's method on the side where it converges fast. NaN for NaN.
    ///
    /// - Parameters:
    ///   - statistic: t, of either sign.
    ///   - degreesOfFreedom: ν, at least 1.
    package static func twoSidedProbability(statistic: Double, degreesOfFreedom: Int) -> Double {
        precondition(degreesOfFreedom >= 1, "at least one degree of freedom")
        if statistic.isNaN { return .nan }
        let a = Double(degreesOfFreedom) / 2
        let u = statistic * statistic / (2 * a)
        guard u.isFinite else { return 0 }
        if u == 0 { return 1 }
        let x = 1 / (1 + u)
        // xᵃ √(1 − x) / B(a, ½); 1 − x = u / (1 + u) is never subtracted.
        let complement = u / (1 + u)
        let front = ReproducibleMath.exp(-a * logOnePlus(u)) * complement.squareRoot() * inverseBeta(degreesOfFreedom)
        if x < (a + 1) / (a + 2.5) { return front / a * continuedFraction(a, 0.5, x) }
        return 1 - 2 * front * continuedFraction(0.5, a, complement)
    }

    /// ln(1 + u) for u > 0, to the last digits also where 1 + u rounds most of u away.
    ///
    /// Goldberg 1991, "What every computer scientist should know about floating-point arithmetic", theorem 4.
    private static func logOnePlus(_ u: Double) -> Double {
        let sum = 1 + u
        return sum == 1 ? u : ReproducibleMath.log(sum) * (u / (sum - 1))
    }

    /// 1 / B(ν/2, ½) = Γ((ν+1)/2) / (Γ(ν/2) √π), from its values 1/π and ½ for ν of 1 and 2.
    private static func inverseBeta(_ degreesOfFreedom: Int) -> Double {
        var value = degreesOfFreedom.isMultiple(of: 2) ? 0.5 : 1 / Double.pi
        for step in stride(from: degreesOfFreedom.isMultiple(of: 2) ? 2 : 1, to: degreesOfFreedom, by: 2) {
            value *= Double(step + 1) / Double(step)
        }
        return value
    }

    /// The continued fraction of I_x(a, b), of which the number of terms grows with √max(a, b).
    private static func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        var c = 1.0
        var d = reciprocal(1 - (a + b) * x / (a + 1))
        var fraction = d
        for term in 1...100_000 {
            let m = Double(term)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = reciprocal(1 + even * d)
            c = nonZero(1 + even / c)
            fraction *= d * c
            d = reciprocal(1 + odd * d)
            c = nonZero(1 + odd / c)
            let factor = d * c
            fraction *= factor
            if abs(factor - 1) < 1e-16 { break }
        }
        return fraction
    }

    private static func reciprocal(_ value: Double) -> Double { 1 / nonZero(value) }

    /// Lentz's method steps over a zero as over a tiny number.
    private static func nonZero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}
