/// Normalisation of a token over its features: `y = g ⊙ n + b` with `n = (x − mean) / √(variance + ε)`.
///
/// Ba et al. 2016 (arXiv:1607.06450); the variance divides by the number of features.
struct ReferenceLayerNorm<Scalar: ReferenceScalar>: Sendable {
    /// Where gain and bias begin.
    private let gain, bias: Int
    /// d.
    private let size: Int

    /// What a backward pass needs of a token.
    struct Trace: Sendable {
        /// n, shape `[d]`.
        var normalized: [Scalar]
        /// 1 / √(variance + ε).
        var inverseDeviation: Scalar
    }

    init(_ gain: ParameterLayout.Tensor, _ bias: ParameterLayout.Tensor) {
        (self.gain, self.bias, size) = (gain.offset, bias.offset, gain.count)
    }

    /// The output of one token, shape `[d]`.
    func forward(_ token: [Scalar], parameters: [Scalar]) -> (output: [Scalar], trace: Trace) {
        let mean = token.reduce(0, +) / Scalar(size)
        let variance = token.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Scalar(size)
        let factor = 1 / (variance + Scalar(FusedPatchTransformer.epsilon)).squareRoot()
        let normalized = token.map { ($0 - mean) * factor }
        let output = normalized.indices.map { parameters[gain + $0] * normalized[$0] + parameters[bias + $0] }
        return (output, Trace(normalized: normalized, inverseDeviation: factor))
    }

    /// Adds the gradients of gain and bias up.
    ///
    /// With `γ = g ⊙ δ`: `∂L/∂x = (γ − mean(γ) − n mean(n ⊙ γ)) / √(variance + ε)`.
    /// - Returns: The gradient of the token.
    func backward(
        _ delta: [Scalar], through trace: Trace, parameters: [Scalar], gradients: inout [Scalar]
    ) -> [Scalar] {
        var (mean, product): (Scalar, Scalar) = (0, 0)
        for (feature, value) in trace.normalized.enumerated() {
            gradients[gain + feature] += delta[feature] * value
            gradients[bias + feature] += delta[feature]
            mean += parameters[gain + feature] * delta[feature] / Scalar(size)
            product += parameters[gain + feature] * delta[feature] * value / Scalar(size)
        }
        return trace.normalized.enumerated().map { feature, value in
            trace.inverseDeviation * (parameters[gain + feature] * delta[feature] - mean - value * product)
        }
    }
}
