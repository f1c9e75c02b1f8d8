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

    /// Features known ahead, `[R, outputSize · F]`: for each window those of the first step, of the second, and so on.
    ///
    /// Filled by the caller, missing ones with 0; empty for a network that has no temporal decoder.
    package var futures: AlignedBuffer { decoder?.futures ?? Self.nothing }

    /// Gradient of the loss with respect to what the head says, `[R, O]`.
    var headGradients: AlignedBuffer { decoder?.headGradients ?? outputGradients }

    private static let nothing = AlignedBuffer(count: 0)
}
