import TimeSeries
import Windowing

/// A forecaster that fits one model, or several that differ in seed and input length and whose forecasts are averaged.
protocol EnsembleForecaster: Forecaster where Settings: EnsembleOptions {
    /// Fits one model.
    func fitOne(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel

    /// Fits one model again to every row.
    func refitOne(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel

    /// Makes one model again.
    func restoreOne(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel
}

/// In what one model of several differs from the others.
struct EnsembleMember: Sendable, Hashable, Codable {
    var seed: UInt64
    var inputLength: Int

    /// What is asked of it.
    func task(_ task: ForecastTask) throws -> ForecastTask {
        var own = task
        own.seed = seed
        own.windows = try WindowShape(
            inputLength: inputLength, horizon: task.windows.horizon, stride: task.windows.stride)
        return own
    }
}

extension EnsembleForecaster {
    /// Those that `task` asks for; the first has the task's own seed.
    func members(_ task: ForecastTask) -> [EnsembleMember] {
        let lengths = settings.ensemble.inputLengths ?? [task.windows.inputLength]
        return lengths.flatMap { length in
            (0..<settings.ensemble.seeds).map { place in
                // Far apart, so that two runs whose seeds are neighbours share no member.
                EnsembleMember(seed: task.seed &+ UInt64(place) &* 0x9E37_79B9_7F4A_7C15, inputLength: length)
            }
        }
    }

    /// Rows before an origin without which a model is missing.
    func longestInput(_ task: ForecastTask) -> Int {
        settings.ensemble.inputLengths?.max() ?? task.windows.inputLength
    }

    /// The forecaster of one member.
    private var alone: Self {
        var one = self
        one.settings.ensemble = EnsembleSettings()
        return one
    }

    /// Fits one model, or all of several, on as many threads as there are one after the other.
    ///
    /// When the observer stops, what has been fitted by then is averaged.
    /// - Throws: ``TrainingError/severalNetworks(count:)`` for a checkpoint of several.
    func fitAll(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let members = members(task)
        guard members.count > 1 || members.first?.inputLength != task.windows.inputLength else {
            return try fitOne(panel, task: task, runtime: runtime, progress: progress)
        }
        if runtime.checkpoint != CheckpointPaths() { throw TrainingError.severalNetworks(count: members.count) }
        return try mean(of: members, panel, task, runtime, progress: progress)
    }

    /// Fits what ``fitAll(_:task:runtime:progress:)`` made again to every row.
    func refitAll(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        guard let fitted = model as? EnsembleModel<Self> else {
            return try refitOne(model, to: panel, task: task, runtime: runtime, progress: progress)
        }
        return try mean(of: fitted.members, before: fitted.models, panel, task, runtime, progress: progress)
    }

    /// Makes one model, or the mean of several, of what a file kept.
    func restoreAll(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        if state.children.isEmpty { return try restoreOne(state, in: context) }
        let members = try state.learned(as: EnsembleModel<Self>.Learned.self).members
        guard members.count == state.children.count else {
            throw InvalidState(reason: "'\(state.kind)' holds \(state.children.count) models for \(members.count)")
        }
        let models = try zip(members, state.children).map { member, child in
            let own = RestoreContext(
                task: try member.task(context.task), runtime: context.runtime, registry: context.registry,
                seriesCount: context.seriesCount)
            return try alone.restoreOne(child, in: own)
        }
        return EnsembleModel(forecaster: self, members: members, models: models)
    }

    /// The mean of the members, fitted or, where there are models of them `before`, fitted again; or of those that were begun
    /// when the observer stopped.
    private func mean(
        of members: [EnsembleMember], before: [any FittedModel]? = nil, _ panel: Panel, _ task: ForecastTask,
        _ runtime: Runtime, progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let share = 1 / Double(members.count)
        var (models, decision) = ([any FittedModel](), TrainingProgress.Decision.proceed)
        for (place, member) in members.enumerated() where decision == .proceed {
            func observer(_ one: TrainingProgress) -> TrainingProgress.Decision {
                decision = progress(one.within(Double(place) * share, share))
                return decision
            }
            let own = try member.task(task)
            models.append(
                try before.map {
                    try alone.refitOne($0[place], to: panel, task: own, runtime: runtime, progress: observer)
                } ?? alone.fitOne(panel, task: own, runtime: runtime, progress: observer))
        }
        return EnsembleModel(forecaster: self, members: Array(members.prefix(models.count)), models: models)
    }
}
