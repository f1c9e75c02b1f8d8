public import TimeSeries
import Windowing

/// A way to forecast that can be fitted to a panel: a baseline, a statistical model, a recurrent network, a combination.
///
/// Evaluation, reports and the command line meet every model through this protocol and know none by name. A model of
/// somebody else's joins by being registered: see ``ForecasterRegistry``.
public protocol Forecaster: Sendable {
    /// What can be set of it.
    associatedtype Settings: ForecasterSettings

    /// The name used on the command line, such as `gru`.
    var identifier: String { get }
    /// The name of the forecast's column, such as `GRU`.
    var columnName: String { get }
    /// What was set of it.
    var settings: Settings { get set }

    /// Whether it is trained in rounds, so that there is a state to keep between them; false unless said.
    var isTrained: Bool { get }

    /// Whether it learns from windows of training and validation rows, so that there must be some; false unless said.
    ///
    /// One that does not is fitted to every row before the test, however few.
    var learnsFromWindows: Bool { get }

    /// Whether the input length and the stride of windows mean something to it; as ``learnsFromWindows`` unless said.
    var readsWindows: Bool { get }

    /// Whether it knew what series are like before it saw these, so that what it forecasts of trial windows is as good as what
    /// it forecasts of any; false unless said.
    var isPretrained: Bool { get }

    /// Whether every forecast of it comes with quantiles of its own, so that no rows are needed to calibrate intervals; false
    /// unless said.
    var statesQuantiles: Bool { get }

    /// Whether it makes use of covariates and the calendar; false unless said.
    var seesCovariates: Bool { get }

    /// Whether its errors grow with the level, so that intervals around its forecasts are factors; false unless said.
    var takesLogarithm: Bool { get }

    /// The options it takes; those of its settings unless said.
    var options: [OptionDescription] { get }

    /// Sets one of its options by name; one of its settings unless said.
    ///
    /// - Returns: Whether it has such an option.
    /// - Throws: ``SettingError/invalid(name:value:requirement:)``.
    mutating func set(_ option: String, to text: String) throws(SettingError) -> Bool

    /// Rows before an origin without which it cannot forecast when fitted by `task`; 1 unless said.
    func contextLength(_ task: ForecastTask) -> Int

    /// Itself with no more work than one of many candidates may have, each of which is fitted up to three times; as it is
    /// unless said.
    func asCandidate(for task: ForecastTask) -> any Forecaster

    /// Why it would be of no use for `panel`, in words that follow "left out:"; nil when it may be tried. Only a combination
    /// that chooses among forecasters asks; nil unless said.
    func unsuitability(for panel: Panel, task: ForecastTask) -> String?

    /// Learns from the rows of `panel` that `task` assigns to training and validation; the held-out rows are not read.
    ///
    /// - Parameter progress: Called as work gets done; returning `.stop` ends training with the best round so far.
    /// - Throws: A ``Diagnostic`` when the panel cannot be learned from.
    func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel

    /// Learns again, from every row of `panel`: what was chosen on validation rows, such as a number of steps or weights,
    /// stays as `model` has it, and numbers are learned anew. Fitted without held-out rows unless said.
    ///
    /// - Parameter model: What ``fit(_:task:runtime:progress:)`` made of the same panel and task.
    func refit(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel

    /// Makes the fitted model again from what a model file kept, with the settings it was fitted with.
    ///
    /// - Throws: A ``Diagnostic``, or an ``InvalidState`` when `state` does not fit the task.
    func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel
}

extension Forecaster where Settings == NoSettings {
    /// None.
    public var settings: NoSettings {
        get { NoSettings() }
        set {}
    }
}

extension Forecaster {
    /// Not trained.
    public var isTrained: Bool { false }
    /// Every row.
    public var learnsFromWindows: Bool { false }
    /// Where it learns from them.
    public var readsWindows: Bool { learnsFromWindows }
    /// What it learns from the rows.
    public var isPretrained: Bool { false }
    /// Those of its errors.
    public var statesQuantiles: Bool { false }
    /// The target alone.
    public var seesCovariates: Bool { false }
    /// As large at any level.
    public var takesLogarithm: Bool { false }
    /// One row.
    public func contextLength(_ task: ForecastTask) -> Int { 1 }

    /// As it is.
    public func asCandidate(for task: ForecastTask) -> any Forecaster { self }

    /// May be tried.
    public func unsuitability(for panel: Panel, task: ForecastTask) -> String? { nil }

    /// Those of its settings.
    public var options: [OptionDescription] { Settings.options.map { $0.described(settings) } }

    /// One of its settings.
    public mutating func set(_ option: String, to text: String) throws(SettingError) -> Bool {
        guard let match = Settings.options.first(where: { $0.name == option }) else { return false }
        var changed = settings
        try match.write(&changed, text)
        settings = changed
        return true
    }

    /// Fitted without held-out rows.
    public func refit(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        var task = task
        task.split.test = .rows(0)
        return try fit(panel, task: task, runtime: runtime, progress: progress)
    }
}

/// What a fitted model is made again in.
public struct RestoreContext: Sendable {
    /// What it was fitted for.
    public let task: ForecastTask
    /// What it may compute with.
    public let runtime: Runtime
    /// Who restores the models within a model.
    public let registry: ForecasterRegistry
    /// Series of the panel it was fitted on.
    public let seriesCount: Int

    /// Creates a context.
    public init(task: ForecastTask, runtime: Runtime, registry: ForecasterRegistry, seriesCount: Int) {
        (self.task, self.runtime, self.registry, self.seriesCount) = (task, runtime, registry, seriesCount)
    }
}
