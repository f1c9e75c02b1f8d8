/// Where the smoothing parameters may lie, and which are given.
///
/// R's usual region, `1e-4 ≤ α ≤ 0.9999`, `1e-4 ≤ β ≤ α`, `1e-4 ≤ γ ≤ 1 − α` and `0.8 ≤ φ ≤ 0.98`, is the image of a
/// box: `β = β₀ + v (min(α, β₁) − β₀)` and `γ = γ₀ + w (1 − α − γ₀)` with v and w in 0...1; β₀ and γ₀ are the
/// lower bounds and β₁ is the upper one.
package struct SmoothingBounds: Sendable, Hashable {
    /// Of α.
    package var alpha = 1e-4...0.9999
    /// The least β.
    package var leastBeta = 1e-4
    /// The most β, where α is not less.
    package var mostBeta = 0.9999
    /// The least γ.
    package var leastGamma = 1e-4
    /// Of φ.
    package var phi = 0.8...0.98
    /// β where it is given.
    package var givenBeta: Double?
    /// γ where it is given.
    package var givenGamma: Double?

    /// R's bounds.
    package init() {}

    /// R's bounds.
    package static let usual = SmoothingBounds()

    /// R's bounds, but β at most 0.1, so that a forecast does not follow the last few steps of a series.
    ///
    /// The likelihood of a short series often peaks at a β near α, where the growth is little more than the last
    /// difference. Measured on M3, OWA yearly / quarterly / monthly / other: 0.949 / 0.954 / 0.847 / 0.629 with R's bounds,
    /// 0.877 / 0.924 / 0.843 / 0.632 with β up to 0.2, 0.858 / 0.918 / 0.844 / 0.632 up to 0.1, 0.857 / 0.898 / 0.842 /
    /// 0.658 up to 0.017; no smaller γ helps any of them.
    package static let steady: SmoothingBounds = {
        var bounds = SmoothingBounds()
        bounds.mostBeta = 0.1
        return bounds
    }()

    /// α, v, w and φ at their least.
    var lower: SIMD4<Double> { SIMD4(max(alpha.lowerBound, givenBeta ?? 0), 0, 0, phi.lowerBound) }

    /// α, v, w and φ at their most.
    var upper: SIMD4<Double> { SIMD4(min(alpha.upperBound, 1 - (givenGamma ?? 0)), 1, 1, phi.upperBound) }

    /// The parameters of a form at a point of the box.
    func parameters(at box: SIMD4<Double>, of form: ExponentialSmoothingForm) -> SmoothingParameters {
        SmoothingParameters(
            alpha: box[0],
            beta: form.trend == .none ? 0 : givenBeta ?? leastBeta + box[1] * max(0, min(box[0], mostBeta) - leastBeta),
            gamma: form.season == .none ? 0 : givenGamma ?? leastGamma + box[2] * max(0, 1 - box[0] - leastGamma),
            phi: form.isDamped ? box[3] : 1)
    }

    /// The derivative of ``parameters(at:of:)``.
    func seeds(at box: SIMD4<Double>) -> SmoothingSeeds {
        var seeds = SmoothingSeeds()
        if givenBeta == nil {
            seeds.beta = SIMD4(box[0] < mostBeta ? box[1] : 0, max(0, min(box[0], mostBeta) - leastBeta), 0, 0)
        }
        if givenGamma == nil { seeds.gamma = SIMD4(-box[2], 0, max(0, 1 - box[0] - leastGamma), 0) }
        return seeds
    }

    /// Which of α, v, w and φ a form leaves to be found.
    func isSought(of form: ExponentialSmoothingForm) -> SIMDMask<SIMD4<Int64>> {
        var mask = SIMDMask<SIMD4<Int64>>(repeating: false)
        mask[0] = alpha.lowerBound < alpha.upperBound
        mask[1] = form.trend != .none && givenBeta == nil
        mask[2] = form.season != .none && givenGamma == nil
        mask[3] = form.isDamped && phi.lowerBound < phi.upperBound
        return mask
    }
}
