/// The sizes of a transformer that reads a window patch by patch.
///
/// A window is cut into patches that overlap, each becomes a token, and a stack of encoder layers lets every token look at
/// every other; a linear head reads all of them at once. In the manner of PatchTST (Nie et al. 2023, arXiv:2211.14730), but
/// normalised before each block and not behind it (Xiong et al. 2020, arXiv:2002.04745), and over the features of a token.
/// ```
/// x = W patch + b + position + V code
/// x += Attention(LayerNorm(x));  x += W₂ GELU(W₁ LayerNorm(x) + b₁) + b₂    in each layer
/// y = head(LayerNorm(x))
/// ```
/// Attention is PyTorch's `MultiheadAttention`, and GELU is x times the normal distribution at x (Hendrycks & Gimpel 2016),
/// not its form with tanh.
public struct PatchTransformerShape: Sendable, Hashable, Codable {
    /// L: steps of a window.
    public var inputLength: Int
    /// P: steps of a patch; of a shorter window, the only patch is the window.
    public var patchLength: Int
    /// S: steps from one patch to the next.
    public var patchStride: Int
    /// d: features of a token, a multiple of 8.
    public var modelSize: Int
    /// Heads of attention; they share the features of a token out evenly.
    public var headCount: Int
    /// Features between W₁ and W₂, a multiple of 8.
    public var feedForwardSize: Int
    /// E: encoder layers.
    public var layerCount: Int
    /// D: numeric features a step, the target first.
    public var inputSize: Int
    /// Outputs of the head: the horizon it was trained for.
    public var outputSize: Int
    /// F: features of each step of the horizon that are known ahead; 0 for a network without a temporal decoder.
    public var futureSize: Int
    /// One table a static code of a window; their vectors, one behind the other, are projected onto every token.
    public var embeddings: [EmbeddingShape]

    /// Creates a shape.
    ///
    /// - Precondition: every size is at least 1, that of features known ahead at least 0; `modelSize` and
    ///   `feedForwardSize` are multiples of 8, and `headCount` divides the former.
    public init(
        inputLength: Int, patchLength: Int, patchStride: Int, modelSize: Int, headCount: Int, feedForwardSize: Int,
        layerCount: Int, inputSize: Int, outputSize: Int, futureSize: Int = 0, embeddings: [EmbeddingShape] = []
    ) {
        precondition(
            min(inputLength, patchLength, patchStride, headCount, layerCount, inputSize, outputSize) >= 1
                && futureSize >= 0, "sizes are at least 1")
        self.inputLength = inputLength
        self.patchLength = patchLength
        self.patchStride = patchStride
        self.modelSize = modelSize
        self.headCount = headCount
        self.feedForwardSize = feedForwardSize
        self.layerCount = layerCount
        self.inputSize = inputSize
        self.outputSize = outputSize
        self.futureSize = futureSize
        self.embeddings = embeddings
        precondition(fitsKernels, "sizes that the kernels take, and heads of one size")
    }

    /// Whether sizes are those that the kernels take without padding, and heads share out the features of a token.
    public var fitsKernels: Bool {
        min(modelSize, feedForwardSize, headCount) >= 1 && modelSize % 8 == 0 && feedForwardSize % 8 == 0
            && modelSize % headCount == 0
    }

    /// Steps of each patch, at most all there are.
    package var patchSteps: Int { min(patchLength, inputLength) }

    /// N: patches of a window.
    ///
    /// As PatchTST does, the last value is repeated S times behind the end, so that one patch more fits. A window shorter
    /// than a patch is one patch.
    package var tokenCount: Int {
        inputLength < patchLength ? 1 : (inputLength - patchLength) / patchStride + 2
    }

    /// The step of the window that is step `step` of patch `patch`.
    package func step(_ step: Int, ofPatch patch: Int) -> Int { min(patch * patchStride + step, inputLength - 1) }

    /// Numbers of a patch, of each feature all steps, the target's first.
    package var patchSize: Int { inputSize * patchSteps }
    /// Features of a head.
    package var headSize: Int { modelSize / headCount }
    /// Numbers of a window's embedding vectors together.
    package var embeddingSize: Int { embeddings.reduce(0) { $0 + $1.size } }
}
