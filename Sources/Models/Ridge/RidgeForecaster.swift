import NeuralLayers
import Tensors
public import TimeSeries
import Windowing

/// What can be set of a ridge regression.
public struct RidgeSettings: EnsembleOptions {
    /// Whether it computes in logarithms.
    public var takesLogarithm = false
    /// Of how many input lengths the forecast is the mean.
    public var ensemble = EnsembleSettings()

    /// The defaults.
    public init() {}

    /// Logarithms, and input lengths.
    public static let options: [SettingOption<RidgeSettings>] = [
        SettingOption("log", \.takesLogarithm, "Take logarithms first, for positive series that grow by percentages."),
        .inputLengths,
    ]
}

extension RidgeSettings {
    private enum CodingKeys: String, CodingKey {
        case takesLogarithm, ensemble
    }

    /// Reads settings; of one input length where they do not say.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        takesLogarithm = try values.decode(Bool.self, forKey: .takesLogarithm)
        ensemble = try values.decodeIfPresent(EnsembleSettings.self, forKey: .ensemble) ?? EnsembleSettings()
    }

    /// Writes settings; input lengths only where there are several.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(takesLogarithm, forKey: .takesLogarithm)
        if ensemble != EnsembleSettings() { try values.encode(ensemble, forKey: .ensemble) }
    }
}

/// Fits linear regressions from the last values to every step of the horizon, in closed form.
///
/// Direct and multi-step: each series is standardised by its training rows, and each window's last input is subtracted from
/// its inputs and targets, so that a forecast of 0 is the naive one. The forecast is the mean of regressions that the
/// validation windows chose, with weights shared by all series and of each series' own, with and without a weight of the
/// level; see `RidgeSearch`. Linear models of this kind hold their own against Transformers on long horizons (Zeng et al.
/// 2023, arXiv:2205.13504; Toner & Darlow 2024, arXiv:2403.14587). Every window of the training rows counts, whatever the
/// plan's stride, if it has no missing target.
public struct RidgeForecaster: EnsembleForecaster {
    /// `ridge`.
    public let identifier = "ridge"
    /// `Ridge`.
    public let columnName = RidgeModel.name
    /// Always.
    public var learnsFromWindows: Bool { true }

    /// What was set of it.
    public var settings: RidgeSettings
    /// As it is set.
    public var takesLogarithm: Bool { settings.takesLogarithm }

    /// Creates the forecaster.
    public init(_ settings: RidgeSettings = RidgeSettings()) { self.settings = settings }

    /// The longest input.
    public func contextLength(_ task: ForecastTask) -> Int { longestInput(task) }

    /// Fits the weights to the training rows, chooses penalties on the validation rows, and does not read the rest.
    ///
    /// - Throws: ``WindowingError``, ``RidgeError``, and ``TrainingError`` when the moments do not fit into memory.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        try fitAll(panel, task: task, runtime: runtime, progress: progress)
    }

    /// Fits the weights to every row, at the penalties that were chosen.
    public func refit(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        try refitAll(model, to: panel, task: task, runtime: runtime, progress: progress)
    }

    /// The regression with the weights of `state`.
    ///
    /// - Throws: ``InvalidState`` when tensors or scalers do not fit the task.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        try restoreAll(state, in: context)
    }
}

extension RidgeForecaster {
    func fitOne(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let keepsSeries = try checkMemory(panel, task, runtime)
        let split = try ChronologicalSplit(
            panel, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
        var best: (choice: RidgeSearch.Choice, scalings: [SeriesScaling])?
        let cycleLengths = [nil] + [FrontEnd.possibleCycle(of: panel, task)].filter { $0 != nil }
        for cycleLength in cycleLengths {
            let series = try frontEnd(cycleLength).scaled(panel, split)
            let moments = try [Partition.training, .validation].map { partition in
                try PanelMoments(
                    series, of: split, partition: partition, shape: task.windows, keepsSeries: keepsSeries,
                    kernels: runtime.kernels)
            }
            let choice = try RidgeSearch(training: moments[0], validation: moments[1], kernels: runtime.kernels)
                .choose(threads: runtime.threads)
            if best.map({ choice.error < $0.choice.error }) ?? true { best = (choice, series.map(\.scaling)) }
        }
        guard let best else { throw RidgeError.notSolvable }
        return RidgeModel(
            forecaster: self, weights: best.choice.weights, parts: best.choice.parts, windows: task.windows,
            scalings: best.scalings, kernels: runtime.kernels)
    }

    func refitOne(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        guard let model = model as? RidgeModel else { return model }
        let split = ChronologicalSplit(whole: panel)
        let series = try frontEnd(model.scalings.lazy.compactMap(\.cycleLength).first).scaled(panel, split)
        let moments = try PanelMoments(
            series, of: split, partition: .training, shape: task.windows,
            keepsSeries: model.parts.contains { $0.sharing != nil }, kernels: runtime.kernels)
        guard let weights = model.parts.weights(moments, kernels: runtime.kernels) else {
            throw RidgeError.notSolvable
        }
        return RidgeModel(
            forecaster: self, weights: weights, parts: model.parts, windows: task.windows,
            scalings: series.map(\.scaling), kernels: runtime.kernels)
    }

    func restoreOne(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        guard state.scalings.count == context.seriesCount else {
            throw InvalidState(
                reason: "'\(state.kind)' holds \(state.scalings.count) scalings for \(context.seriesCount) series")
        }
        return try RidgeModel(state, forecaster: self, windows: context.task.windows, kernels: context.runtime.kernels)
    }

    /// Values less the last, in logarithms where it is set so.
    private func frontEnd(_ cycleLength: Int?) -> FrontEnd {
        FrontEnd(
            scaling: ScalingSpecification(method: .lastValue, takesLogarithm: settings.takesLogarithm),
            cycleLength: cycleLength)
    }

    /// The most bytes that moments and weights of every series may take.
    private static let mostSeriesBytes = 1e9

    /// Refuses windows whose moments are larger than memory: two matrices `[L, L + H]`, and a third with two of
    /// `[L, H]` on every thread, and the weights of every regression that is tried.
    ///
    /// - Returns: Whether there is room for those of each of several series besides.
    private func checkMemory(_ panel: Panel, _ task: ForecastTask, _ runtime: Runtime) throws(TrainingError) -> Bool {
        let (length, horizon) = (task.windows.inputLength + 1, task.windows.horizon)
        let system = DoubleMatrix.bytes(rows: length, columns: length + horizon)
        let weights = DoubleMatrix.bytes(rows: length, columns: horizon)
        let trials = Double(2 * RidgePart.penalties.count)
        let threads = min(Double(runtime.threads), trials)
        let needed = 2 * system + threads * (system + 2 * weights) + trials * weights
        guard needed <= Double(runtime.memoryLimit) else {
            throw .outOfMemory(
                needed: needed, limit: runtime.memoryLimit, flags: "--input-length, --horizon or --threads")
        }
        let count = panel.series.count
        let ownTrials = Double(2 * RidgePart.ownPenalties.count * RidgePart.ownSharings.count)
        let more = 2 * PanelMoments.bytes(task.windows, series: count) + ownTrials * Double(count) * weights
        return count > 1 && more <= min(Self.mostSeriesBytes, Double(runtime.memoryLimit) / 2)
    }
}
