import Models
import TimeSeries

@testable import Evaluation

/// A score whose errors are these, at actual values of 10; without errors nothing was observed.
func madeScore(_ name: String, errors: [Double], actual: Double = 10) -> ModelScore {
    let forecasts = errors.map { actual + $0 }
    return ModelScore(
        name: name, overall: ErrorSums(actual: errors.map { _ in actual }, forecast: forecasts))
}

/// A result with these scores, one window of two steps each.
func madeResult(
    models: [ModelScore], baselines: [ModelScore] = [], omitted: [OmittedBaseline] = []
) -> BacktestResult {
    BacktestResult(
        design: BacktestDesign(horizon: 2), cutoffs: [Timestamp(ticks: 9)], fits: 1, series: [nil], leftOut: [:],
        windows: 1, models: models, baselines: baselines, omitted: omitted, naive2: nil, forecasts: [])
}

/// GRU and LSTM beside the naive forecast and the ridge regression.
func madeRoster(levels: [String] = []) throws -> GateRoster {
    GateRoster(
        models: try ["gru", "lstm"].map(ForecasterRegistry.standard.named),
        baselines: try ["naive", "seasonal-naive", "ridge"].map(ForecasterRegistry.standard.named),
        levels: try levels.map(PredictionLevel.init))
}
