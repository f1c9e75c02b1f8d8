import ModelTestSupport
import NeuralLayers
import Parallelism
import TimeSeries
import Windowing

@testable import Models

/// A recurrent network fitted without an observer.
func fitNetwork(_ cell: RecurrentCell, _ panel: Panel, _ plan: FitPlan) throws -> NetworkModel<RecurrentArchitecture> {
    let forecaster = RecurrentForecaster(cell, identifier: cell.rawValue, columnName: "model")
    let fitted = try fit(forecaster, panel, plan)
    guard let model = fitted as? NetworkModel<RecurrentArchitecture> else { throw WrongModel() }
    return model
}

/// A forecaster made something other than its own model.
struct WrongModel: Error {}

/// The trainer of a plan, before its first step.
func makeTrainer(
    _ cell: RecurrentCell, _ panel: Panel, _ plan: FitPlan
) throws -> NetworkTrainer<FusedRecurrentNetwork> {
    let split = try ChronologicalSplit(
        panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
    let data = try TrainingWindows(panel, split: split, plan: plan)
    let shape = networkShape(cell, plan)
    let architecture = RecurrentArchitecture(cell: cell)
    return try NetworkTrainer(
        shape, panel: panel, data: data, training: plan.training, task: plan.task, runtime: plan.runtime
    ) {
        (
            architecture.network(shape, plan.settings, kernels: plan.runtime.kernels, trains: true),
            architecture.parameters(of: shape, plan.settings, seed: plan.task.seed)
        )
    }
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

/// The gradient step of a plan's windows, with what a trainer tells it of a batch.
final class WindowStep {
    let step: GradientStep<WindowFeed<FusedRecurrentNetwork>>
    private let data: TrainingWindows
    private let plan: FitPlan
    private let shape: RecurrentNetworkShape

    init(_ network: FusedRecurrentNetwork, data: TrainingWindows, plan: FitPlan, workers: Int) {
        (self.data, self.plan, shape) = (data, plan, network.shape)
        let rows = min(plan.training.batchSize, data.training.count)
        step = GradientStep(
            network, shards: BatchShards(rows: rows, mostRows: network.shape.shardRows), kernels: plan.runtime.kernels,
            workers: workers
        ) {
            WindowFeed(
                network, rows: min(rows, network.shape.shardRows), inputLength: plan.windows.inputLength, trains: true,
                drops: plan.training.dropout > 0)
        }
    }

    var gradients: AlignedBuffer { step.gradients }

    func run(_ pool: WorkerPool, order: [Int], batch: Range<Int>, epoch: Int) -> Double {
        let observed = max(1, data.observedTargets(data.training, order[batch]))
        let dropout =
            plan.training.dropout > 0
            ? InputDropout(rate: plan.training.dropout, seed: plan.seed, layerCount: shape.layerCount) : nil
        let feed = WindowFeed<FusedRecurrentNetwork>.Batch(
            order: order, first: batch.lowerBound, data: data, windows: data.training, loss: plan.training.loss,
            observedCount: observed, dropout: dropout.map { ($0, epoch, plan.runtime.kernels) })
        return step.run(pool, shards: BatchShards(rows: batch.count, mostRows: shape.shardRows)) { $0.begin(feed) }
            / Double(observed)
    }

    func firstDivergedWindow() -> (position: Int, outputsDiverged: Bool)? {
        step.firstShard { feed, rows in
            feed.firstDivergedRow(rows: rows.count).map {
                (feed.position(row: $0, first: rows.lowerBound), !feed.outputsAreFinite(row: $0))
            }
        }
    }
}

extension RecurrentForecaster {
    /// The cell of its layers.
    var cell: RecurrentCell? { (architecture as? RecurrentArchitecture)?.cell }
}
