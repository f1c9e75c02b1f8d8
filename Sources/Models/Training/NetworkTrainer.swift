import NeuralLayers
import Numerics
import Parallelism
import TimeSeries
import Windowing

/// Trains one network: shuffled mini-batches, clipped gradients, Adam, and the best round by validation loss.
///
/// Everything a run depends on is in its task, its settings and ``TrainerState``, so that a run that was stopped and one
/// that was not end in the same bytes.
final class NetworkTrainer<Network: WindowNetwork> {
    private let training: TrainingConfiguration
    private let task: ForecastTask
    private let kernels: Kernels
    private let data: TrainingWindows
    private let panel: Panel
    private let network: Network
    private let pool: WorkerPool
    private let step: GradientStep<WindowFeed<Network>>
    private let validation: ValidationLoss<Network>
    private let dropout: InputDropout?
    /// When the rate goes where, and how long a round is.
    let schedule: TrainingSchedule
    private(set) var state: TrainerState
    /// The windows in the order of the pass that is under way.
    private var order: (pass: Int, windows: [Int]) = (0, [])

    private var batchSize: Int { min(training.batchSize, data.training.count) }
    /// Steps of a pass over the training windows.
    private var batchCount: Int { (data.training.count + batchSize - 1) / batchSize }

    /// - Parameters:
    ///   - shape: The network's sizes.
    ///   - sizeFlag: The flag that sets how wide its layers are.
    ///   - makeNetwork: Makes the network, and its first parameters.
    /// - Throws: ``TrainingError/outOfMemory(needed:limit:flags:)`` before anything large is allocated.
    init(
        _ shape: Network.Shape, panel: Panel, data: TrainingWindows, training: TrainingConfiguration,
        task: ForecastTask, runtime: Runtime, sizeFlag: String = "--hidden",
        makeNetwork: () -> (network: Network, parameters: [Float])
    ) throws(TrainingError) {
        try TrainingMemory(
            shape, training: training, inputLength: task.windows.inputLength, threads: runtime.threads,
            trainingWindows: data.training.count, validationWindows: data.validation.count, sizeFlag: sizeFlag
        ).check(limit: runtime.memoryLimit)
        (self.training, self.task, self.data, self.panel) = (training, task, data, panel)
        kernels = runtime.kernels
        let (network, parameters) = makeNetwork()
        self.network = network
        pool = WorkerPool(workers: runtime.threads)
        let drops = training.dropout > 0
        dropout =
            drops
            ? InputDropout(rate: training.dropout, seed: task.seed, layerCount: shape.dropoutLayerCount) : nil
        let size = min(training.batchSize, data.training.count)
        step = GradientStep(
            network, shards: BatchShards(rows: size, mostRows: shape.shardRows), kernels: runtime.kernels,
            workers: pool.workerCount
        ) {
            WindowFeed(
                network, rows: min(size, shape.shardRows), inputLength: task.windows.inputLength, trains: true,
                drops: drops)
        }
        validation = ValidationLoss(
            network, data: data, loss: training.loss, inputLength: task.windows.inputLength,
            mostWindows: training.epochs == nil ? TrainingConfiguration.mostValidationWindows : nil,
            workers: pool.workerCount)
        let passLength = (data.training.count + size - 1) / size
        schedule = TrainingSchedule(
            shape: training.effectiveSchedule, learningRate: training.learningRate,
            roundLength: training.epochs == nil ? TrainingConfiguration.roundLength : passLength,
            plannedSteps: training.epochs.map { $0 * passLength } ?? training.steps)
        state = TrainerState(training, schedule: schedule, parameters: parameters)
        network.load(state.parameters)
        let loss = validation.run(pool)
        state.record.initialValidationLoss = loss
        state.record.bestValidationLoss = loss
    }

    /// Continues from what an earlier run of the same task and settings left.
    func resume(from checkpoint: TrainerState) {
        precondition(checkpoint.parameters.count == network.layout.count, "the checkpoint was checked")
        state = checkpoint
    }

    /// Trains until the last step, convergence, early stopping, or the observer's word.
    ///
    /// - Parameters:
    ///   - progress: Called after every step.
    ///   - roundEnded: Called with the state after every round, to write a checkpoint.
    /// - Throws: ``TrainingError/diverged(step:window:tensor:)``, or what `roundEnded` throws.
    func run(
        progress: (TrainingProgress) -> TrainingProgress.Decision, roundEnded: (TrainerState) throws -> Void
    ) throws {
        try checkValidation(state.record.initialValidationLoss)
        while let end = nextRoundEnd() {
            let decision = try runRound(upTo: end, progress)
            let isWhole = state.record.steps == end
            if isWhole { try roundEnded(state) }
            if decision == .stop, !isWhole || nextRoundEnd() != nil {
                state.record.end = .interrupted
                return
            }
        }
    }

    /// Takes the steps that the best round of an earlier run had taken, at the same rates, with nothing held back to
    /// validate by; what is kept are the parameters after the last.
    func repeatSteps(
        of record: TrainingRecord, progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws {
        let earlier = TrainingSchedule(
            shape: schedule.shape, learningRate: schedule.learningRate, roundLength: record.roundLength,
            plannedSteps: record.plannedSteps)
        let steps = record.bestSteps
        state.record.decayStart = record.decayStart
        while state.record.steps < steps {
            let number = state.record.steps
            _ = try takeStep(rate: earlier.rate(step: number, decayStart: record.decayStart))
            if progress(TrainingProgress(fraction: Double(number + 1) / Double(steps))) == .stop { break }
        }
        guard kernels.norm(state.parameters).isFinite else { throw divergence(loss: .nan) }
        state.best.assign(state.parameters.array)
        let taken = state.record.steps
        state.record = record
        state.record.refittedSteps = taken
    }

    /// The step at which the next round ends; nil when training is over, with the reason noted.
    private func nextRoundEnd() -> Int? {
        let record = state.record
        let last = schedule.end(decayStart: record.decayStart)
        if record.steps >= last {
            state.record.end = record.reachedPlateau ? .converged : .completed
            return nil
        }
        if schedule.shape != .plateau, let patience = training.patience, state.roundsSinceBest >= patience {
            state.record.end = .earlyStopping
            return nil
        }
        return min(last, record.steps + schedule.roundLength)
    }

    /// What the observer said last; a round whose last step is done is finished all the same.
    private func runRound(
        upTo end: Int, _ progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> TrainingProgress.Decision {
        var (lossSum, windows) = (0.0, 0)
        var decision = TrainingProgress.Decision.proceed
        while state.record.steps < end {
            let number = state.record.steps
            let (loss, count) = try takeStep(
                rate: schedule.rate(step: number, decayStart: state.record.decayStart))
            lossSum += loss * Double(count)
            windows += count
            decision = progress(
                TrainingProgress(
                    fraction: Double(number + 1) / Double(schedule.plannedSteps),
                    trainingLoss: lossSum / Double(windows), bestValidationLoss: state.record.bestValidationLoss))
            if decision == .stop, number + 1 < end { return decision }
        }
        network.load(state.parameters)
        let validationLoss = validation.run(pool)
        try checkValidation(validationLoss)
        state.finishRound(trainingLoss: lossSum / Double(windows), validationLoss: validationLoss)
        beginDecayIfDue()
        return decision
    }

    /// Lets the rate go down for good, once, when nothing improves any more or the steps come to an end.
    private func beginDecayIfDue() {
        guard schedule.shape == .plateau, state.record.decayStart == nil else { return }
        let isOnPlateau = training.patience.map { state.roundsSinceBest >= $0 } ?? false
        guard isOnPlateau || schedule.mustDecay(at: state.record.steps) else { return }
        state.record.decayStart = state.record.steps
        state.record.reachedPlateau = isOnPlateau
    }

    /// One step on the next windows of the pass; their loss, and how many they are.
    private func takeStep(rate: Double) throws(TrainingError) -> (loss: Double, windows: Int) {
        let (pass, batch) = (state.record.steps / batchCount + 1, state.record.steps % batchCount)
        if order.pass != pass {
            let random = CounterBasedRandom(seed: task.seed)
            order = (pass, random.permutation(count: data.training.count, epoch: pass))
        }
        network.load(state.parameters)
        let rows = batch * batchSize..<min((batch + 1) * batchSize, data.training.count)
        let loss = gradient(of: rows, pass: pass)
        try move(loss: loss, rate: rate)
        return (loss, rows.count)
    }

    /// Leaves the gradient of the mean loss in `step`; the mean loss over the observed targets, 0 when there is none.
    private func gradient(of rows: Range<Int>, pass: Int) -> Double {
        let observedCount = max(1, data.observedTargets(data.training, order.windows[rows]))
        let shards = BatchShards(rows: rows.count, mostRows: network.shape.shardRows)
        let batch = WindowFeed<Network>.Batch(
            order: order.windows, first: rows.lowerBound, data: data, windows: data.training, loss: training.loss,
            observedCount: observedCount, dropout: dropout.map { ($0, pass, kernels) })
        return step.run(pool, shards: shards) { $0.begin(batch) } / Double(observedCount)
    }

    /// The window of the last batch, by its place in the training windows, whose own loss is the first not finite; and
    /// whether the network's outputs are not finite there, or only the loss.
    private func firstDivergedWindow() -> (position: Int, outputsDiverged: Bool)? {
        step.firstShard { feed, rows in
            feed.firstDivergedRow(rows: rows.count).map { row in
                (feed.position(row: row, first: rows.lowerBound), !feed.outputsAreFinite(row: row))
            }
        }
    }

    /// Makes sure that neither the validation loss nor a parameter has left the numbers: both go into files.
    private func checkValidation(_ loss: Double) throws(TrainingError) {
        guard !loss.isFinite || !kernels.norm(state.parameters).isFinite else { return }
        let diverged = validation.firstDivergedWindow()
        let tensor =
            network.layout.firstTensorNotFinite(in: state.parameters)
            ?? (diverged?.outputsDiverged == true ? Self.outputs : "the validation loss")
        throw .diverged(
            step: state.record.steps, window: diverged.map { describe($0.window) } ?? "none alone", tensor: tensor)
    }

    /// Clips the gradient and moves the parameters.
    private func move(loss: Double, rate: Double) throws(TrainingError) {
        let norm = kernels.norm(step.gradients)
        guard loss.isFinite, norm.isFinite else { throw divergence(loss: loss) }
        var scale = 1.0
        if let limit = training.clipNorm, norm > limit {
            scale = limit / (norm + 1e-6)
            state.record.clippedSteps += 1
        }
        state.optimizer.step(
            state.parameters, gradients: step.gradients, gradientScale: scale, learningRate: rate, kernels: kernels)
        state.record.steps += 1
    }

    /// What to call the forecasts of a network whose parameters are still finite.
    private static var outputs: String { "the network's outputs" }

    private func divergence(loss: Double) -> TrainingError {
        let diverged = firstDivergedWindow()
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
