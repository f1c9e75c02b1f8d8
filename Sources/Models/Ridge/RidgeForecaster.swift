import NeuralLayers
public import TimeSeries
import Windowing

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

    /// Creates the forecaster.
    public init() {}

    /// The input length.
    public func contextLength(_ plan: FitPlan) -> Int { plan.windows.inputLength }

    /// Fits the weights to the training rows, chooses the penalty on the validation rows, and does not read the rest.
    ///
    /// - Throws: ``WindowingError``, ``RidgeError``, and ``TrainingError`` when the moments do not fit into memory.
    public func fit(
        _ panel: Panel, plan: FitPlan, progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        try plan.compute.check()
        try checkMemory(plan)
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        var plan = plan
        plan.scaling.method = .lastValue
        let series = try TrainingWindows(panel, split: split, plan: plan).series
        let moments = try [Partition.training, .validation].map { partition in
            try WindowMoments(
                series, of: split, partition: partition, shape: plan.windows, kernels: plan.compute.kernels)
        }
        let (penalty, weights) = try RidgePenalty(
            training: moments[0], validation: moments[1], kernels: plan.compute.kernels
        ).choose(threads: plan.compute.threads)
        return RidgeModel(
            weights: weights, penalty: penalty, windows: plan.windows, scalings: series.map(\.scaling),
            kernels: plan.compute.kernels)
    }

    /// The regression with the weights of `state`.
    ///
    /// - Throws: ``RestoreError`` when tensors or scalers do not fit the plan.
    public func restore(_ state: FittedState, plan: FitPlan) throws -> any FittedModel {
        do {
            return try RidgeModel(state, windows: plan.windows, kernels: plan.compute.kernels)
        } catch {
            throw RestoreError(error)
        }
    }

    /// Refuses windows whose moments are larger than memory: two matrices `[L, L + H]`, and a third with two of
    /// `[L, H]` on every thread.
    private func checkMemory(_ plan: FitPlan) throws(TrainingError) {
        let (length, horizon) = (plan.windows.inputLength, plan.windows.horizon)
        let system = DoubleMatrix.bytes(rows: length, columns: length + horizon)
        let weights = DoubleMatrix.bytes(rows: length, columns: horizon)
        let threads = Double(min(plan.compute.threads, RidgePenalty.grid.count))
        let needed = 2 * system + threads * (system + 2 * weights)
        guard needed <= Double(plan.compute.memoryLimit) else {
            throw .outOfMemory(
                needed: needed, limit: plan.compute.memoryLimit, flags: "--input-length, --horizon or --threads")
        }
    }
}
