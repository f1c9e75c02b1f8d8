import NeuralLayers
public import Windowing

/// What can be set of a recurrent network: its size, what it computes in, and how it is trained.
public struct RecurrentSettings: ForecasterSettings {
    /// Size of the network.
    public var network: NetworkConfiguration
    /// What is done to values before the network sees them.
    public var scaling: ScalingSpecification
    /// How it is trained.
    public var training: TrainingConfiguration

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
    public static let options: [SettingOption<RecurrentSettings>] = sizes + scalings + trainings

    private static let sizes: [SettingOption<RecurrentSettings>] = [
        SettingOption(
            "layers", \.network.layerCount, value: "count", "Stacked layers.",
            in: 1...NetworkConfiguration.largestLayerCount),
        SettingOption(
            "hidden", \.network.hiddenSize, value: "count", "Hidden units a layer.",
            in: 1...NetworkConfiguration.largestHiddenSize),
        SettingOption(
            "initialization", \.network.initialization, "How weights start; 'automatic' chooses by activation."),
        SettingOption(
            "series-embedding", \.network.seriesEmbedding, value: "count",
            "Numbers of a vector learned for each of several series, which tells the network them apart.",
            in: 0...NetworkConfiguration.largestEmbeddingSize),
    ]

    private static let scalings: [SettingOption<RecurrentSettings>] = [
        SettingOption(
            "scaling", \.scaling.method, "How values are scaled; 'last-value' subtracts each window's last input."),
        SettingOption(
            "log", \.scaling.takesLogarithm, "Take logarithms first, for positive series that grow by percentages."),
    ]

    private static let trainings: [SettingOption<RecurrentSettings>] = [
        SettingOption(
            "steps", \.training.steps, value: "count",
            "Optimiser steps, at most; the rate goes down where the validation loss stops improving.",
            in: 1...TrainingConfiguration.mostSteps),
        SettingOption(
            "epochs", \.training.epochs, value: "count",
            "Passes over the training windows, at most, instead of --steps.", in: 1...TrainingConfiguration.mostEpochs),
        SettingOption("batch", \.training.batchSize, value: "count", "Windows a step.", in: 1...65_536),
        SettingOption(
            "learning-rate", \.training.learningRate, value: "rate", "The highest learning rate.", "a positive number"
        ) { $0 > 0 },
        SettingOption(
            "schedule", value: "schedule",
            "How the learning rate moves: "
                + "\(LearningRateSchedule.allCases.map(\.rawValue).joined(separator: ", ")). "
                + "(default: plateau, or one-cycle with --epochs)"
        ) {
            $0.training.schedule?.rawValue
        } write: { settings, text throws(SettingError) in
            guard let schedule = LearningRateSchedule(rawValue: text) else {
                let names = LearningRateSchedule.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalid(name: "schedule", value: text, requirement: "one of \(names)")
            }
            settings.training.schedule = schedule
        },
        SettingOption("optimizer", \.training.optimizer, "The optimiser."),
        SettingOption(
            "weight-decay", \.training.weightDecay, value: "rate", "Weight decay.", "0 or a positive number"
        ) { $0 >= 0 },
        SettingOption(
            "clip", \.training.clipNorm, value: "norm", "Longest gradient, by its norm over all parameters, or 'off'.",
            "a positive number, or off"
        ) { $0 > 0 },
        SettingOption(
            "dropout", \.training.dropout, value: "share", "Share of every layer's inputs that is dropped.",
            "a share from 0 to less than 1"
        ) { $0 >= 0 && $0 < 1 },
        SettingOption(
            "loss", \.training.loss,
            "What training makes small: mse forecasts the mean, mae the median, huber lies between."),
        SettingOption(
            "patience", \.training.patience, value: "rounds",
            "Rounds of 25 steps, or epochs, without a better validation loss before training ends, or 'off'.",
            in: 1...Int.max),
        SettingOption(
            "truncate", \.training.truncation, value: "steps",
            "Steps of truncated backpropagation through time. (default: all)", in: 1...Int.max),
    ]
}
