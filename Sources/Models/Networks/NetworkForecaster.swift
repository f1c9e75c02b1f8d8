import JSON
import NeuralLayers
import Tensors
public import TimeSeries
import Windowing

/// Trains a network that forecasts all steps of the horizon at once, whatever its kind.
public struct NetworkForecaster<Settings: NetworkSettings>: EnsembleForecaster {
    /// The kind of network.
    package let architecture: any NetworkArchitecture<Settings>
    /// The name on the command line.
    public let identifier: String
    /// The forecast's column name.
    public let columnName: String
    /// What was set of it.
    public var settings: Settings

    /// Always.
    public var isTrained: Bool { true }
    /// Always.
    public var learnsFromWindows: Bool { true }
    /// Always.
    public var seesCovariates: Bool { true }
    /// As it is set.
    public var takesLogarithm: Bool { settings.scaling.takesLogarithm }
    /// The longest input.
    public func contextLength(_ task: ForecastTask) -> Int { longestInput(task) }

    /// Steps of training times steps of input of one of many candidates.
    private static var mostCandidateSteps: Int { 250_000 }

    /// With fewer steps of training where the input is long: a step's time grows with the input.
    public func asCandidate(for task: ForecastTask) -> any Forecaster {
        var candidate = self
        candidate.settings.training.steps = min(
            settings.training.steps, max(1, Self.mostCandidateSteps / task.windows.inputLength))
        return candidate
    }

    package init(
        _ architecture: any NetworkArchitecture<Settings>, identifier: String, columnName: String,
        settings: Settings = Settings()
    ) {
        self.architecture = architecture
        self.identifier = identifier
        self.columnName = columnName
        self.settings = settings
    }

    /// Trains on the training rows, chooses the round on the validation rows, and does not read the rest.
    ///
    /// - Throws: ``WindowingError``, ``TrainingError``, and what a checkpoint's file throws.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        try fitAll(panel, task: task, runtime: runtime, progress: progress)
    }

    /// Trains anew on every row, for as many steps as the best round of `model` had taken.
    public func refit(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        try refitAll(model, to: panel, task: task, runtime: runtime, progress: progress)
    }

    /// The network with the tensors of `state`, or the networks with those of its children.
    ///
    /// - Throws: ``InvalidState`` when tensors or scalers do not fit the sizes they are stored with.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        try restoreAll(state, in: context)
    }
}

extension NetworkForecaster {
    func fitOne(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let split = try ChronologicalSplit(
            panel, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
        let cycleLength = try FrontEnd.cycle(
            settings.cycle, panel, split, task, settings.scaling, kernels: runtime.kernels)
        return try architecture.train(self, panel, split, task, runtime, cycleLength: cycleLength) { trainer in
            let run = CheckpointIdentity(
                model: identifier, task: task, settings: settings, fingerprint: panel.fingerprint)
            try trainer.run(run, runtime.checkpoint, progress: progress)
        }
    }

    func refitOne(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        guard let record = model.training else { return model }
        // What was chosen for fewer rows stays as it was.
        var fitted = self
        fitted.settings = try model.state.settings.decode(Settings.self)
        let cycleLength = model.state.scalings.lazy.compactMap(\.cycleLength).first
        return try architecture.train(
            fitted, panel, ChronologicalSplit(whole: panel), task, runtime, cycleLength: cycleLength
        ) { trainer in
            try trainer.repeatSteps(of: record, progress: progress)
        }
    }

    func restoreOne(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        try architecture.restore(self, state, context)
    }
}
