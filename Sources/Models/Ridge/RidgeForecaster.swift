import NeuralLayers
import Tensors
public import TimeSeries
import Windowing

/// What can be set of a ridge regression.
public struct RidgeSettings: ForecasterSettings {
    /// Whether it computes in logarithms.
    public var takesLogarithm = false

    /// The defaults.
    public init() {}

    /// Logarithms.
    public static let options: [SettingOption<RidgeSettings>] = [
        SettingOption("log", \.takesLogarithm, "Take logarithms first, for positive series that grow by percentages.")
    ]
}

/// Fits a linear regression from the last values to every step of the horizon, in closed form.
///
/// One matrix of weights for all series, direct and multi-step: each series is standardised by its training rows, and
/// each window's last input is subtracted from its inputs and targets, so that a forecast of 0 is the naive one. Linear
/// models of this kind hold their own against Transformers on long horizons (Zeng et al. 2023, arXiv:2205.13504; Toner &
/// Darlow 2024, arXiv:2403.14587). Every window of the training rows counts, whatever the plan's stride, if it has no
/// missing target.
public struct RidgeForecaster: Forecaster {
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

    /// The input length.
    public func contextLength(_ task: ForecastTask) -> Int { task.windows.inputLength }

    /// Fits the weights to the training rows, chooses the penalty on the validation rows, and does not read the rest.
    ///
    /// - Throws: ``WindowingError``, ``RidgeError``, and ``TrainingError`` when the moments do not fit into memory.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        try checkMemory(task, runtime)
        let split = try ChronologicalSplit(
            panel, specification: task.split, shape: task.windows, seasonLength: task.seasonLength)
        let series = try scaled(panel, split)
        let moments = try [Partition.training, .validation].map { partition in
            try WindowMoments(series, of: split, partition: partition, shape: task.windows, kernels: runtime.kernels)
        }
        let (penalty, weights) = try RidgePenalty(
            training: moments[0], validation: moments[1], kernels: runtime.kernels
        ).choose(threads: runtime.threads)
        return RidgeModel(
            forecaster: self, weights: weights, penalty: penalty, windows: task.windows,
            scalings: series.map(\.scaling), kernels: runtime.kernels)
    }

    /// Fits the weights to every row, at the penalty that was chosen.
    public func refit(
        _ model: any FittedModel, to panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        guard let model = model as? RidgeModel else { return model }
        let split = ChronologicalSplit(whole: panel)
        let series = try scaled(panel, split)
        let moments = try WindowMoments(
            series, of: split, partition: .training, shape: task.windows, kernels: runtime.kernels)
        guard let weights = RidgePenalty.weights(model.penalty, of: moments, kernels: runtime.kernels) else {
            throw RidgeError.notSolvable
        }
        return RidgeModel(
            forecaster: self, weights: weights, penalty: model.penalty, windows: task.windows,
            scalings: series.map(\.scaling), kernels: runtime.kernels)
    }

    private func scaled(_ panel: Panel, _ split: ChronologicalSplit) throws -> [ScaledSeries] {
        let scaling = ScalingSpecification(method: .lastValue, takesLogarithm: settings.takesLogarithm)
        return try zip(panel.series, split.series).map { series, rows in
            let map = try SeriesScaling(fitting: series, rows: rows.training, specification: scaling)
            return try ScaledSeries(series, scaling: map, end: rows.validation.upperBound)
        }
    }

    /// The regression with the weights of `state`.
    ///
    /// - Throws: ``InvalidState`` when tensors or scalers do not fit the task.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        guard state.scalings.count == context.seriesCount else {
            throw InvalidState(
                reason: "'\(state.kind)' holds \(state.scalings.count) scalings for \(context.seriesCount) series")
        }
        return try RidgeModel(state, forecaster: self, windows: context.task.windows, kernels: context.runtime.kernels)
    }

    /// Refuses windows whose moments are larger than memory: two matrices `[L, L + H]`, and a third with two of
    /// `[L, H]` on every thread.
    private func checkMemory(_ task: ForecastTask, _ runtime: Runtime) throws(TrainingError) {
        let (length, horizon) = (task.windows.inputLength, task.windows.horizon)
        let system = DoubleMatrix.bytes(rows: length, columns: length + horizon)
        let weights = DoubleMatrix.bytes(rows: length, columns: horizon)
        let threads = Double(min(runtime.threads, RidgePenalty.grid.count))
        let needed = 2 * system + threads * (system + 2 * weights)
        guard needed <= Double(runtime.memoryLimit) else {
            throw .outOfMemory(
                needed: needed, limit: runtime.memoryLimit, flags: "--input-length, --horizon or --threads")
        }
    }
}
