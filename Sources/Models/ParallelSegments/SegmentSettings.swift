import NeuralLayers
public import Windowing

/// What can be set of a recurrent network that reads and decodes segments.
public struct SegmentSettings: NetworkSettings {
    /// The cell.
    public var cell: Cell
    /// Hidden units; nil for as many as the training windows bear.
    public var hiddenSize: Int?
    /// Steps of a segment; nil for a quarter of the window, at most 48.
    public var segmentLength: Int?
    /// Numbers of the vector that is learned for each series; 0 for none.
    public var seriesEmbedding: Int
    /// What is done to values before the network sees them.
    public var scaling: ScalingSpecification
    /// Whether the season's cycle is subtracted before the network sees them.
    public var cycle: CycleChoice
    /// How it is trained.
    public var training: TrainingConfiguration
    /// Of how many networks the forecast is the mean.
    public var ensemble = EnsembleSettings()

    /// A cell, by the name of a model that reads step by step.
    public enum Cell: String, Sendable, Codable, CaseIterable {
        /// Gated recurrent unit.
        case gru
        /// Long short-term memory.
        case lstm
        /// Elman network with tanh.
        case rnn

        /// The cell of the layers.
        var layer: RecurrentCell {
            switch self {
            case .gru: .gru
            case .lstm: .lstm
            case .rnn: .rnnTanh
            }
        }
    }

    /// The defaults.
    public init() {
        cell = .gru
        hiddenSize = nil
        segmentLength = nil
        seriesEmbedding = 64
        scaling = ScalingSpecification(method: .lastValue)
        cycle = .automatic
        training = TrainingConfiguration(batchSize: 64, learningRate: 0.001, dropout: 0.1, loss: .mae)
    }

    /// Hidden units by what training windows bear: 128 of twenty thousand, 64 of four thousand, else 32.
    public func chosen(trainingWindows: Int) -> SegmentSettings {
        var settings = self
        settings.hiddenSize = hiddenSize ?? (trainingWindows >= 20_000 ? 128 : trainingWindows >= 4_000 ? 64 : 32)
        return settings
    }

    /// The network, scaling, training.
    public static let options: [SettingOption<SegmentSettings>] =
        [
            SettingOption("cell", \.cell, "The cell that reads segments."),
            SettingOption(
                "hidden", value: "count", "Hidden units. (default: 32 to 128, by the number of training windows)"
            ) {
                $0.hiddenSize.map(String.init)
            } write: { settings, text throws(SettingError) in
                settings.hiddenSize = try SettingOption<Self>.whole(text, "hidden", 2...NetworkLimits.hiddenSize)
            },
            SettingOption(
                "segment", value: "steps", "Steps of a segment. (default: a quarter of the input, at most 48)"
            ) {
                $0.segmentLength.map(String.init)
            } write: { settings, text throws(SettingError) in
                settings.segmentLength = try SettingOption<Self>.whole(text, "segment", 1...WindowShape.longest)
            },
            SettingOption(
                "series-embedding", \.seriesEmbedding, value: "count",
                "Numbers of a vector learned for each of several series, which tells the network them apart.",
                in: 0...NetworkLimits.embeddingSize),
        ] + SettingOption.scalings + SettingOption.trainings + [.seeds, .inputLengths]
}
