extension RecurrentWorkspace {
    /// Floats in the buffers of a workspace; letters as there.
    struct Sizes {
        /// Every hidden state of a layer, `[T + 1, R, P]`, and the two that take turns, `[2, R, P]`.
        let sequence, pair: Int
        /// Cell states of a layer.
        let cell: Int
        /// Gate activations and their gradients, of a layer.
        let gates: Int
        /// Inputs of an upper layer after dropout, `[T, R, P]`.
        let dropped: Int
        /// Inputs of the bottom layer, `[T, R, inputStride]`.
        let inputs: Int
        /// What embeddings and the temporal decoder need.
        let embeddings, decoder: Int

        init(_ shape: RecurrentNetworkShape, rows: Int, steps: Int, trains: Bool) {
            let state = rows * padded(shape.hiddenSize)
            sequence = (steps + 1) * state
            pair = 2 * state
            cell = shape.cell.hasCellState ? (trains ? sequence : pair) : 0
            let training = shape.cell.keepsGates ? steps * rows : max(rows, RecurrentWorkspace.blockRows)
            let gateRows = trains ? training : rows
            gates = gateRows * CellGeometry(shape.cell).gateStride(padded(shape.hiddenSize))
            dropped = steps * state
            inputs = steps * rows * RecurrentWorkspace.inputStride(shape)
            embeddings = RecurrentWorkspace.Embeddings.floats(shape, rows: rows, trains: trains)
            decoder = TemporalDecoderWorkspace.floats(
                futureSize: shape.futureSize, horizon: shape.outputSize, rows: rows, trains: trains)
        }
    }

    /// Rows of gate gradients, over steps and windows, that are used up while they are still in the second cache.
    package static let blockRows = 128

    /// Distance between the feature rows of the inputs.
    static func inputStride(_ shape: RecurrentNetworkShape) -> Int {
        let features = shape.inputSize(ofLayer: 0)
        return GradientLayout.inputIsNarrow(features) ? features : padded(features)
    }

    /// Layers of which each keeps no more than the one above reads.
    ///
    /// Layers run one after the other, each over all steps. So two sequences serve any number of layers, one being read
    /// while the other is written, and of the top layer, of which only the last state is read, two states are enough.
    static func sharingLayers(_ sizes: Sizes, count: Int) -> [Layer] {
        let cell = AlignedBuffer(count: sizes.cell)
        let gates = AlignedBuffer(count: sizes.gates)
        let sequences = (0..<min(2, count - 1)).map { _ in AlignedBuffer(count: sizes.sequence) }
        let top = AlignedBuffer(count: sizes.pair)
        return (0..<count).map { layer in
            let isTop = layer == count - 1
            return Layer(
                hidden: isTop ? top : sequences[layer % 2], keepsHidden: !isTop, cell: cell, gates: gates)
        }
    }

    /// Bytes of the buffers that forecast `rows` windows of `steps` steps without training.
    package static func inferenceBytes(_ shape: RecurrentNetworkShape, rows: Int, steps: Int) -> Int {
        let sizes = Sizes(shape, rows: rows, steps: steps, trains: false)
        let floats =
            min(2, shape.layerCount - 1) * sizes.sequence + sizes.pair + sizes.cell + sizes.gates + sizes.inputs
            + sizes.embeddings + sizes.decoder + rows * padded(shape.outputSize)
        return floats * 4
    }
}
