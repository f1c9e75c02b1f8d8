import ForecastTestSupport
import ModelTestSupport
import Models
import Testing
import TimeSeries
import Windowing

@testable import Evaluation

/// Scores of a backtest against the same arithmetic by hand.
@Suite struct WindowScorerTests {
    private func panel() -> Panel { samplePanel(wavySeries(120), wavySeries(120, seed: 2).map { 3 * $0 }) }

    @Test func `the scale of MASE ends at the cutoff, before the gap`() throws {
        let design = BacktestDesign(horizon: 2, extent: .windows(4), gap: 6)
        let values = wavySeries(80)
        let result = try backtest(samplePanel(values), design, models: ["naive"], baselines: [])
        for (place, cutoff) in result.cutoffs.enumerated() {
            let cut = Int(cutoff.ticks) + 1
            let scale = (8..<cut).map { abs(values[$0] - values[$0 - 8]) }.reduce(0, +) / Double(cut - 8)
            let error = (cut + 6..<cut + 8).map { abs(values[$0] - values[cut - 1]) }.reduce(0, +) / 2
            let mase = try #require(result.value(.mase, of: result.models[0], .cutoff, part: place))
            #expect(abs(mase - error / scale) < 1e-12)

            var changed = values
            for row in cut..<cut + 6 { changed[row] = 1000 * Double(row % 3) }
            let other = try backtest(samplePanel(changed), design, models: ["naive"], baselines: [])
            #expect(other.value(.mase, of: other.models[0], .cutoff, part: place) == mase)
            #expect(other.models[0][.mase] != result.models[0][.mase] || place == 3)
        }
    }

    @Test func `intervals by step, by cutoff and by series add up to those of the whole`() throws {
        let levels = try PredictionLevel.list(parsing: "50,80")
        let design = BacktestDesign(horizon: 3, extent: .windows(8), step: 2, levels: levels)
        var panel = panel()
        panel.series[0].values[112] = .nan
        for score in try backtest(panel, design, models: ["naive", "ridge"]).scores {
            for (place, whole) in score.overall.intervals.enumerated() {
                #expect(whole.count == score.overall.count && whole.level == levels[place])
                for group in [score.byStep, score.byCutoff, score.bySeries] {
                    let parts = group.map { $0.intervals[place] }
                    #expect(parts.map(\.count).reduce(0, +) == whole.count)
                    for value in [\IntervalSums.coverage, \.meanWidth, \.pinball, \.meanScaledScore] {
                        let sum = parts.map { $0[keyPath: value] * Double($0.count) }.reduce(0, +)
                        let mean = whole[keyPath: value]
                        #expect(abs(sum / Double(whole.count) - mean) <= 1e-12 * abs(mean), "\(score.name)")
                    }
                }
            }
        }
    }

    @Test func `a rolling window is all that a forecast sees`() throws {
        let values = wavySeries(100)
        let design = BacktestDesign(
            horizon: 2, extent: .windows(6), step: 3, window: .rolling(rows: 10), refit: .always)
        let result = try backtest(samplePanel(values), design, models: ["mean"], baselines: [])
        let forecasts = result.forecasts[0].values[0]
        #expect(result.cutoffs.count == 6)
        for (place, cutoff) in result.cutoffs.enumerated() {
            let cut = Int(cutoff.ticks) + 1
            let mean = values[cut - 10..<cut].reduce(0, +) / 10
            #expect(forecasts[2 * place..<2 * place + 2].allSatisfy { abs($0 - mean) < 1e-12 })
        }
    }

    @Test func `the unit of scaled metrics is of the training rows before the first cutoff, at every cutoff`() throws {
        // The spread grows, so that rows of validation or of later folds would give another unit.
        let values = wavySeries(120).enumerated().map { $1 * (1 + 0.05 * Double($0)) }
        let design = BacktestDesign(
            horizon: 2, extent: .windows(10), step: 4, refit: .always, scalesMetrics: true)
        let result = try backtest(samplePanel(values), design, models: ["naive"], baselines: [])
        let training = values[..<(Int(result.cutoffs[0].ticks) + 1 - 16)]
        let mean = training.reduce(0, +) / Double(training.count)
        let unit = (training.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(training.count)).squareRoot()
        #expect(result.fits == 10)
        for (place, cutoff) in result.cutoffs.enumerated() {
            let cut = Int(cutoff.ticks) + 1
            let error = (cut..<cut + 2).map { abs(values[$0] - values[cut - 1]) }.reduce(0, +) / 2
            let mae = try #require(result.value(.mae, of: result.models[0], .cutoff, part: place))
            #expect(abs(mae - error / unit) < 1e-9 * mae, "cutoff \(place)")
        }
    }

    @Test func `a series that is not learned from at the first cutoff has no unit, and is not scored in one`() throws {
        var panel = panel()
        // Begins after the first cutoff, row 79.
        panel.series[1] = panel.series[1].rows(85..<120)
        let design = { BacktestDesign(horizon: 2, extent: .windows(20), refit: .always, scalesMetrics: $0) }
        let plain = try backtest(panel, design(false), models: ["mean"], baselines: [])
        #expect(plain.leftOut[1].map { (1..<20).contains($0) } == true && plain.models[0].bySeries[1].count > 0)
        let scaled = try backtest(panel, design(true), models: ["mean"], baselines: [])
        #expect(scaled.leftOut == plain.leftOut)
        #expect(scaled.models[0].bySeries.map(\.count) == [40, 0])
        #expect(scaled.forecasts.map(\.series) == [0])
    }

    @Test func `a cutoff after which nothing was observed takes no part in the paired test`() throws {
        var panel = samplePanel(wavySeries(100))
        let design = BacktestDesign(horizon: 2, extent: .windows(8))
        let whole = try #require(try backtest(panel, design, models: ["mean"]).comparisons.first)
        for row in [90, 91] { panel.series[0].values[row] = .nan }
        let result = try backtest(panel, design, models: ["mean"])
        #expect(result.cutoffs.count == 8 && result.models[0].byCutoff.map(\.count) == [2, 2, 2, 0, 2, 2, 2, 2])
        let comparison = try #require(result.comparisons.first)
        #expect(whole.test?.count == 8 && comparison.test?.count == 7 && comparison.undefined == nil)
    }
}
