import NeuralLayers
import Numerics
import Parallelism
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
    /// Steps in an epoch.
    var batchCount: Int { (data.training.count + batchSize - 1) / batchSize }

    /// - Throws: ``TrainingError/outOfMemory(needed:limit:flags:)`` before anything large is allocated.
    init(
        _ shape: RecurrentNetworkShape, panel: Panel, data: TrainingWindows, plan: FitPlan
    ) throws(TrainingError) {
        try TrainingMemory(
            shape, plan: plan, trainingWindows: data.training.count, validationWindows: data.validation.count
        ).check(limit: plan.compute.memoryLimit)
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
        try checkValidation(state.record.initialValidationLoss)
        while state.record.epochs.count < plan.training.epochs {
            if let patience = plan.training.patience, state.epochsSinceBest >= patience {
                state.record.end = .earlyStopping
                return
            }
            let decision = try runEpoch(progress)
            let isWhole = state.record.steps == state.record.epochs.count * batchCount
            if isWhole { try epochEnded(state) }
            if decision == .stop, !isWhole || state.record.epochs.count < plan.training.epochs {
                state.record.end = .interrupted
                return
            }
        }
    }

    /// What the observer said last; an epoch whose last batch is done is finished all the same.
    private func runEpoch(
        _ progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> TrainingProgress.Decision {
        let epoch = state.record.epochs.count + 1
        let windows = data.training.count
        let order = CounterBasedRandom(seed: plan.seed).permutation(count: windows, epoch: epoch)
        var lossSum = 0.0
        var decision = TrainingProgress.Decision.proceed
        for batch in 0..<batchCount {
            network.load(state.parameters)
            let rows = batch * batchSize..<min((batch + 1) * batchSize, windows)
            let loss = step.run(pool, order: order, batch: rows, epoch: epoch)
            try move(loss: loss)
            lossSum += loss * Double(rows.count)
            let report = TrainingProgress(
                epoch: epoch, epochs: plan.training.epochs, batch: batch + 1, batches: batchCount,
                trainingLoss: lossSum / Double(rows.upperBound), bestValidationLoss: state.record.bestValidationLoss)
            decision = progress(report)
            if decision == .stop, batch + 1 < batchCount { return decision }
        }
        network.load(state.parameters)
        let validationLoss = validation.run(pool)
        try checkValidation(validationLoss)
        state.finishEpoch(trainingLoss: lossSum / Double(windows), validationLoss: validationLoss)
        return decision
    }

    /// Makes sure that neither the validation loss nor a parameter has left the numbers: both go into files.
    private func checkValidation(_ loss: Double) throws(TrainingError) {
        guard !loss.isFinite || !plan.compute.kernels.norm(state.parameters).isFinite else { return }
        let diverged = validation.firstDivergedWindow()
        let tensor =
            network.layout.firstTensorNotFinite(in: state.parameters)
            ?? (diverged?.outputsDiverged == true ? Self.outputs : "the validation loss")
        throw .diverged(
            step: state.record.steps, window: diverged.map { describe($0.window) } ?? "none alone", tensor: tensor)
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

    /// What to call the forecasts of a network whose parameters are still finite.
    private static let outputs = "the network's outputs"

    private func divergence(loss: Double) -> TrainingError {
        let diverged = step.firstDivergedWindow()
        let tensor =
            network.layout.firstTensorNotFinite(in: state.parameters)
            ?? (diverged?.outputsDiverged == true ? Self.outputs : nil)
            ?? (loss.isFinite
                ? "the gradient of "
                    + (network.layout.firstTensorNotFinite(in: step.gradients) ?? "all tensors together")
                : "the loss")
        return .diverged(
            step: state.record.steps + 1, window: diverged.map { describe(data.training[$0.position]) } ?? "none alone",
            tensor: tensor)
    }

    private func describe(_ window: Window) -> String {
        let series = panel.series[window.series]
        let name = series.id.map { " of series '\($0)'" } ?? ""
        return "\(series.index.text(at: window.inputs.lowerBound)) to "
            + "\(series.index.text(at: window.targets.upperBound - 1))\(name)"
    }
}
