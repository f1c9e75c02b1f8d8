import CKernels

/// Floats in the buffers of a ``PatchTransformerWorkspace``; in `Double`, which has no overflow.
///
/// Letters: N tokens, d features of a token, 16 lanes.
struct PatchTransformerSizes {
    /// Windows side by side.
    static let lanes = Int(FK_LANES)

    /// Distance between the rows of two features: an odd number of cache lines, so that rows are spread over all sets of
    /// the first cache.
    static func row(tokens: Int) -> Int { (tokens | 1) * lanes }

    /// A feature of every token.
    let row: Double
    /// `[d, N, 16]`, and what lies between W₁ and W₂.
    let tokens, feedForward: Double
    /// 1/deviation of every token.
    let deviations: Double
    /// Weights of one head, and of all that are kept.
    let headWeights, weights: Double
    /// Everything that the head reads, `[d · N, 16]` without gaps.
    let flat: Double
    /// Patches, and the embedding vectors of their windows.
    let patches, vectors: Double
    /// Activations of a layer, and those behind the layers.
    let layer, last: Double
    /// The widest operand transposed.
    let panels: Double
    /// What is needed for a while: by a forward pass, and by training beside it.
    let forward, backward: Double

    init(_ shape: PatchTransformerShape, trains: Bool, drops: Bool) {
        let lanes = Double(Self.lanes)
        let (d, n) = (Double(shape.modelSize), Double(shape.tokenCount))
        row = Double(Self.row(tokens: shape.tokenCount))
        tokens = d * row
        feedForward = Double(shape.feedForwardSize) * row
        deviations = trains ? row : 0
        headWeights = n * n * lanes
        weights = headWeights * (trains ? Double(shape.headCount) : 1)
        flat = d * n * lanes
        patches = Double(shape.patchSize) * row
        vectors = Double(shape.embeddingSize) * lanes
        // y, Q, K, V and O; what GELU is of, or its derivative, and what comes of it.
        let kept = trains ? 3 * tokens + 2 * deviations + feedForward : 0
        layer = 5 * tokens + weights + feedForward + kept + (drops ? 3 * tokens : 0)
        last = flat + (trains ? tokens + deviations : 0) + (drops ? flat : 0)
        let widths = [shape.modelSize, shape.patchSize].map { Double(($0 + 31) / 32 * 32) * n * lanes }
        let flats = Double((max(shape.modelSize * shape.tokenCount, shape.embeddingSize) + 31) / 32 * 32) * lanes
        panels = max(widths[0], widths[1], flats)
        let outputs = Double(shape.outputSize) * lanes
        forward = tokens + outputs + d * lanes
        let gradients = 5 * tokens + feedForward + flat + outputs
        let sums = (2 * d + d + Double(shape.embeddingSize)) * lanes
        backward = trains ? gradients + headWeights + panels + sums + (drops ? feedForward : 0) : 0
    }
}
