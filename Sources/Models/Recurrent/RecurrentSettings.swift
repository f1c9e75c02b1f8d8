import NeuralLayers
public import Windowing

/// What can be set of a recurrent network: its size, what it computes in, and how it is trained.
public struct RecurrentSettings: NetworkSettings {
    /// Size of the network.
    public var network: NetworkConfiguration
    /// What is done to values before the network sees them.
    public var scaling: ScalingSpecification
    /// Whether the season's cycle is subtracted before the network sees them.
    public var cycle = CycleChoice.off
    /// How it is trained.
    public var training: TrainingConfiguration
    /// Of how many networks the forecast is the mean.
    public var ensemble = EnsembleSettings()
    /// That of the network.
    public var seriesEmbedding: Int { network.seriesEmbedding }

    /// The defaults.
    public init() { self.init(network: NetworkConfiguration()) }

    /// Creates settings.
    public init(
        network: NetworkConfiguration = NetworkConfiguration(),
        scaling: ScalingSpecification = ScalingSpecification(method: .lastValue),
        training: TrainingConfiguration = TrainingConfiguration()
    ) {
        self.network = network
        self.scaling = scaling
        self.training = training
    }

    /// Size, scaling, training.
    public static let options: [SettingOption<RecurrentSettings>] =
        sizes + SettingOption.scalings + SettingOption.trainings + [truncation, .seeds, .inputLengths]

    private static let sizes: [SettingOption<RecurrentSettings>] = [
        SettingOption(
            "layers", \.network.layerCount, value: "count", "Stacked layers.",
            in: 1...NetworkLimits.layerCount),
        SettingOption(
            "hidden", \.network.hiddenSize, value: "count", "Hidden units a layer.",
            in: 1...NetworkLimits.hiddenSize),
        SettingOption(
            "initialization", \.network.initialization, "How weights start; 'automatic' chooses by activation."),
        SettingOption(
            "series-embedding", \.network.seriesEmbedding, value: "count",
            "Numbers of a vector learned for each of several series, which tells the network them apart.",
            in: 0...NetworkLimits.embeddingSize),
    ]

    private static let truncation = SettingOption<RecurrentSettings>(
        "truncate", \.training.truncation, value: "steps",
        "Steps of truncated backpropagation through time. (default: all)", in: 1...Int.max)
}

extension RecurrentSettings {
    private enum CodingKeys: String, CodingKey {
        case network, scaling, cycle, training, ensemble
    }

    /// Reads settings; of one network where they do not say.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        network = try values.decode(NetworkConfiguration.self, forKey: .network)
        scaling = try values.decode(ScalingSpecification.self, forKey: .scaling)
        cycle = try values.decodeIfPresent(CycleChoice.self, forKey: .cycle) ?? .off
        training = try values.decode(TrainingConfiguration.self, forKey: .training)
        ensemble = try values.decodeIfPresent(EnsembleSettings.self, forKey: .ensemble) ?? EnsembleSettings()
    }

    /// Writes settings; how many networks only where there are several.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(network, forKey: .network)
        try values.encode(scaling, forKey: .scaling)
        try values.encode(training, forKey: .training)
        if cycle != .off { try values.encode(cycle, forKey: .cycle) }
        if ensemble != EnsembleSettings() { try values.encode(ensemble, forKey: .ensemble) }
    }
}
