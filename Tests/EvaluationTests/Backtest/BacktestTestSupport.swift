import ForecastTestSupport
import ModelTestSupport
import Models
import TimeSeries
import Windowing

@testable import Evaluation

/// A plan for a design: small networks, few epochs.
func smallPlan(_ design: BacktestDesign, inputLength: Int = 6, threads: Int = 1) throws -> FitPlan {
    FitPlan(
        windows: try WindowShape(inputLength: inputLength, horizon: design.reach),
        split: SplitSpecification(validation: .rows(16), test: .rows(0)), seasonLength: 8,
        network: NetworkConfiguration(hiddenSize: 5), training: TrainingConfiguration(epochs: 3, batchSize: 16),
        seed: 7, runtime: Runtime(threads: threads))
}

/// A backtest of models named as on the command line, beside all baselines unless others are given.
func backtest(
    _ panel: Panel, _ design: BacktestDesign, models: [String],
    baselines: [any Forecaster] = ForecasterRegistry.standard.baselines, threads: Int = 1
) throws -> BacktestResult {
    let schedule = try OriginSchedule(panel, design: design, seasonLength: 8)
    return try Backtester(
        panel, schedule: schedule, models: models.map(ForecasterRegistry.standard.named), baselines: baselines,
        measuresNaive2: true, plan: smallPlan(design, threads: threads), keepsForecasts: true
    ).run()
}

extension Backtester {
    /// A backtest of models that are set and fitted as `plan` says.
    init(
        _ panel: Panel, schedule: OriginSchedule, models: [any Forecaster], baselines: [any Forecaster],
        measuresNaive2: Bool = false, plan: FitPlan, keepsForecasts: Bool = false
    ) {
        self.init(
            panel, schedule: schedule, models: models.map { $0.set(by: plan) },
            baselines: baselines.map { $0.set(by: plan) }, measuresNaive2: measuresNaive2, task: plan.task,
            runtime: plan.runtime, keepsForecasts: keepsForecasts)
    }
}

extension LeakageAudit {
    /// The audit of a model that is set and fitted as `plan` says.
    init(
        _ forecaster: any Forecaster, _ panel: Panel, plan: FitPlan, progress: (AuditProgress) -> Void = { _ in }
    ) throws {
        try self.init(
            forecaster.set(by: plan), panel, task: plan.task, runtime: plan.runtime, progress: progress)
    }
}

extension BacktestResult {
    /// Every forecast and bound and every sum, to the last bit.
    var bits: [UInt64] {
        let kept = forecasts.flatMap { series in
            series.values.flatMap { $0 } + series.lower.flatMap { $0.flatMap { $0 } }
                + series.upper.flatMap { $0.flatMap { $0 } }
        }
        let metrics = Metric.allCases + Metric.ofIntervals(design.levels)
        let sums = scores.flatMap { [$0.overall] + $0.bySeries + $0.byStep + $0.byCutoff }
        return (kept + sums.flatMap { sums in metrics.map { sums.value($0) ?? .nan } }).map(\.bitPattern)
    }
}
