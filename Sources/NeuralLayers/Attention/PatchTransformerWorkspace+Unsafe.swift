import CKernels

/// Everything one thread needs to run a shard of windows through a transformer: activations, gradients of activations.
///
/// Windows run in groups of 16, side by side: activations are `[features, N, 16]`, of N tokens. Created once, before
/// training; a step allocates nothing.
package final class PatchTransformerWorkspace: WindowWorkspace {
    let shape: PatchTransformerShape
    /// The most windows of a shard.
    package let rows: Int
    package let trains: Bool
    /// Whether what enters linear maps is masked.
    let drops: Bool
    package let outputStride: Int
    package let outputs, outputGradients: AlignedBuffer
    package var codes: [Int32]
    let groups: [Group]
    let scratch: Scratch
    let decoder: TemporalDecoderWorkspace?
    /// What masks are drawn from; nil until one was asked for.
    private(set) var dropout: (masks: InputDropout, epoch: Int)?

    /// Creates the buffers for shards of at most `rows` windows.
    ///
    /// - Precondition: `drops` only when it `trains`.
    package init(_ shape: PatchTransformerShape, rows: Int, trains: Bool, drops: Bool) {
        precondition(trains || !drops, "only training drops")
        self.shape = shape
        self.rows = rows
        self.trains = trains
        self.drops = drops
        outputStride = padded(shape.outputSize)
        outputs = AlignedBuffer(count: rows * outputStride)
        outputGradients = AlignedBuffer(count: trains ? rows * outputStride : 0)
        codes = [Int32](repeating: EmbeddingShape.unknownCode, count: rows * shape.embeddings.count)
        let sizes = PatchTransformerSizes(shape, trains: trains, drops: drops)
        let shared = trains ? nil : Activations(shape, sizes, trains: false, drops: false)
        groups = (0..<(rows + PatchTransformerSizes.lanes - 1) / PatchTransformerSizes.lanes).map { _ in
            Group(sizes, shared ?? Activations(shape, sizes, trains: trains, drops: drops))
        }
        scratch = Scratch(shape, sizes, trains: trains, drops: drops)
        decoder =
            shape.futureSize == 0
            ? nil
            : TemporalDecoderWorkspace(
                futureSize: shape.futureSize, horizon: shape.outputSize, rows: rows, trains: trains)
    }

    /// Features known ahead, `[R, outputSize · F]`.
    package var futures: AlignedBuffer { decoder?.futures ?? Self.nothing }

    /// Gradient of the loss with respect to what the head says, `[R, outputStride]`.
    var headGradients: AlignedBuffer { decoder?.headGradients ?? outputGradients }

    private static let nothing = AlignedBuffer(count: 0)

    /// Writes one feature of every step of the window in row `row` into its patches.
    package func assign(feature: Int, row: Int, rows: Int, _ values: UnsafePointer<Float>) {
        precondition(feature < shape.inputSize && row < rows && rows <= self.rows, "a feature of a row")
        let lanes = PatchTransformerSizes.lanes
        let distance = PatchTransformerSizes.row(tokens: shape.tokenCount)
        let steps = shape.patchSteps
        let to = unsafe groups[row / lanes].patches.base + feature * steps * distance + row % lanes
        for step in 0..<steps {
            let line = unsafe to + step * distance
            for patch in 0..<shape.tokenCount { unsafe line[patch * lanes] = values[shape.step(step, ofPatch: patch)] }
        }
    }

    /// Says which window is in row `row`; a forward pass draws the masks of a group at once.
    ///
    /// - Precondition: The workspace `drops`.
    package func drop(_ dropout: InputDropout, epoch: Int, window: Int, row: Int, rows: Int, kernels: Kernels) {
        precondition(drops && row < rows && rows <= self.rows, "a row of a workspace made for dropout")
        let lanes = PatchTransformerSizes.lanes
        groups[row / lanes].windows[row % lanes] = UInt32(truncatingIfNeeded: window)
        self.dropout = (dropout, epoch)
    }

    /// Bytes of all buffers, those that layers share counted once.
    package var bytes: Int {
        let ends = [outputs, outputGradients] + (decoder?.buffers ?? []) + scratch.buffers
        var seen: Set<ObjectIdentifier> = []
        return (ends + groups.flatMap(\.buffers)).reduce(4 * codes.count) {
            seen.insert(ObjectIdentifier($1)).inserted ? $0 + 4 * $1.count : $0
        }
    }
}
