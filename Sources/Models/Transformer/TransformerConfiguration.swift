/// The size of a transformer.
public struct TransformerConfiguration: Sendable, Hashable, Codable {
    /// Steps of a patch; of a window that is shorter, all of it.
    public var patchLength: Int
    /// Steps from one patch to the next.
    public var patchStride: Int
    /// Features of a token, a multiple of 8.
    public var modelSize: Int
    /// Heads of attention: 1, 2, 4 or 8.
    public var headCount: Int
    /// Features between the two maps of each layer, a multiple of 8.
    public var feedForwardSize: Int
    /// Encoder layers.
    public var layerCount: Int
    /// Numbers of the vector that is learned for each series; 0 for none.
    public var seriesEmbedding: Int

    /// Creates a configuration.
    ///
    /// The defaults are those of PatchTST for its small data sets (Nie et al. 2023, appendix A.1.4).
    public init(
        patchLength: Int = 16, patchStride: Int = 8, modelSize: Int = 16, headCount: Int = 4,
        feedForwardSize: Int = 128, layerCount: Int = 3, seriesEmbedding: Int = 0
    ) {
        self.patchLength = patchLength
        self.patchStride = patchStride
        self.modelSize = modelSize
        self.headCount = headCount
        self.feedForwardSize = feedForwardSize
        self.layerCount = layerCount
        self.seriesEmbedding = seriesEmbedding
    }
}
