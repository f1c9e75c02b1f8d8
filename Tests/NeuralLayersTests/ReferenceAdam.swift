import NeuralLayers

/// Adam (Kingma & Ba 2015, arXiv:1412.6980) with clipping by global norm, as PyTorch does both.
///
/// ```
/// g ← g · min(1, clip / (‖g‖ + 10⁻⁶))
/// m ← β₁m + (1 − β₁)g;   v ← β₂v + (1 − β₂)g²
/// θ ← θ − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
/// ```
struct ReferenceAdam<Scalar: ReferenceScalar> {
    var learningRate: Scalar
    var clip: Scalar
    private var first: [Scalar]
    private var second: [Scalar]
    private var firstDecay: Scalar = 1
    private var secondDecay: Scalar = 1

    init(learningRate: Scalar, clip: Scalar, count: Int) {
        self.learningRate = learningRate
        self.clip = clip
        first = [Scalar](repeating: 0, count: count)
        second = first
    }

    /// Moves `parameters` against `gradient`; returns the norm before clipping.
    mutating func step(_ parameters: inout [Scalar], gradient: [Scalar]) -> Scalar {
        let (beta1, beta2, epsilon): (Scalar, Scalar, Scalar) = (0.9, 0.999, 1e-8)
        firstDecay *= beta1
        secondDecay *= beta2
        let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let scale = min(1, clip / (norm + 1e-6))
        for index in parameters.indices {
            let slope = scale * gradient[index]
            first[index] = beta1 * first[index] + (1 - beta1) * slope
            second[index] = beta2 * second[index] + (1 - beta2) * slope * slope
            let size = (second[index] / (1 - secondDecay)).squareRoot() + epsilon
            parameters[index] -= learningRate * first[index] / (1 - firstDecay) / size
        }
        return norm
    }
}
