import NeuralLayers
public import Windowing

/// What can be set of a transformer: its size, what it computes in, and how it is trained.
public struct TransformerSettings: NetworkSettings {
    /// Size of the network.
    public var network: TransformerConfiguration
    /// What is done to values before the network sees them.
    public var scaling: ScalingSpecification
    /// Whether the season's cycle is subtracted before the network sees them.
    public var cycle = CycleChoice.automatic
    /// How it is trained.
    public var training: TrainingConfiguration
    /// Of how many networks the forecast is the mean.
    public var ensemble = EnsembleSettings()
    /// That of the network.
    public var seriesEmbedding: Int { network.seriesEmbedding }

    /// The defaults.
    public init() { self.init(network: TransformerConfiguration()) }

    /// Creates settings.
    public init(
        network: TransformerConfiguration = TransformerConfiguration(),
        scaling: ScalingSpecification = ScalingSpecification(method: .lastValue),
        training: TrainingConfiguration = TrainingConfiguration(dropout: 0.2)
    ) {
        self.network = network
        self.scaling = scaling
        self.training = training
    }

    /// Size, scaling, training.
    public static let options: [SettingOption<TransformerSettings>] =
        sizes + SettingOption.scalings + SettingOption.trainings + [.seeds, .inputLengths]

    private static let sizes: [SettingOption<TransformerSettings>] = [
        SettingOption(
            "patch-length", \.network.patchLength, value: "steps", "Steps of a patch, of which one token is made.",
            in: 1...WindowShape.longest),
        SettingOption(
            "patch-stride", \.network.patchStride, value: "steps", "Steps from one patch to the next.",
            in: 1...WindowShape.longest),
        SettingOption(
            "model-size", \.network.modelSize, value: "count", "Features of a token, a multiple of 8.",
            multipleOf: 8, upTo: NetworkLimits.hiddenSize),
        SettingOption(
            "feed-forward", \.network.feedForwardSize, value: "count",
            "Features between the two maps of a layer, a multiple of 8.", multipleOf: 8,
            upTo: 4 * NetworkLimits.hiddenSize),
        heads,
        SettingOption(
            "layers", \.network.layerCount, value: "count", "Stacked layers.", in: 1...NetworkLimits.layerCount),
        SettingOption(
            "series-embedding", \.network.seriesEmbedding, value: "count",
            "Numbers of a vector learned for each of several series, which tells the network them apart.",
            in: 0...NetworkLimits.embeddingSize),
    ]

    /// Any of these divides a multiple of 8.
    static let headCounts = [1, 2, 4, 8]

    private static let heads = SettingOption<TransformerSettings>(
        "heads", value: "count", "Heads of attention: 1, 2, 4 or 8."
    ) {
        String($0.network.headCount)
    } write: { settings, text throws(SettingError) in
        guard let count = Int(text), headCounts.contains(count) else {
            throw .invalid(name: "heads", value: text, requirement: "1, 2, 4 or 8")
        }
        settings.network.headCount = count
    }
}

extension SettingOption {
    /// A whole number that `factor` divides.
    fileprivate init(
        _ name: String, _ path: any WritableKeyPath<Settings, Int> & Sendable, value: String, _ help: String,
        multipleOf factor: Int, upTo most: Int
    ) {
        self.init(name, value: value, help) {
            String($0[keyPath: path])
        } write: { settings, text throws(SettingError) in
            guard let value = Int(text), (factor...most).contains(value), value % factor == 0 else {
                throw .invalid(name: name, value: text, requirement: "a multiple of \(factor) up to \(most)")
            }
            settings[keyPath: path] = value
        }
    }
}
