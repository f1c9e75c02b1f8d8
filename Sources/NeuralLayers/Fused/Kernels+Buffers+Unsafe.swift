import CKernels

/// The constants of one Adam or AdamW step; see ``Kernels/adam(_:gradients:firstMoments:secondMoments:step:)``.
package struct AdamStep: Sendable {
    /// Decay of the averages of gradients and of their squares, and what keeps the divisor from zero.
    package var beta1, beta2, epsilon: Double
    /// Steps taken, this one included.
    package var number: Int
    package var learningRate: Double
    /// Added to the gradient, times the parameter: Adam's weight decay.
    package var coupledDecay: Double
    /// Taken from the parameter, times the learning rate: AdamW's weight decay.
    package var decoupledDecay: Double
    /// Multiplies the gradient first: the clipping factor.
    package var gradientScale: Double

    package init(
        beta1: Double, beta2: Double, epsilon: Double, number: Int, learningRate: Double, coupledDecay: Double,
        decoupledDecay: Double, gradientScale: Double
    ) {
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.number = number
        self.learningRate = learningRate
        self.coupledDecay = coupledDecay
        self.decoupledDecay = decoupledDecay
        self.gradientScale = gradientScale
    }
}

extension Kernels {
    /// The Euclidean norm, added up in Double in a fixed order.
    package func norm(_ values: AlignedBuffer) -> Double {
        unsafe table.pointee.sum_of_squares(values.count, values.base).squareRoot()
    }

    /// One step of Adam (Kingma & Ba 2015, algorithm 1) or AdamW (Loshchilov & Hutter 2019, algorithm 2) in place.
    package func adam(
        _ parameters: AlignedBuffer, gradients: AlignedBuffer, firstMoments: AlignedBuffer,
        secondMoments: AlignedBuffer, step: AdamStep
    ) {
        precondition(
            gradients.count >= parameters.count && firstMoments.count >= parameters.count
                && secondMoments.count >= parameters.count, "a gradient and two moments for every parameter")
        let correction1 = 1 - step.beta1.power(step.number)
        let correction2 = 1 - step.beta2.power(step.number)
        let constants = FKAdamStep(
            beta1: Float(step.beta1), beta2: Float(step.beta2), epsilon: Float(step.epsilon),
            complement1: Float(1 - step.beta1), complement2: Float(1 - step.beta2),
            step_size: Float(step.learningRate / correction1),
            inverse_sqrt_correction2: Float(1 / correction2.squareRoot()),
            decay_factor: Float(1 - step.learningRate * step.decoupledDecay),
            gradient_scale: Float(step.gradientScale), gradient_decay: Float(step.coupledDecay))
        unsafe table.pointee.adam(
            parameters.count, parameters.base, gradients.base, firstMoments.base, secondMoments.base, constants)
    }
}

extension Double {
    /// The value to a whole power by squaring: the same bits everywhere, which the C library's `pow` does not promise.
    func power(_ exponent: Int) -> Double {
        var (result, factor, rest) = (1.0, self, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= factor }
            factor *= factor
            rest >>= 1
        }
        return result
    }
}
