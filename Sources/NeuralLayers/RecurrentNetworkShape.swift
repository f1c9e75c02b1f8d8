/// The sizes of a stack of recurrent layers under a linear head that forecasts every step at once.
public struct RecurrentNetworkShape: Sendable, Hashable {
    /// The cell of every layer.
    public var cell: RecurrentCell
    /// D: numeric input features a step, those of embeddings not counted.
    public var inputSize: Int
    /// H: hidden units a layer.
    public var hiddenSize: Int
    /// L: stacked layers.
    public var layerCount: Int
    /// Outputs of the head: the horizon it was trained for.
    public var outputSize: Int
    /// F: features of each step of the horizon that are known ahead; 0 for a network without a temporal decoder.
    public var futureSize: Int
    /// One table a static code of a window; its vector is appended to the features of every step.
    public var embeddings: [EmbeddingShape]

    /// M: rectified units of the temporal decoder.
    ///
    /// A multiple of what the kernels' columns are padded to.
    public static let decoderSize = 16

    /// Creates a shape.
    ///
    /// - Precondition: every size is at least 1, that of features known ahead at least 0.
    public init(
        cell: RecurrentCell, inputSize: Int, hiddenSize: Int, layerCount: Int, outputSize: Int, futureSize: Int = 0,
        embeddings: [EmbeddingShape] = []
    ) {
        precondition(min(inputSize, hiddenSize, layerCount, outputSize) >= 1, "sizes are at least 1")
        precondition(futureSize >= 0, "features known ahead are counted")
        self.cell = cell
        self.inputSize = inputSize
        self.hiddenSize = hiddenSize
        self.layerCount = layerCount
        self.outputSize = outputSize
        self.futureSize = futureSize
        self.embeddings = embeddings
    }

    /// E: numbers of a window's embedding vectors together.
    public var embeddingSize: Int { embeddings.reduce(0) { $0 + $1.size } }

    /// Features entering layer `layer` from below: D + E for the first, H above it.
    public func inputSize(ofLayer layer: Int) -> Int { layer == 0 ? inputSize + embeddingSize : hiddenSize }

    /// Rows of each layer's weights: gates times H.
    public var gateRows: Int { cell.gateCount * hiddenSize }
}

extension RecurrentNetworkShape: Codable {
    private enum CodingKeys: String, CodingKey {
        case cell, inputSize, hiddenSize, layerCount, outputSize, futureSize, embeddings
    }

    /// Reads a shape; nothing known ahead and no embeddings where it does not say.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        cell = try values.decode(RecurrentCell.self, forKey: .cell)
        inputSize = try values.decode(Int.self, forKey: .inputSize)
        hiddenSize = try values.decode(Int.self, forKey: .hiddenSize)
        layerCount = try values.decode(Int.self, forKey: .layerCount)
        outputSize = try values.decode(Int.self, forKey: .outputSize)
        futureSize = try values.decodeIfPresent(Int.self, forKey: .futureSize) ?? 0
        embeddings = try values.decodeIfPresent([EmbeddingShape].self, forKey: .embeddings) ?? []
    }

    /// Writes a shape; what it does not have is left out.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(cell, forKey: .cell)
        try values.encode(inputSize, forKey: .inputSize)
        try values.encode(hiddenSize, forKey: .hiddenSize)
        try values.encode(layerCount, forKey: .layerCount)
        try values.encode(outputSize, forKey: .outputSize)
        if futureSize != 0 { try values.encode(futureSize, forKey: .futureSize) }
        if !embeddings.isEmpty { try values.encode(embeddings, forKey: .embeddings) }
    }
}

extension RecurrentNetworkShape {
    /// Where a network's parts begin in the tensors of its ``ParameterLayout``.
    var headTensor: Int { 4 * layerCount }
    /// Four tensors, where anything is known ahead.
    var decoderTensor: Int { headTensor + 2 }
    /// One tensor an embedding.
    var embeddingTensor: Int { decoderTensor + (futureSize > 0 ? 4 : 0) }
}
