import NeuralLayers
import TimeSeries
import Windowing

/// Trains one network: shuffled mini-batches, clipped gradients, Adam, and the best epoch by validation loss.
///
/// Everything a run depends on is in its plan and in ``TrainerState``, so that a run that was stopped and one that was
/// not end in the same bytes.
final class RecurrentTrainer {
    private let plan: FitPlan
    private let data: TrainingWindows
    private let panel: Panel
    private let network: FusedRecurrentNetwork
    private let pool: WorkerPool
    private let step: GradientStep
    private let validation: ValidationLoss
    private(set) var state: TrainerState

    private var batchSize: Int { min(plan.training.batchSize, data.training.count) }
    private var batchCount: Int { (data.training.count + batchSize - 1) / batchSize }

    init(_ shape: RecurrentNetworkShape, panel: Panel, data: TrainingWindows, plan: FitPlan) {
        self.plan = plan
        self.data = data
        self.panel = panel
        network = FusedRecurrentNetwork(shape, kernels: plan.compute.kernels)
        pool = WorkerPool(workers: plan.compute.threads)
        step = GradientStep(network, data: data, plan: plan, workers: pool.workerCount)
        validation = ValidationLoss(network, data: data, plan: plan, workers: pool.workerCount)
        let initial = ParameterInitializer(plan.network.initialization, zeroHead: true)
        state = TrainerState(plan.training, parameters: initial.parameters(for: shape, seed: plan.seed))
        network.load(state.parameters)
        state.record = TrainingRecord(initialValidationLoss: validation.run(pool))
    }

    /// Continues from what an earlier run of the same plan left.
    func resume(from checkpoint: TrainerState) {
        precondition(checkpoint.parameters.count == network.layout.count, "the checkpoint was checked")
        state = checkpoint
    }

    /// Trains until the last epoch, early stopping, or the observer's word.
    ///
    /// - Parameters:
    ///   - progress: Called after every batch.
    ///   - epochEnded: Called with the state after every epoch, to write a checkpoint.
    /// - Throws: ``TrainingError/diverged(step:window:tensor:)``, or what `epochEnded` throws.
    func run(
        progress: (TrainingProgress) -> TrainingProgress.Decision, epochEnded: (TrainerState) throws -> Void
    ) throws {
        state.record.end = .completed
        while state.record.epochs.count < plan.training.epochs {
            if let patience = plan.training.patience, state.epochsSinceBest >= patience {
                state.record.end = .earlyStopping
                return
            }
            guard try runEpoch(progress) else {
                state.record.end = .interrupted
                return
            }
            try epochEnded(state)
        }
    }

    /// False when the observer stopped it in the middle.
    private func runEpoch(_ progress: (TrainingProgress) -> TrainingProgress.Decision) throws -> Bool {
        let epoch = state.record.epochs.count + 1
        let windows = data.training.count
        let order = CounterBasedRandom(seed: plan.seed).permutation(count: windows, epoch: epoch)
        var lossSum = 0.0
        for batch in 0..<batchCount {
            network.load(state.parameters)
            let rows = batch * batchSize..<min((batch + 1) * batchSize, windows)
            let loss = step.run(pool, order: order, batch: rows, epoch: epoch)
            try move(loss: loss)
            lossSum += loss * Double(rows.count)
            let report = TrainingProgress(
                epoch: epoch, epochs: plan.training.epochs, batch: batch + 1, batches: batchCount,
                trainingLoss: lossSum / Double(rows.upperBound), bestValidationLoss: state.record.bestValidationLoss)
            if progress(report) == .stop, !(batch + 1 == batchCount) { return false }
        }
        network.load(state.parameters)
        state.finishEpoch(trainingLoss: lossSum / Double(windows), validationLoss: validation.run(pool))
        return true
    }

    /// Clips the gradient and moves the parameters.
    private func move(loss: Double) throws(TrainingError) {
        let norm = plan.compute.kernels.norm(step.gradients)
        guard loss.isFinite, norm.isFinite else { throw divergence(loss: loss) }
        var scale = 1.0
        if let limit = plan.training.clipNorm, norm > limit {
            scale = limit / (norm + 1e-6)
            state.record.clippedSteps += 1
        }
        let stepCount = batchCount * plan.training.epochs
        let rate = plan.training.learningRate * plan.training.schedule.factor(step: state.record.steps, of: stepCount)
        state.optimizer.step(
            state.parameters, gradients: step.gradients, gradientScale: scale, learningRate: rate,
            kernels: plan.compute.kernels)
        state.record.steps += 1
    }

    private func divergence(loss: Double) -> TrainingError {
        let tensor =
            loss.isFinite
            ? "the gradient of " + (step.firstTensorNotFinite ?? "all tensors together")
            : "the loss"
        let window = step.firstDivergedWindow().map { position in
            let window = data.training[position]
            let series = panel.series[window.series]
            let name = series.id.map { " of series '\($0)'" } ?? ""
            return "\(series.index.text(at: window.inputs.lowerBound)) to "
                + "\(series.index.text(at: window.targets.upperBound - 1))\(name)"
        }
        return .diverged(step: state.record.steps + 1, window: window ?? "none alone", tensor: tensor)
    }
}
