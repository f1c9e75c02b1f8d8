import SyntheticSeries
public import TimeSeries
import Windowing

/// A recurrent network that was trained on made-up series before it saw yours, and forecasts without a fit.
///
/// A GRU reads the history season by season and answers with quantiles of what comes next. It has seen no real series: what
/// it knows of level, trend, season and noise it learned from series that were drawn from a prior, as in ForecastPFN (Dooley
/// et al. 2023, arXiv:2311.01933); the weights are in the program. It may be fine-tuned on the user's windows.
public struct PretrainedForecaster: Forecaster {
    /// `pretrained`.
    public let identifier = "pretrained"
    /// `Pretrained`.
    public let columnName = "Pretrained"
    /// What was set of it.
    public var settings: PretrainedSettings

    /// Creates the forecaster.
    public init(_ settings: PretrainedSettings = PretrainedSettings()) { self.settings = settings }

    /// When it is fine-tuned.
    public var learnsFromWindows: Bool { settings.fineTunes }
    /// Never: a history of any length will do.
    public var readsWindows: Bool { false }

    /// Takes the network for the task's season, and fine-tunes it where that was asked for.
    ///
    /// - Throws: ``WindowingError`` when the panel cannot be cut for fine-tuning.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let slots = SeasonSlots(seasonLength: task.seasonLength ?? 1)
        let weights = try PretrainedWeights.standard(slots.frequency)
        guard settings.fineTunes else { return model(slots, weights, runtime) }
        let split = try ChronologicalSplit(
            panel, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
        let tuning = FineTuning(weights: weights, slots: slots, seed: task.seed, runtime: runtime)
        let result = tuning.run(
            panel, training: split.rows(.training), validation: split.rows(.validation)
        ) { progress(TrainingProgress(fraction: $0)) == .proceed }
        guard let result else { return model(slots, weights, runtime) }
        return PretrainedModel(
            forecaster: self, slots: slots, weights: result.weights, tunedSteps: result.steps,
            notes: [result.note], kernels: runtime.kernels)
    }

    /// Takes as many steps again, on every row.
    public func refit(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        guard let model = model as? PretrainedModel, model.tunedSteps > 0 else { return model }
        let tuning = FineTuning(
            weights: try PretrainedWeights.standard(model.slots.frequency), slots: model.slots, seed: task.seed,
            runtime: runtime)
        let weights = tuning.run(
            panel, rows: panel.series.map { 0..<$0.count }, steps: model.tunedSteps)
        return PretrainedModel(
            forecaster: self, slots: model.slots, weights: weights, tunedSteps: model.tunedSteps, notes: model.notes,
            kernels: runtime.kernels)
    }

    private func model(_ slots: SeasonSlots, _ weights: PretrainedWeights, _ runtime: Runtime) -> PretrainedModel {
        PretrainedModel(forecaster: self, slots: slots, weights: weights, kernels: runtime.kernels)
    }

    /// The network that `state` holds.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        let learned = try state.learned(as: PretrainedModel.Learned.self)
        guard (1...WindowShape.longest).contains(learned.seasonLength), learned.tunedSteps >= 0 else {
            throw InvalidState(reason: "'\(state.kind)' is for a season of \(learned.seasonLength) rows")
        }
        let slots = SeasonSlots(seasonLength: learned.seasonLength)
        guard learned.plan.isSound, learned.plan.frequency == slots.frequency else {
            throw InvalidState(reason: "'\(state.kind)' holds a network of other series than its season's")
        }
        return PretrainedModel(
            forecaster: self, slots: slots, weights: try PretrainedWeights(learned.plan, tensors: state.tensors),
            tunedSteps: learned.tunedSteps, kernels: context.runtime.kernels)
    }
}

extension FineTuning.Result {
    /// What a reader of the report should know.
    fileprivate var note: String {
        func digits(_ loss: Double) -> String {
            let thousandths = Int((1_000 * loss).rounded())
            let rest = String(thousandths % 1_000)
            return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
        }
        return steps == 0
            ? "fine-tuning did not make the quantile loss on validation rows smaller: the weights are as they were"
            : "fine-tuned with \(steps) steps, by the quantile loss on validation rows: \(digits(before)) before, "
                + "\(digits(after)) after"
    }
}
