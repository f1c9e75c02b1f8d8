extension ReferenceRecurrentNetwork {
    /// Backpropagation through time (Werbos 1990), full or truncated.
    ///
    /// - Parameters:
    ///   - trace: What `forward` returned.
    ///   - outputGradient: ∂L/∂outputs, shape `[B, outputSize]`.
    ///   - truncation: How many steps, counted back from the last, gradient flows through in every layer; states
    ///     before them count as constants. nil for all steps.
    package func backward(
        through trace: ReferenceTrace<Scalar>, outputGradient: [Scalar], truncation: Int? = nil
    ) -> ReferenceGradients<Scalar> {
        precondition(outputGradient.count == trace.outputs.count, "the gradient of outputs is [B, outputSize]")
        precondition(truncation.map { $0 >= 1 } ?? true, "gradient flows through at least one step")
        let firstStep = max(0, trace.steps - (truncation ?? trace.steps))
        var gradients = ReferenceGradients<Scalar>(parameters: parameters.map { _ in 0 })
        let headGradient = decoderBackward(
            trace, outputGradient: outputGradient, gradients: &gradients.parameters)
        var flowing = headBackward(trace, outputGradient: headGradient, gradients: &gradients.parameters)

        for (index, layer) in layers.enumerated().reversed() {
            let result = layer.backward(
                through: trace.layers[index], hiddenGradient: flowing, firstStep: firstStep, parameters: parameters,
                gradients: &gradients.parameters)
            flowing = result.inputs
            if index == 0 {
                flowing = embeddingBackward(
                    flowing, codes: trace.codes, batch: trace.batch, gradients: &gradients.parameters)
            }
            if let mask = trace.dropoutMasks?[index] { flowing = zip(flowing, mask).map { $0 * $1 } }
            gradients.initialHidden.insert(contentsOf: result.initial.flatMap(\.hidden), at: 0)
            gradients.initialCell.insert(contentsOf: result.initial.flatMap(\.cell), at: 0)
        }
        gradients.windows = flowing
        return gradients
    }

    /// The gradient that reaches the top layer's hidden states, `[T, B, H]`: the head reads the last step only.
    private func headBackward(
        _ trace: ReferenceTrace<Scalar>, outputGradient: [Scalar], gradients: inout [Scalar]
    ) -> [Scalar] {
        let (weights, bias) = head
        let earlier = [Scalar](repeating: 0, count: (trace.steps - 1) * trace.batch * shape.hiddenSize)
        var last: [Scalar] = []
        for (window, step) in trace.layers[shape.layerCount - 1].final.enumerated() {
            let delta = Array(outputGradient[(window * shape.outputSize)..<((window + 1) * shape.outputSize)])
            weights.addGradient(delta: delta, input: step.state.hidden[...], bias: bias, to: &gradients)
            last += weights.transposedProduct(delta, in: parameters)
        }
        return earlier + last
    }
}

/// The gradients of a loss by all that went into a forward pass.
package struct ReferenceGradients<Scalar: ReferenceScalar>: Sendable {
    /// By the parameters, in ``ParameterLayout`` order.
    package var parameters: [Scalar]
    /// By the windows, shape `[T, B, D]`.
    package var windows: [Scalar] = []
    /// By h₀, shape `[L, B, H]`; zero when gradient was cut before the first step.
    package var initialHidden: [Scalar] = []
    /// By c₀, shape `[L, B, H]`; zero in cells that have none.
    package var initialCell: [Scalar] = []
}
