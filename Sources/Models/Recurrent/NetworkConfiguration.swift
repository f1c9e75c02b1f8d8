public import NeuralLayers
import Windowing

/// The size of a recurrent network and how its weights start.
public struct NetworkConfiguration: Sendable, Hashable {
    /// Hidden units a layer.
    public var hiddenSize: Int
    /// Stacked layers.
    public var layerCount: Int
    /// How weights start.
    public var initialization: Initialization
    /// Numbers of the vector that is learned for each series; 0 for none.
    public var seriesEmbedding = 0

    /// Creates a configuration.
    public init(hiddenSize: Int = 32, layerCount: Int = 1, initialization: Initialization = .automatic) {
        self.hiddenSize = hiddenSize
        self.layerCount = layerCount
        self.initialization = initialization
    }
}

extension NetworkConfiguration: Codable {
    private enum CodingKeys: String, CodingKey {
        case hiddenSize, layerCount, initialization, seriesEmbedding
    }

    /// Reads a configuration; without vectors of series where it does not say.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        hiddenSize = try values.decode(Int.self, forKey: .hiddenSize)
        layerCount = try values.decode(Int.self, forKey: .layerCount)
        initialization = try values.decode(Initialization.self, forKey: .initialization)
        seriesEmbedding = try values.decodeIfPresent(Int.self, forKey: .seriesEmbedding) ?? 0
    }

    /// Writes a configuration; vectors of series only where there are any.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(hiddenSize, forKey: .hiddenSize)
        try values.encode(layerCount, forKey: .layerCount)
        try values.encode(initialization, forKey: .initialization)
        if seriesEmbedding != 0 { try values.encode(seriesEmbedding, forKey: .seriesEmbedding) }
    }
}
