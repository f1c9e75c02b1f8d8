import CKernels

/// Everything one thread needs to run a shard of windows through a network: activations, gradients of activations.
///
/// Created once, before training; a step allocates nothing. Letters: R rows (windows of the shard), T steps, P padded
/// hidden size, D features, O outputs padded.
package final class RecurrentWorkspace: WindowWorkspace {
    /// What one layer keeps from forward to backward; without a backward pass, only what the next step and the layer
    /// above read, in buffers that several layers share.
    final class Layer {
        /// Hidden states with h₀ in front, `[T + 1, R, P]`; `[2, R, P]` where only the last one is read.
        let hidden: AlignedBuffer
        /// Cell states with c₀ in front, `[T + 1, R, P]`; `[2, R, P]` when not training, empty without an LSTM.
        let cell: AlignedBuffer
        /// Gate activations, then in place their gradients, `[T, R, blocks × P]`; one step when not training, and the
        /// gradients of a block of steps for cells whose hidden state tells all.
        ///
        /// Rows are ``CellGeometry/gateStride(_:)`` apart.
        let gates: AlignedBuffer
        /// Inputs after dropout, `[T, R, P]`; empty for the bottom layer and without dropout.
        let droppedInput: AlignedBuffer
        /// The dropout mask, scaled by 1/(1 − p), `[T, R, P]`; empty where `droppedInput` is.
        let mask: AlignedBuffer
        /// Whether `hidden` and `cell` hold every step, or two that take turns.
        let keepsHidden, keepsCell: Bool

        /// A layer with buffers of its own, for training.
        init(_ sizes: Sizes, dropsInput: Bool) {
            hidden = AlignedBuffer(count: sizes.sequence)
            cell = AlignedBuffer(count: sizes.cell)
            gates = AlignedBuffer(count: sizes.gates)
            droppedInput = AlignedBuffer(count: dropsInput ? sizes.dropped : 0)
            mask = AlignedBuffer(count: dropsInput ? sizes.dropped : 0)
            keepsHidden = true
            keepsCell = true
        }

        /// A layer on shared buffers, for inference.
        init(hidden: AlignedBuffer, keepsHidden: Bool, cell: AlignedBuffer, gates: AlignedBuffer) {
            self.hidden = hidden
            self.keepsHidden = keepsHidden
            self.cell = cell
            self.gates = gates
            droppedInput = AlignedBuffer(count: 0)
            mask = droppedInput
            keepsCell = false
        }

        /// In which slot of `hidden` the state after `step` steps lies.
        @inline(__always)
        func hiddenSlot(_ step: Int) -> Int { keepsHidden ? step : step & 1 }

        /// In which slot of `cell` the state after `step` steps lies.
        @inline(__always)
        func cellSlot(_ step: Int) -> Int { keepsCell ? step : step & 1 }

        /// Makes h₀ and c₀ zero, each of `count` floats.
        func clearInitialState(count: Int) {
            unsafe hidden.base.update(repeating: 0, count: count)
            if cell.count > 0 { unsafe cell.base.update(repeating: 0, count: count) }
        }
    }

    /// The network it is for.
    let shape: RecurrentNetworkShape
    /// The most windows a shard may have, and the most steps of each.
    package let rows, mostSteps: Int
    /// The steps of each window; at first the most.
    package var steps: Int {
        didSet { precondition(steps >= 1 && steps <= mostSteps, "steps are within the workspace") }
    }
    /// Whether activations are kept for a backward pass.
    package let trains: Bool
    /// Whether the inputs of upper layers are masked.
    let drops: Bool
    /// Distance between the feature rows of `inputs`.
    package let inputStride: Int
    /// Distance between the rows of `outputs` and `outputGradients`.
    package let outputStride: Int
    let layers: [Layer]

    /// Scaled windows, `[T, R, inputStride]`; the caller fills the first D of each row, the network those of embeddings.
    package let inputs: AlignedBuffer
    /// The static codes of each window, `[R, S]` for S embeddings; filled by the caller, at first all unknown.
    package var codes: [Int32]
    let embeddings: Embeddings?
    let decoder: TemporalDecoderWorkspace?
    /// The mask of one window's inputs, `[T, D]`; empty without dropout.
    private let inputMask: AlignedBuffer
    /// The head's outputs `[R, O]`.
    package let outputs: AlignedBuffer
    /// Gradient of the loss with respect to `outputs`, `[R, O]`; filled by the caller, zero in the padding.
    package let outputGradients: AlignedBuffer
    /// Gradients carried through time, `[R, P]`: of the hidden and of the cell state.
    package let hiddenGradient, cellGradient: AlignedBuffer
    /// Gradient of the sequence that a layer passes to the one below, `[T, R, P]`; empty for one layer.
    let sequenceGradient: AlignedBuffer

    /// Creates the buffers for shards of at most `rows` windows of `steps` steps.
    ///
    /// - Precondition: `drops` only when it `trains`.
    package init(_ shape: RecurrentNetworkShape, rows: Int, steps: Int, trains: Bool, drops: Bool) {
        precondition(trains || !drops, "only training drops")
        self.shape = shape
        self.rows = rows
        mostSteps = steps
        self.steps = steps
        self.trains = trains
        self.drops = drops
        let width = padded(shape.hiddenSize)
        inputStride = Self.inputStride(shape)
        outputStride = padded(shape.outputSize)
        let sizes = Sizes(shape, rows: rows, steps: steps, trains: trains)
        layers =
            trains
            ? (0..<shape.layerCount).map { Layer(sizes, dropsInput: drops && $0 > 0) }
            : Self.sharingLayers(sizes, count: shape.layerCount)
        inputs = AlignedBuffer(count: sizes.inputs)
        codes = [Int32](repeating: EmbeddingShape.unknownCode, count: rows * shape.embeddings.count)
        embeddings = shape.embeddings.isEmpty ? nil : Embeddings(shape, rows: rows, trains: trains)
        decoder =
            shape.futureSize == 0
            ? nil
            : TemporalDecoderWorkspace(
                futureSize: shape.futureSize, horizon: shape.outputSize, rows: rows, trains: trains)
        inputMask = AlignedBuffer(count: drops ? padded(steps * shape.inputSize) : 0)
        outputs = AlignedBuffer(count: rows * outputStride)
        outputGradients = AlignedBuffer(count: trains ? rows * outputStride : 0)
        hiddenGradient = AlignedBuffer(count: trains ? rows * width : 0)
        cellGradient = AlignedBuffer(count: trains && shape.cell.hasCellState ? rows * width : 0)
        sequenceGradient = AlignedBuffer(count: trains && shape.layerCount > 1 ? steps * rows * width : 0)
    }
}

extension RecurrentWorkspace {
    /// Bytes of all buffers, those that layers share counted once.
    package var bytes: Int {
        let own = [
            inputs, inputMask, outputs, outputGradients, hiddenGradient, cellGradient, sequenceGradient,
        ]
        let all =
            own + layers.flatMap { [$0.hidden, $0.cell, $0.gates, $0.droppedInput, $0.mask] }
            + (embeddings?.buffers ?? []) + (decoder?.buffers ?? [])
        var seen: Set<ObjectIdentifier> = []
        return all.reduce(4 * codes.count) { seen.insert(ObjectIdentifier($1)).inserted ? $0 + 4 * $1.count : $0 }
    }

    /// Writes one feature of every step of the window in row `row` of a shard of `rows`.
    package func assign(feature: Int, row: Int, rows: Int, _ values: UnsafePointer<Float>) {
        precondition(feature < shape.inputSize && row < rows && rows <= self.rows, "a feature of a row")
        let to = unsafe inputs.base + row * inputStride + feature
        let distance = rows * inputStride
        for step in 0..<steps { unsafe to[step * distance] = values[step] }
    }

    /// Draws the masks of the window in row `row` of a shard of `rows`, for every layer, and masks its packed inputs.
    ///
    /// Embeddings, which the network appends later, are not dropped: they say what the window is of.
    ///
    /// - Precondition: The workspace `drops`, and `inputs` holds the window.
    package func drop(_ dropout: InputDropout, epoch: Int, window: Int, row: Int, rows: Int, kernels: Kernels) {
        precondition(drops && row < rows && rows <= self.rows, "a row of a workspace made for dropout")
        for layer in 0..<layers.count {
            var stream = dropout.stream(window: window, epoch: epoch, layer: layer)
            if layer > 0 {
                let width = padded(shape.hiddenSize)
                unsafe kernels.table.pointee.dropout_mask(
                    steps, width, layers[layer].mask.base + row * width, rows * width, &stream)
                continue
            }
            let width = shape.inputSize
            let mask = unsafe inputMask.base
            unsafe kernels.table.pointee.dropout_mask(1, padded(steps * width), mask, 0, &stream)
            for step in 0..<steps {
                let to = unsafe inputs.base + (step * rows + row) * inputStride
                for unit in 0..<width { unsafe to[unit] *= mask[step * width + unit] }
            }
        }
    }
}
