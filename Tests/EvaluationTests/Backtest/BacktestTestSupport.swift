import ForecastTestSupport
import Models
import TimeSeries
import Windowing

@testable import Evaluation

/// A season of 8, a trend and noise.
func wavySeries(_ rows: Int, seed: UInt64 = 1) -> [Double] {
    var numbers = SplitMix64(seed: seed)
    let season = [0.0, 2, 3, 2, 0, -2, -3, -2]
    return (0..<rows).map { row in
        20 + 0.02 * Double(row) + season[row % season.count] + Double.random(in: -0.5...0.5, using: &numbers)
    }
}

/// A plan for a design: small networks, few epochs.
func smallPlan(_ design: BacktestDesign, inputLength: Int = 6, threads: Int = 1) throws -> FitPlan {
    FitPlan(
        windows: try WindowShape(inputLength: inputLength, horizon: design.reach),
        split: SplitSpecification(validation: .rows(16), test: .rows(0)), seasonLength: 8,
        network: NetworkConfiguration(hiddenSize: 5), training: TrainingConfiguration(epochs: 3, batchSize: 16),
        seed: 7, compute: Compute(threads: threads))
}

/// A backtest of models named as on the command line, beside all baselines unless others are given.
func backtest(
    _ panel: Panel, _ design: BacktestDesign, models: [String],
    baselines: [any Forecaster] = ForecasterRegistry.baselines, threads: Int = 1
) throws -> BacktestResult {
    let schedule = try OriginSchedule(panel, design: design, seasonLength: 8)
    return try Backtester(
        panel, schedule: schedule, models: models.map(ForecasterRegistry.named), baselines: baselines,
        measuresNaive2: true, plan: smallPlan(design, threads: threads), keepsForecasts: true
    ).run()
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
