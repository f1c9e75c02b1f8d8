import Windowing

extension SettingOption where Settings: NetworkSettings {
    /// Options about what is done to values before a network sees them.
    static var scalings: [SettingOption] {
        [
            SettingOption(
                "scaling", \.scaling.method, "How values are scaled; 'last-value' subtracts each window's last input."),
            SettingOption(
                "cycle", \.cycle, "Whether what repeats every season is subtracted before the network sees it."),
            SettingOption(
                "log", \.scaling.takesLogarithm, "Take logarithms first, for positive series that grow by percentages."),
        ]
    }

    /// Options about how a network is trained.
    static var trainings: [SettingOption] {
        [
            SettingOption(
                "steps", \.training.steps, value: "count",
                "Optimiser steps, at most; the rate goes down where the validation loss stops improving.",
                in: 1...TrainingConfiguration.mostSteps),
            SettingOption(
                "epochs", \.training.epochs, value: "count",
                "Passes over the training windows, at most, instead of --steps.",
                in: 1...TrainingConfiguration.mostEpochs),
            SettingOption("batch", \.training.batchSize, value: "count", "Windows a step.", in: 1...65_536),
            SettingOption(
                "learning-rate", \.training.learningRate, value: "rate", "The highest learning rate.",
                "a positive number"
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
                "clip", \.training.clipNorm, value: "norm",
                "Longest gradient, by its norm over all parameters, or 'off'.",
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
        ]
    }
}
