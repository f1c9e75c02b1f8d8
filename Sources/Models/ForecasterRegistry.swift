import NeuralLayers

/// Every way to forecast, by the name used on the command line.
public enum ForecasterRegistry {
    /// The forecasters, recurrent networks first.
    ///
    /// A new model is one more line here.
    public static let all: [any Forecaster] = [
        RecurrentForecaster(.gru, identifier: "gru", columnName: "GRU"),
        RecurrentForecaster(.lstm, identifier: "lstm", columnName: "LSTM"),
        RecurrentForecaster(.rnnTanh, identifier: "rnn", columnName: "RNN"),
        RecurrentForecaster(.rnnReLU, identifier: "rnn-relu", columnName: "RNN-ReLU"),
        RidgeForecaster(),
        NaiveForecaster(),
        SeasonalNaiveForecaster(),
        DriftForecaster(),
        MeanForecaster(),
        WindowAverageForecaster(),
        Naive2Forecaster(),
    ]

    /// What every model is measured against, as far as the registry has it; the first two always.
    public static let baselines: [any Forecaster] = [
        "naive", "seasonal-naive", "drift", "mean", "window-average", "ridge",
    ]
    .compactMap { identifier in all.first { $0.identifier == identifier } }

    /// The forecaster called `identifier`.
    ///
    /// - Throws: ``ForecastError/unknownModel(name:known:)``.
    public static func named(_ identifier: String) throws(ForecastError) -> any Forecaster {
        if let match = all.first(where: { $0.identifier == identifier.lowercased() }) { return match }
        throw .unknownModel(name: identifier, known: all.map(\.identifier))
    }
}
