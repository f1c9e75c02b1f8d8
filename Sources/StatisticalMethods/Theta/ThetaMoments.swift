/// What the squared errors of a theta model are made of, for one smoothing parameter.
///
/// The error of row t is linear in the first level l and in ω = 1 − 1/θ: `eₜ = rₜ − l pₜ − ω dₜ`. So both are found by
/// least squares from six sums, and only α is left to search.
struct ThetaMoments {
    var rr = 0.0
    var rp = 0.0
    var rd = 0.0
    var pp = 0.0
    var pd = 0.0
    var dd = 0.0

    mutating func append(_ r: Double, _ p: Double, _ d: Double) {
        rr += r * r
        rp += r * p
        rd += r * d
        pp += p * p
        pd += p * d
        dd += d * d
    }

    /// Sum of squared errors at l and ω; never below zero.
    func squaredErrors(level: Double, omega: Double) -> Double {
        let linear = level * rp + omega * rd
        let quadratic = level * (level * pp + 2 * omega * pd) + omega * omega * dd
        return max(0, rr - 2 * linear + quadratic)
    }

    /// The best l, and the best ω in `omegas`.
    ///
    /// The sum is convex in both, so that where the free minimum lies outside of `omegas`, the best lies on a bound.
    func minimum(omegas: ClosedRange<Double>) -> (level: Double, omega: Double) {
        let (low, high) = (omegas.lowerBound, omegas.upperBound)
        let determinant = pp * dd - pd * pd
        // Nearly dependent columns say nothing about ω: a relative 1e-12 leaves four digits of sixteen.
        let free = determinant > 1e-12 * pp * dd ? (rd * pp - rp * pd) / determinant : low
        let omega = min(max(free, low), high)
        return (pp > 1e-300 ? (rp - omega * pd) / pp : 0, omega)
    }

    /// The best ω in `omegas` where the level is `first − ω line`, so that the first forecast is the first value.
    ///
    /// - Parameters:
    ///   - first: y₁.
    ///   - line: The line in the first row.
    func minimum(
        omegas: ClosedRange<Double>, first: Double, line: Double
    ) -> (level: Double, omega: Double) {
        // With r′ = r − y₁p and d′ = d − line·p the error is r′ − ωd′.
        let product = (rd - line * rp) - first * (pd - line * pp)
        let square = dd - line * (2 * pd - line * pp)
        let free = square > 1e-300 ? product / square : omegas.lowerBound
        let omega = min(max(free, omegas.lowerBound), omegas.upperBound)
        return (first - omega * line, omega)
    }
}
