public import NeuralLayers

/// The size of a recurrent network and how its weights start.
public struct NetworkConfiguration: Sendable, Hashable, Codable {
    /// The most hidden units and layers that can be asked for or read from a file: sizes of tensors stay far below
    /// overflow.
    static let largestHiddenSize = 4_096, largestLayerCount = 64
    /// The most features known ahead, static codes, and numbers of a code's vector.
    static let mostFutures = 4_096, mostEmbeddings = 64, largestEmbeddingSize = 1_024

    /// Hidden units a layer.
    public var hiddenSize: Int
    /// Stacked layers.
    public var layerCount: Int
    /// How weights start.
    public var initialization: Initialization

    /// Creates a configuration.
    public init(hiddenSize: Int = 32, layerCount: Int = 1, initialization: Initialization = .automatic) {
        self.hiddenSize = hiddenSize
        self.layerCount = layerCount
        self.initialization = initialization
    }
}
