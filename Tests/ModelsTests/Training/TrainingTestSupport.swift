import ModelTestSupport
import NeuralLayers
import TimeSeries
import Windowing

@testable import Models

/// A recurrent network fitted without an observer.
func fitNetwork(_ cell: RecurrentCell, _ panel: Panel, _ plan: FitPlan) throws -> RecurrentModel {
    let forecaster = RecurrentForecaster(cell, identifier: cell.rawValue, columnName: "model")
    guard let model = try fit(forecaster, panel, plan) as? RecurrentModel else { throw WrongModel() }
    return model
}

/// A forecaster made something other than its own model.
struct WrongModel: Error {}

/// The trainer of a plan, before its first step.
func makeTrainer(_ cell: RecurrentCell, _ panel: Panel, _ plan: FitPlan) throws -> RecurrentTrainer {
    let split = try ChronologicalSplit(
        panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
    let data = try TrainingWindows(panel, split: split, plan: plan)
    return try RecurrentTrainer(
        networkShape(cell, plan), panel: panel, data: data, settings: plan.settings, task: plan.task,
        runtime: plan.runtime)
}

/// The network's sizes under a plan.
func networkShape(_ cell: RecurrentCell, _ plan: FitPlan) -> RecurrentNetworkShape {
    RecurrentNetworkShape(
        cell: cell, inputSize: 1, hiddenSize: plan.network.hiddenSize, layerCount: plan.network.layerCount,
        outputSize: plan.windows.horizon)
}

extension TrainingWindows {
    init(_ panel: Panel, split: ChronologicalSplit, plan: FitPlan) throws {
        try self.init(panel, split: split, task: plan.task, scaling: plan.scaling)
    }
}

extension GradientStep {
    convenience init(_ network: FusedRecurrentNetwork, data: TrainingWindows, plan: FitPlan, workers: Int) {
        self.init(
            network, data: data, training: plan.training, task: plan.task, kernels: plan.runtime.kernels,
            workers: workers)
    }
}
