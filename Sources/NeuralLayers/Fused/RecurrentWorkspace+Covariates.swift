extension RecurrentWorkspace {
    /// What a network with embeddings needs beyond the layers; letters as in ``RecurrentWorkspace``.
    struct Embeddings {
        /// Gate gradients of the bottom layer, summed over time, `[R, gateStride]`; empty when not training.
        let gateSums: AlignedBuffer
        /// Gradients of each window's vectors, one behind the other, `[R, padded E]`; empty when not training.
        let vectorGradients: AlignedBuffer
        /// Distance between the rows of `vectorGradients`.
        let vectorStride: Int

        init(_ shape: RecurrentNetworkShape, rows: Int, trains: Bool) {
            gateSums = AlignedBuffer(count: trains ? rows * Self.gateStride(shape) : 0)
            vectorStride = padded(shape.embeddingSize)
            vectorGradients = AlignedBuffer(count: trains ? rows * vectorStride : 0)
        }

        var buffers: [AlignedBuffer] { [gateSums, vectorGradients] }

        /// Floats of the buffers, and as many as the codes take.
        static func floats(_ shape: RecurrentNetworkShape, rows: Int, trains: Bool) -> Int {
            guard !shape.embeddings.isEmpty else { return 0 }
            let training = trains ? gateStride(shape) + padded(shape.embeddingSize) : 0
            return rows * (shape.embeddings.count + training)
        }

        private static func gateStride(_ shape: RecurrentNetworkShape) -> Int {
            CellGeometry(shape.cell).gateStride(padded(shape.hiddenSize))
        }
    }

    /// What a temporal decoder reads and keeps: K = R · horizon steps, M rectified units, F features known ahead.
    struct Decoder {
        /// Features of every step of the horizon, `[K, F]`.
        let futures: AlignedBuffer
        /// What the head says of every step, `[K]`, without gaps.
        let linear: AlignedBuffer
        /// The rectified units, `[K, M]`, and their gradients; the latter empty when not training.
        let hidden, hiddenGradient: AlignedBuffer
        /// A number a step, `[K, 8]`: the first of the columns that a product needs at least.
        let column: AlignedBuffer
        /// Gradient of the loss with respect to the head's outputs, `[R, O]`; empty when not training.
        let headGradients: AlignedBuffer

        /// Columns of ``column``.
        static let columnStride = padded(1)

        init(_ shape: RecurrentNetworkShape, rows: Int, trains: Bool) {
            let steps = rows * shape.outputSize
            let units = RecurrentNetworkShape.decoderSize
            futures = AlignedBuffer(count: steps * shape.futureSize)
            linear = AlignedBuffer(count: steps)
            hidden = AlignedBuffer(count: steps * units)
            hiddenGradient = AlignedBuffer(count: trains ? steps * units : 0)
            column = AlignedBuffer(count: steps * Self.columnStride)
            headGradients = AlignedBuffer(count: trains ? rows * padded(shape.outputSize) : 0)
        }

        var buffers: [AlignedBuffer] { [futures, linear, hidden, hiddenGradient, column, headGradients] }

        /// Floats of the buffers.
        static func floats(_ shape: RecurrentNetworkShape, rows: Int, trains: Bool) -> Int {
            guard shape.futureSize > 0 else { return 0 }
            let units = (trains ? 2 : 1) * RecurrentNetworkShape.decoderSize
            let steps = rows * shape.outputSize
            return steps * (shape.futureSize + 1 + units + columnStride)
                + (trains ? rows * padded(shape.outputSize) : 0)
        }
    }

    /// Features known ahead, `[R, outputSize · F]`: for each window those of the first step, of the second, and so on.
    ///
    /// Filled by the caller, missing ones with 0; empty for a network that has no temporal decoder.
    package var futures: AlignedBuffer { decoder?.futures ?? Self.nothing }

    /// Gradient of the loss with respect to what the head says, `[R, O]`.
    var headGradients: AlignedBuffer { decoder?.headGradients ?? outputGradients }

    private static let nothing = AlignedBuffer(count: 0)
}
