/// A stack of recurrent layers under a linear head, in plain Swift: what the fused kernels are held to.
///
/// The mathematics is that of PyTorch's `RNN`, `GRU` and `LSTM` (time first) under a `Linear` that reads the last
/// hidden state of the top layer. Axes: B windows, T steps, D features, H hidden units, L layers.
package struct ReferenceRecurrentNetwork<Scalar: ReferenceScalar>: Sendable {
    /// The sizes.
    package let shape: RecurrentNetworkShape
    /// The parameters in ``ParameterLayout`` order.
    package var parameters: [Scalar]
    let layout: ParameterLayout

    /// Creates a network.
    ///
    /// - Precondition: as many parameters as the layout of `shape` counts.
    package init(shape: RecurrentNetworkShape, parameters: [Scalar]) {
        layout = ParameterLayout(shape)
        precondition(parameters.count == layout.count, "a network has as many parameters as its layout")
        self.shape = shape
        self.parameters = parameters
    }

    var layers: [ReferenceLayer<Scalar>] {
        (0..<shape.layerCount).map { ReferenceLayer($0, of: shape, layout: layout) }
    }

    var head: (weights: ReferenceMatrix, bias: Int) {
        (ReferenceMatrix(layout.tensors[shape.headTensor]), layout.tensors[shape.headTensor + 1].offset)
    }

    /// Runs a batch of windows through the network.
    ///
    /// - Parameters:
    ///   - windows: Scaled inputs, shape `[T, B, D]`.
    ///   - batch: B.
    ///   - steps: T.
    ///   - initialHidden: h₀, shape `[L, B, H]`; nil for zeros.
    ///   - initialCell: c₀, shape `[L, B, H]`; nil for zeros, read by the LSTM only.
    ///   - dropoutMasks: For each layer what its input is multiplied with: 0 or 1/(1 − p), shape `[T, B, I]` where I
    ///     is D in the first layer and H above; nil for no dropout. The recurrent path has none, nor have embeddings.
    ///   - futures: Features known ahead, shape `[B, outputSize, F]`.
    ///   - codes: Static codes, shape `[B, S]` for S embeddings.
    package func forward(
        windows: [Scalar], batch: Int, steps: Int, initialHidden: [Scalar]? = nil, initialCell: [Scalar]? = nil,
        dropoutMasks: [[Scalar]?]? = nil, futures: [Scalar] = [], codes: [Int32] = []
    ) -> ReferenceTrace<Scalar> {
        precondition(batch >= 1 && steps >= 1, "there is at least one window of one step")
        precondition(windows.count == steps * batch * shape.inputSize, "windows are [T, B, D]")
        precondition(dropoutMasks.map { $0.count == shape.layerCount } ?? true, "one mask, or nil, a layer")
        precondition(futures.count == batch * shape.outputSize * shape.futureSize, "futures are [B, outputSize, F]")
        precondition(codes.count == batch * shape.embeddings.count, "codes are [B, S]")
        var trace = ReferenceTrace<Scalar>(shape: shape, batch: batch, steps: steps, dropoutMasks: dropoutMasks)
        trace.codes = codes
        var inputs = windows
        for (index, layer) in layers.enumerated() {
            if let mask = dropoutMasks?[index] { inputs = zip(inputs, mask).map { $0 * $1 } }
            if index == 0 { inputs = appendingEmbeddings(to: inputs, codes: codes, batch: batch) }
            let initial = states(hidden: initialHidden, cell: initialCell, layer: index, batch: batch)
            trace.layers.append(layer.forward(inputs: inputs, initial: initial, parameters: parameters))
            inputs = trace.hiddenStates(ofLayer: index)
        }
        trace.outputs = trace.layers[shape.layerCount - 1].final.flatMap { step in
            head.weights.product(step.state.hidden[...], bias: head.bias, in: parameters)
        }
        decode(&trace, futures: futures)
        return trace
    }

    /// The initial states of one layer, one a window.
    private func states(
        hidden: [Scalar]?, cell: [Scalar]?, layer: Int, batch: Int
    ) -> [ReferenceState<Scalar>] {
        let size = shape.hiddenSize
        return (0..<batch).map { window in
            let start = (layer * batch + window) * size
            var state = ReferenceState<Scalar>(zeros: size)
            if let hidden { state.hidden = Array(hidden[start..<start + size]) }
            if let cell { state.cell = Array(cell[start..<start + size]) }
            return state
        }
    }
}

/// A forward pass: its results, and what the backward pass needs of it.
package struct ReferenceTrace<Scalar: ReferenceScalar>: Sendable {
    /// The sizes of the network.
    package let shape: RecurrentNetworkShape
    /// B.
    package let batch: Int
    /// T.
    package let steps: Int
    /// The masks the pass was given.
    let dropoutMasks: [[Scalar]?]?
    /// The layers from the first up.
    package var layers: [ReferenceLayerTrace<Scalar>] = []
    /// What the network says, shape `[B, outputSize]`.
    package var outputs: [Scalar] = []
    /// What the head says before a temporal decoder, shape `[B, outputSize]`; empty without one.
    var linear: [Scalar] = []
    /// The decoder's rectified units, shape `[B, outputSize, M]`; empty without one.
    package var decoderUnits: [Scalar] = []
    /// What the pass was given.
    var futures: [Scalar] = []
    var codes: [Int32] = []

    init(shape: RecurrentNetworkShape, batch: Int, steps: Int, dropoutMasks: [[Scalar]?]?) {
        self.shape = shape
        self.batch = batch
        self.steps = steps
        self.dropoutMasks = dropoutMasks
    }

    /// h of every step, shape `[T, B, H]`.
    package func hiddenStates(ofLayer layer: Int) -> [Scalar] { layers[layer].steps.flatMap(\.state.hidden) }

    /// c of every step of an LSTM, shape `[T, B, H]`.
    package func cellStates(ofLayer layer: Int) -> [Scalar] { layers[layer].steps.flatMap(\.state.cell) }

    /// h_T, shape `[L, B, H]`.
    package var finalHidden: [Scalar] { layers.flatMap { $0.final.flatMap(\.state.hidden) } }

    /// c_T of an LSTM, shape `[L, B, H]`.
    package var finalCell: [Scalar] { layers.flatMap { $0.final.flatMap(\.state.cell) } }
}
