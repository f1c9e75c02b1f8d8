import NeuralLayers

extension ForecasterRegistry {
    /// Everything this package can forecast with.
    ///
    /// A new model is one more line here.
    public static let standard: ForecasterRegistry = {
        var registry = ForecasterRegistry()
        registry.register(NaiveForecaster(), as: .reference)
        registry.register(SeasonalNaiveForecaster(), as: .reference)
        registry.register(DriftForecaster(), as: .baseline)
        registry.register(MeanForecaster(), as: .baseline)
        registry.register(WindowAverageForecaster(), as: .baseline)
        registry.register(RidgeForecaster(), as: .baseline)
        registry.register(LocalForecaster<ETSSettings>(), as: .model)
        registry.register(LocalForecaster<ThetaSettings>(), as: .model)
        registry.register(ARIMAForecaster(), as: .model)
        registry.register(LocalForecaster<CESSettings>(), as: .model)
        registry.register(LocalForecaster<MSTLSettings>(), as: .model)
        registry.register(LocalForecaster<LevelShapeSettings>(), as: .model)
        registry.register(LocalForecaster<AutoregressiveRidgeSettings>(), as: .model)
        registry.register(LocalForecaster<CrostonSettings>(), as: .model)
        registry.register(LocalForecaster<SBASettings>(), as: .model)
        registry.register(LocalForecaster<TSBSettings>(), as: .model)
        registry.register(LocalForecaster<ADIDASettings>(), as: .model)
        registry.register(LocalForecaster<IMAPASettings>(), as: .model)
        registry.register(SegmentForecaster(), as: .model)
        registry.register(RecurrentForecaster(.gru, identifier: "gru", columnName: "GRU"), as: .model)
        registry.register(RecurrentForecaster(.lstm, identifier: "lstm", columnName: "LSTM"), as: .model)
        registry.register(RecurrentForecaster(.rnnTanh, identifier: "rnn", columnName: "RNN"), as: .model)
        registry.register(RecurrentForecaster(.rnnReLU, identifier: "rnn-relu", columnName: "RNN-ReLU"), as: .model)
        registry.register(TransformerForecaster(), as: .model)
        registry.register(PretrainedForecaster(), as: .model)
        registry.register(Naive2Forecaster(), as: .model)
        registry.registerCombination()
        return registry
    }()

    /// Puts `auto`, the default, before everything: a combination of what is registered so far.
    private mutating func registerCombination() {
        let unasked: Set = ["gru", "lstm", "rnn", "rnn-relu", "transformer"]
        var ets = ETSSettings()
        ets.bounds = .steady
        let candidates = all.filter { $0.identifier != "naive2" }.map { forecaster in
            forecaster.identifier == ETSSettings.identifier ? LocalForecaster(ets) : forecaster
        }
        entries.insert(Entry(forecaster: AutoForecaster(candidates: candidates, unasked: unasked), role: .model), at: 0)
    }

    /// What forecasts a series that is too short for the model that was asked for.
    public var fallback: any Forecaster { LocalForecaster<ETSSettings>() }

    /// What forecasts rows at once, without a fit.
    public var immediate: any Forecaster { PretrainedForecaster() }

    /// Every option of some forecaster, each name once.
    public var options: [OptionDescription] {
        all.flatMap(\.options).reduce(into: []) { options, one in
            if !options.contains(where: { $0.name == one.name }) { options.append(one) }
        }
    }
}
