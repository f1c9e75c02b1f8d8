import CKernels

/// Everything one thread needs to run a shard of windows through a ``ParallelSegmentNetwork``.
///
/// Letters: R rows (windows of the shard), n segments seen, m segments decoded, w steps of a segment, D features, P hidden
/// size padded. A decoded row is one segment of one window, `row · m + segment`.
package final class ParallelSegmentWorkspace: WindowWorkspace {
    let shape: ParallelSegmentShape
    let rows: Int
    package let trains: Bool
    let drops: Bool

    /// Segments, `[n, R, padded w·D]`; zero where nothing is seen.
    let segments: AlignedBuffer
    /// Distance between segments.
    let segmentStride: Int
    /// What the cell reads, `[n + 1, R, P]`: embedded segments, and behind them each window's vectors in the columns that
    /// follow those of a position.
    let inputs: AlignedBuffer
    /// Gate activations, then their gradients, `[n + 1, R, gateStride]`; the last are what a window adds to the gates of
    /// all its decoded segments.
    let gates: AlignedBuffer
    /// Hidden and cell states, `[n + 1, R, P]`, the first zero.
    let hidden, cell: AlignedBuffer
    /// Gates of decoded rows, `[R · m, gateStride]`.
    let decodedGates: AlignedBuffer
    /// For each decoded row the states that it is decoded from, and those after, `[R · m, P]`.
    let hiddenBefore, cellBefore, decodedHidden, decodedCell: AlignedBuffer
    /// Decoded states after dropout, and the mask, `[R · m, P]`; empty without dropout.
    let dropped, mask: AlignedBuffer
    /// Decoded segments and their gradients, `[R · m, padded w]`.
    let decoded, decodedGradient: AlignedBuffer
    /// Gradients of decoded states, `[R · m, P]`, and of those of the windows, `[R, P]`.
    let decodedHiddenGradient, decodedCellGradient, hiddenGradient, cellGradient: AlignedBuffer
    /// Gradient of ``inputs``.
    let inputGradient: AlignedBuffer

    package let outputs, outputGradients: AlignedBuffer
    package let outputStride: Int
    package var codes: [Int32]
    /// What a temporal decoder reads and keeps; nil for a network without one.
    let decoder: TemporalDecoderWorkspace?
    /// Features known ahead, `[R, outputSize · F]`.
    package var futures: AlignedBuffer { decoder?.futures ?? Self.nothing }
    /// Gradient of the loss with respect to what the last linear layer says, `[R, O]`.
    var headGradients: AlignedBuffer { decoder?.headGradients ?? outputGradients }

    private static let nothing = AlignedBuffer(count: 0)

    /// Creates the buffers for shards of at most `rows` windows.
    init(_ shape: ParallelSegmentShape, rows: Int, trains: Bool, drops: Bool) {
        precondition(trains || !drops, "only training drops")
        let sizes = Sizes(shape, rows: rows, trains: trains, drops: drops)
        self.shape = shape
        self.rows = rows
        self.trains = trains
        self.drops = drops
        segmentStride = padded(shape.segmentSize)
        outputStride = padded(shape.outputSize)
        func buffer(_ count: Int, if isNeeded: Bool = true) -> AlignedBuffer {
            AlignedBuffer(count: isNeeded ? count : 0)
        }
        let hasCell = shape.cell.hasCellState
        segments = buffer(sizes.segments)
        inputs = buffer(sizes.sequence)
        gates = buffer(sizes.gates)
        hidden = buffer(sizes.sequence)
        cell = buffer(sizes.sequence, if: hasCell)
        decodedGates = buffer(sizes.decodedGates)
        hiddenBefore = buffer(sizes.decodedStates)
        cellBefore = buffer(sizes.decodedStates, if: hasCell)
        decodedHidden = buffer(sizes.decodedStates)
        decodedCell = buffer(sizes.decodedStates, if: hasCell)
        dropped = buffer(sizes.decodedStates, if: drops)
        mask = buffer(sizes.decodedStates, if: drops)
        decoded = buffer(sizes.decoded)
        decodedGradient = buffer(sizes.decoded, if: trains)
        decodedHiddenGradient = buffer(sizes.decodedStates, if: trains)
        decodedCellGradient = buffer(sizes.decodedStates, if: trains && hasCell)
        hiddenGradient = buffer(sizes.state, if: trains)
        cellGradient = buffer(sizes.state, if: trains && hasCell)
        inputGradient = buffer(sizes.sequence, if: trains)
        outputs = buffer(sizes.outputs)
        outputGradients = buffer(sizes.outputs, if: trains)
        decoder =
            shape.futureSize == 0
            ? nil
            : TemporalDecoderWorkspace(
                futureSize: shape.futureSize, horizon: shape.outputSize, rows: rows, trains: trains)
        codes = [Int32](repeating: EmbeddingShape.unknownCode, count: rows * shape.embeddings.count)
    }

    /// Floats of the buffers.
    struct Sizes {
        let segments, sequence, gates, decodedGates, decodedStates, decoded, state, outputs: Int
        /// Floats in all, and as many as the codes take.
        let floats: Int

        init(_ shape: ParallelSegmentShape, rows: Int, trains: Bool, drops: Bool) {
            let (width, steps) = (padded(shape.hiddenSize), shape.segmentCount + 1)
            let decodedRows = rows * shape.decodedCount
            let stride = CellGeometry(shape.cell).gateStride(width)
            segments = shape.segmentCount * rows * padded(shape.segmentSize)
            state = rows * width
            sequence = steps * state
            gates = steps * rows * stride
            decodedGates = decodedRows * stride
            decodedStates = decodedRows * width
            decoded = decodedRows * padded(shape.segmentLength)
            outputs = rows * padded(shape.outputSize)
            let states = shape.cell.hasCellState ? 2 : 1
            let forward =
                segments + (1 + states) * sequence + gates + decodedGates + 2 * states * decodedStates + decoded
                + outputs + rows * shape.embeddings.count
            let backward = decoded + states * (decodedStates + state) + sequence + outputs
            let decoder = TemporalDecoderWorkspace.floats(
                futureSize: shape.futureSize, horizon: shape.outputSize, rows: rows, trains: trains)
            floats = forward + (trains ? backward : 0) + (drops ? 2 * decodedStates : 0) + decoder
        }
    }

    /// Writes one feature of every step of the window in row `row` of a shard of `rows`.
    package func assign(feature: Int, row: Int, rows: Int, _ values: UnsafePointer<Float>) {
        precondition(feature < shape.inputSize && row < rows && rows <= self.rows, "a feature of a row")
        let (length, size, first) = (shape.segmentLength, shape.inputSize, shape.leadingSteps)
        for segment in 0..<shape.segmentCount {
            let to = unsafe segments.base + (segment * rows + row) * segmentStride + feature
            for step in 0..<length {
                let time = segment * length + step - first
                unsafe to[step * size] = time < 0 ? 0 : values[time]
            }
        }
    }

    /// Draws the mask of what enters the last linear layer.
    package func drop(_ dropout: InputDropout, epoch: Int, window: Int, row: Int, rows: Int, kernels: Kernels) {
        precondition(drops && row < rows && rows <= self.rows, "a row of a workspace made for dropout")
        let width = padded(shape.hiddenSize)
        var stream = dropout.stream(window: window, epoch: epoch, layer: 0)
        unsafe kernels.table.pointee.dropout_mask(
            shape.decodedCount, width, mask.base + row * shape.decodedCount * width, width, &stream)
    }
}
