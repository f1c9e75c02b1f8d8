import ForecastTestSupport
import NeuralLayers
import TimeSeries
import Windowing

@testable import Models

/// Small positive numbers with a season, a trend and noise: what a forecaster can learn something from.
func wavySeries(_ rows: Int, seed: UInt64 = 1) -> [Double] {
    var numbers = SplitMix64(seed: seed)
    let season = [0.0, 2, 3, 2, 0, -2, -3, -2]
    return (0..<rows).map { row in
        20 + 0.02 * Double(row) + season[row % season.count] + Double.random(in: -0.5...0.5, using: &numbers)
    }
}

/// Two series of different length and level.
func wavyPanel() -> Panel { samplePanel(wavySeries(90), wavySeries(75, seed: 2).map { 3 * $0 }) }

/// A plan that trains in a moment: small windows and networks, few epochs.
func smallPlan(
    inputLength: Int = 6, horizon: Int = 3, hidden: Int = 5, layers: Int = 1,
    scaling: ScalingSpecification = ScalingSpecification(method: .lastValue),
    _ change: (inout TrainingConfiguration) -> Void = { _ in }
) throws -> FitPlan {
    var training = TrainingConfiguration(epochs: 3, batchSize: 16, patience: nil)
    change(&training)
    return FitPlan(
        windows: try WindowShape(inputLength: inputLength, horizon: horizon),
        split: SplitSpecification(validation: .rows(12), test: .rows(12)), seasonLength: 8, scaling: scaling,
        network: NetworkConfiguration(hiddenSize: hidden, layerCount: layers), training: training, seed: 7)
}

/// Every recurrent forecaster of the registry.
let recurrentForecasters = ForecasterRegistry.all.compactMap { $0 as? RecurrentForecaster }

/// Every forecaster of the registry that keeps numbers it learned.
let learningForecasters: [any Forecaster] = recurrentForecasters + [RidgeForecaster()]

/// Fits without an observer.
func fit(_ forecaster: any Forecaster, _ panel: Panel, _ plan: FitPlan) throws -> any FittedModel {
    try forecaster.fit(panel, plan: plan) { _ in .proceed }
}

/// A recurrent network fitted without an observer.
func fitNetwork(_ cell: RecurrentCell, _ panel: Panel, _ plan: FitPlan) throws -> RecurrentModel {
    let forecaster = RecurrentForecaster(cell, identifier: cell.rawValue, columnName: "model")
    guard let model = try fit(forecaster, panel, plan) as? RecurrentModel else { throw WrongModel() }
    return model
}

/// A forecaster made something other than its own model.
struct WrongModel: Error {}

/// The residuals of a fit on its validation rows.
func calibrated(_ model: any FittedModel, _ panel: Panel, _ plan: FitPlan) throws -> ConformalCalibration {
    let split = try ChronologicalSplit(
        panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
    return try ConformalCalibration(of: model, panel, split: split, plan: plan)
}

/// The bytes of the model file of a fit.
func modelBytes(_ model: any FittedModel, _ identifier: String, _ panel: Panel, _ plan: FitPlan) throws -> [UInt8] {
    try withTemporaryFolder { folder in
        let saved = SavedModel(
            model, identifier: identifier, fittedOn: panel, plan: plan, scores: [],
            calibration: try calibrated(model, panel, plan))
        try saved.write(to: folder + "/model.safetensors")
        return try contents(folder + "/model.safetensors")
    }
}

/// The trainer of a plan, before its first step.
func makeTrainer(_ cell: RecurrentCell, _ panel: Panel, _ plan: FitPlan) throws -> RecurrentTrainer {
    let split = try ChronologicalSplit(
        panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
    let data = try TrainingWindows(panel, split: split, plan: plan)
    return try RecurrentTrainer(networkShape(cell, plan), panel: panel, data: data, plan: plan)
}

/// The network's sizes under a plan.
func networkShape(_ cell: RecurrentCell, _ plan: FitPlan) -> RecurrentNetworkShape {
    RecurrentNetworkShape(
        cell: cell, inputSize: 1, hiddenSize: plan.network.hiddenSize, layerCount: plan.network.layerCount,
        outputSize: plan.windows.horizon)
}

/// Writes the model file or checkpoint at `path` anew with `text` made of its document; tensors stay.
func rewriteDocument(_ path: String, _ change: (String) -> String) throws {
    let old = try ModelFile.read(path)
    let metadata = [ModelFile.documentKey: change(old.document.text)]
    try put(SafeTensors(tensors: old.tensors.tensors, metadata: metadata).encode(), at: path)
}
