/// One recurrent layer: a cell, and where its parameters lie.
struct ReferenceLayer<Scalar: ReferenceScalar>: Sendable {
    private let cell: RecurrentCell
    private let hiddenSize: Int
    private let inputWeights: ReferenceMatrix
    private let recurrentWeights: ReferenceMatrix
    private let inputBias: Int
    private let recurrentBias: Int

    init(_ index: Int, of shape: RecurrentNetworkShape, layout: ParameterLayout) {
        self.init(
            cell: shape.cell, hiddenSize: shape.hiddenSize,
            tensors: Array(layout.tensors[(4 * index)..<(4 * index + 4)]))
    }

    /// - Parameter tensors: Input weights, recurrent weights, and the bias of each.
    init(cell: RecurrentCell, hiddenSize: Int, tensors: [ParameterLayout.Tensor]) {
        self.cell = cell
        self.hiddenSize = hiddenSize
        inputWeights = ReferenceMatrix(tensors[0])
        recurrentWeights = ReferenceMatrix(tensors[1])
        inputBias = tensors[2].offset
        recurrentBias = tensors[3].offset
    }

    private var mathematics: any ReferenceCell<Scalar> {
        switch cell {
        case .rnnTanh: ReferenceElmanCell(rectifies: false)
        case .rnnReLU: ReferenceElmanCell(rectifies: true)
        case .gru: ReferenceGRUCell()
        case .lstm: ReferenceLSTMCell()
        }
    }

    /// Runs the layer over every step of every window.
    ///
    /// - Parameters:
    ///   - inputs: Shape `[T, B, I]`, dropout already applied.
    ///   - initial: The state of each of the B windows before the first step.
    ///   - parameters: The whole network's.
    func forward(inputs: [Scalar], initial: [ReferenceState<Scalar>], parameters: [Scalar]) -> ReferenceLayerTrace<
        Scalar
    > {
        let width = inputWeights.columns
        let rows = inputs.count / width
        var states = initial
        var trace = ReferenceLayerTrace(inputs: inputs, initial: initial)
        for row in 0..<rows {
            let window = row % initial.count
            let x = inputs[(row * width)..<((row + 1) * width)]
            let step = mathematics.forward(
                fromInput: inputWeights.product(x, bias: inputBias, in: parameters),
                fromHidden: recurrentWeights.product(states[window].hidden[...], bias: recurrentBias, in: parameters),
                previous: states[window])
            states[window] = step.state
            trace.steps.append(step)
        }
        return trace
    }

    /// Backpropagation through time: from the last step to `firstStep`, adding up the parameters' gradients.
    ///
    /// - Parameters:
    ///   - trace: What `forward` returned.
    ///   - hiddenGradient: ∂L/∂h that reaches each step from above, shape `[T, B, H]`.
    ///   - finalGradient: The gradient that reaches the state after the last step besides, one a window; nil for none.
    ///   - firstStep: The earliest step that gradient reaches; the state before it counts as a constant.
    ///   - gradients: The whole network's, added to.
    /// - Returns: ∂L/∂inputs, shape `[T, B, I]`, and the gradient of each initial state, zero unless `firstStep` is 0.
    func backward(
        through trace: ReferenceLayerTrace<Scalar>, hiddenGradient: [Scalar],
        finalGradient: [ReferenceState<Scalar>]? = nil, firstStep: Int = 0, parameters: [Scalar],
        gradients: inout [Scalar]
    ) -> (inputs: [Scalar], initial: [ReferenceState<Scalar>]) {
        let width = inputWeights.columns
        let batch = trace.initial.count
        var inputGradient = [Scalar](repeating: 0, count: trace.inputs.count)
        var flowing = finalGradient ?? trace.initial.map { _ in ReferenceState<Scalar>(zeros: hiddenSize) }
        for row in (firstStep * batch..<trace.steps.count).reversed() {
            let window = row % batch
            for unit in 0..<hiddenSize { flowing[window].hidden[unit] += hiddenGradient[row * hiddenSize + unit] }
            let previous = row < batch ? trace.initial[window] : trace.steps[row - batch].state
            var step = mathematics.backward(
                through: trace.steps[row], previous: previous, gradient: flowing[window])

            let inputRow = (row * width)..<((row + 1) * width)
            inputWeights.addGradient(
                delta: step.fromInput, input: trace.inputs[inputRow], bias: inputBias, to: &gradients)
            recurrentWeights.addGradient(
                delta: step.fromHidden, input: previous.hidden[...], bias: recurrentBias, to: &gradients)
            inputGradient.replaceSubrange(
                inputRow, with: inputWeights.transposedProduct(step.fromInput, in: parameters))

            let recurrent = recurrentWeights.transposedProduct(step.fromHidden, in: parameters)
            for unit in 0..<hiddenSize { step.previous.hidden[unit] += recurrent[unit] }
            flowing[window] = step.previous
        }
        if firstStep > 0 { flowing = flowing.map { _ in ReferenceState(zeros: hiddenSize) } }
        return (inputGradient, flowing)
    }
}

/// What a layer's forward pass leaves for its backward pass.
package struct ReferenceLayerTrace<Scalar: ReferenceScalar>: Sendable {
    /// What entered the layer, shape `[T, B, I]`.
    package var inputs: [Scalar]
    /// The state before the first step, one a window.
    var initial: [ReferenceState<Scalar>]
    /// Every step in `[T, B]` order.
    package var steps: [ReferenceStep<Scalar>] = []

    /// The state after the last step, one a window.
    var final: ArraySlice<ReferenceStep<Scalar>> { steps.suffix(initial.count) }
}
