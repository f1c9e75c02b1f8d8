import NeuralLayers

/// Adam and AdamW over one flat buffer of parameters, with the constants β₁ = .9, β₂ = .999, ε = 1e-8.
struct AdamOptimizer {
    private let method: Optimizer
    private let weightDecay: Double
    /// Exponential averages of gradients and of their squares.
    let firstMoments, secondMoments: AlignedBuffer
    /// Steps taken.
    var steps = 0

    init(_ configuration: TrainingConfiguration, parameterCount: Int) {
        self.init(configuration.optimizer, weightDecay: configuration.weightDecay, parameterCount: parameterCount)
    }

    init(_ method: Optimizer, weightDecay: Double, parameterCount: Int) {
        self.method = method
        self.weightDecay = weightDecay
        firstMoments = AlignedBuffer(count: parameterCount)
        secondMoments = AlignedBuffer(count: parameterCount)
    }

    /// Moves `parameters` against `gradients`, first multiplied by `gradientScale`.
    mutating func step(
        _ parameters: AlignedBuffer, gradients: AlignedBuffer, gradientScale: Double, learningRate: Double,
        kernels: Kernels
    ) {
        steps += 1
        let constants = AdamStep(
            beta1: 0.9, beta2: 0.999, epsilon: 1e-8, number: steps, learningRate: learningRate,
            coupledDecay: method == .adam ? weightDecay : 0, decoupledDecay: method == .adamW ? weightDecay : 0,
            gradientScale: gradientScale)
        kernels.adam(
            parameters, gradients: gradients, firstMoments: firstMoments, secondMoments: secondMoments,
            step: constants)
    }
}
