import ForecastTestSupport
import ModelTestSupport
import Models
import Testing
import TimeSeries
import Windowing

@testable import Evaluation

/// Bounds of a backtest against residuals of naive forecasts by hand.
@Suite struct RollingCalibrationTests {
    private func result(_ values: [Double], reach: Int, gap: Int, validation: Int) throws -> BacktestResult {
        let levels = try PredictionLevel.list(parsing: "80")
        let design = BacktestDesign(horizon: reach - gap, extent: .windows(4), step: 5, gap: gap, levels: levels)
        var plan = try smallPlan(design)
        plan.split = SplitSpecification(validation: .rows(validation), test: .rows(0))
        let panel = samplePanel(values)
        return try Backtester(
            panel, schedule: OriginSchedule(panel, design: design, seasonLength: 8), models: [NaiveForecaster()],
            baselines: [], plan: plan, keepsForecasts: true
        ).run()
    }

    /// At each cutoff the radius of every step, gap included: the residual of rank ⌈0.8 (n + 1)⌉ among those of naive
    /// forecasts every `spacing` rows from the first validation row on whose targets are over, the latest 80 or 7 horizons.
    private func radii(
        _ values: [Double], _ result: BacktestResult, reach: Int, spacing: Int, validation: Int
    ) -> [[Double]] {
        let cuts = result.cutoffs.map { Int($0.ticks) + 1 }
        return cuts.map { cut in
            let origins = Array(stride(from: cuts[0] - validation, through: cut - reach, by: spacing))
                .suffix(max(80, min(200, 7 * reach)))
            return (0..<reach).map { step in
                let residuals = origins.map { abs(values[$0 + step] - values[$0 - 1]) }.sorted()
                return residuals[(4 * (residuals.count + 1) + 4) / 5 - 1]
            }
        }
    }

    @Test(arguments: [
        (3, 0, 1, 60), (3, 0, 1, 130), (28, 0, 1, 60), (29, 0, 2, 60), (29, 9, 2, 60), (58, 0, 3, 130),
    ])
    func `bounds are those of naive forecasts on a grid from the first validation row to the cutoff`(
        reach: Int, gap: Int, spacing: Int, validation: Int
    ) throws {
        var numbers = SplitMix64(seed: 3)
        // The spread grows, so that training rows, or another place on the grid, would give other residuals.
        let values = (0..<300).map { 50 + (1 + 0.05 * Double($0)) * Double.random(in: -1...1, using: &numbers) }
        let result = try result(values, reach: reach, gap: gap, validation: validation)
        let series = result.forecasts[0]
        let horizon = reach - gap
        let radii = radii(values, result, reach: reach, spacing: spacing, validation: validation)
        for (place, radii) in radii.enumerated() {
            for step in 0..<horizon {
                let value = place * horizon + step
                let forecast = series.values[0][value]
                let (lower, upper) = (series.lower[0][0][value], series.upper[0][0][value])
                #expect(abs(forecast - lower - radii[gap + step]) < 1e-9, "cutoff \(place), step \(step)")
                #expect(abs(upper - forecast - radii[gap + step]) < 1e-9)
            }
        }
    }
}
