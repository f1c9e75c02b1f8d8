public import TimeSeries
import SyntheticSeries
import Windowing

/// A recurrent network that was trained on made-up series before it saw yours, and forecasts without a fit.
///
/// A GRU reads the history season by season and answers with quantiles of what comes next. It has seen no real series: what
/// it knows of level, trend, season and noise it learned from series that were drawn from a prior, as in ForecastPFN (Dooley
/// et al. 2023, arXiv:2311.01933) and TimesFM's synthetic data; the weights are in the program.
public struct PretrainedForecaster: Forecaster {
    /// `pretrained`.
    public let identifier = "pretrained"
    /// `Pretrained`.
    public let columnName = "Pretrained"

    /// Creates the forecaster.
    public init() {}

    /// Takes the network for the task's season; nothing is learned.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        let slots = SeasonSlots(seasonLength: task.seasonLength ?? 1)
        return PretrainedModel(
            forecaster: self, slots: slots, weights: try PretrainedWeights.standard(slots.frequency),
            kernels: runtime.kernels)
    }

    /// The network that `state` holds.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        let learned = try state.learned(as: PretrainedModel.Learned.self)
        let slots = SeasonSlots(seasonLength: learned.seasonLength)
        let weights = try PretrainedWeights(learned.plan, tensors: state.tensors)
        return PretrainedModel(forecaster: self, slots: slots, weights: weights, kernels: context.runtime.kernels)
    }
}
