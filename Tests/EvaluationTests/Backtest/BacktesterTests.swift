import ForecastTestSupport
import ModelTestSupport
import Models
import Testing
import TimeSeries
import Windowing

@testable import Evaluation

@Suite struct BacktesterTests {
    private static let designs = [
        BacktestDesign(horizon: 3, extent: .windows(6), step: 2),
        BacktestDesign(horizon: 2, extent: .windows(7), step: 3, gap: 1, refit: .every(3)),
        BacktestDesign(horizon: 2, extent: .windows(5), window: .rolling(rows: 60), refit: .always),
        BacktestDesign(horizon: 3, extent: .testSize(.rows(20)), step: 1, scalesMetrics: true, levels: levels),
    ]
    private static let levels = (try? PredictionLevel.list(parsing: "50,80")) ?? []

    private static func panel() -> Panel {
        samplePanel(wavySeries(120), wavySeries(120, seed: 2).map { 3 * $0 }, wavySeries(100, seed: 3))
    }

    // Never skipped or loosened.
    @Test(arguments: designs)
    func `the result is the same bytes for any number of threads`(design: BacktestDesign) throws {
        let models = ["gru", "rnn", "ridge"]
        let one = try backtest(Self.panel(), design, models: models)
        #expect(one.levels == design.levels && one.bits.count > 100)
        for threads in [2, 3, 8] {
            #expect(try backtest(Self.panel(), design, models: models, threads: threads).bits == one.bits)
        }
    }

    // Never skipped or loosened.
    @Test(arguments: designs, ["gru", "lstm", "ridge", "mean", "naive2"])
    func `no forecast depends on a value after its cutoff`(design: BacktestDesign, model: String) throws {
        let panel = Self.panel()
        let original = try backtest(panel, design, models: [model])
        for cutoff in [0, original.cutoffs.count / 2] {
            var changed = panel
            for place in changed.series.indices {
                let first = changed.series[place].index.rows(upTo: original.cutoffs[cutoff])
                for row in first..<changed.series[place].count { changed.series[place].values[row] = 500 - Double(row) }
            }
            let other = try backtest(changed, design, models: [model])
            #expect(other.cutoffs == original.cutoffs)
            #expect(other.known(through: cutoff) == original.known(through: cutoff))
            #expect(!original.known(through: cutoff).isEmpty && other.bits != original.bits)
        }
    }

    @Test func `scores are those of the forecasts that are kept`() throws {
        for design in Self.designs.dropLast() {
            let panel = Self.panel()
            let result = try backtest(panel, design, models: ["gru"])
            for (place, score) in result.scores.enumerated() {
                var sums = ErrorSums()
                for series in result.forecasts {
                    for (window, first) in series.firstRows.enumerated() {
                        let forecast = series.values[place][window * design.horizon..<(window + 1) * design.horizon]
                        let actual = panel.series[series.series].values[first..<first + design.horizon]
                        sums += ErrorSums(actual: Array(actual), forecast: Array(forecast))
                    }
                }
                #expect(sums.count == score.overall.count)
                let (kept, told) = (try #require(sums.value(.mae)), try #require(score[.mae]))
                #expect(abs(kept - told) < 1e-12)
            }
        }
    }

    @Test func `the groups of a score add up to the whole`() throws {
        for design in Self.designs {
            let result = try backtest(Self.panel(), design, models: ["naive", "seasonal-naive"])
            for score in result.scores {
                for group in [score.bySeries, score.byStep, score.byCutoff] {
                    #expect(group.reduce(0) { $0 + $1.count } == score.overall.count)
                    let total = group.compactMap { sums in sums.value(.mae).map { $0 * Double(sums.count) } }
                        .reduce(0, +)
                    let mae = try #require(score[.mae])
                    #expect(abs(total / Double(score.overall.count) - mae) < 1e-12)
                }
            }
        }
    }

    @Test func `a refit learns from the rows since, and no refit does not`() throws {
        let panel = Self.panel()
        let never = try backtest(panel, BacktestDesign(horizon: 2, extent: .windows(6)), models: ["ridge"])
        let always = try backtest(
            panel, BacktestDesign(horizon: 2, extent: .windows(6), refit: .always), models: ["ridge"])
        #expect(never.fits == 1 && always.fits == 6)
        let first = { (result: BacktestResult) in result.forecasts[0].values[0][..<2] }
        #expect(first(never) == first(always))
        #expect(never.forecasts[0].values[0][2...] != always.forecasts[0].values[0][2...])
    }

    @Test func `a gap is forecast and thrown away`() throws {
        let panel = samplePanel((0..<40).map(Double.init))
        let design = BacktestDesign(horizon: 2, extent: .windows(3), gap: 4)
        let result = try backtest(panel, design, models: ["drift"])
        // A line goes on: drift is exact at any distance, naive is off by the steps since the cutoff.
        #expect(result.scores[0].name == "Drift" && result.scores[0][.mae].map { $0 < 1e-12 } == true)
        #expect(result.score(named: "Naive")?[.mae] == 5.5)
    }

    @Test func `missing actuals are counted and not scored`() throws {
        var panel = samplePanel(wavySeries(60))
        panel.series[0].values[55] = .nan
        let result = try backtest(panel, BacktestDesign(horizon: 4, extent: .windows(3)), models: ["naive"])
        #expect(result.missing == 1 && result.observed == 11 && result.windows == 3)
    }

    @Test func `a baseline that cannot take part is named with the reason`() throws {
        let panel = samplePanel(wavySeries(14))
        let design = BacktestDesign(horizon: 2, extent: .windows(4))
        let result = try backtest(panel, design, models: ["naive"])
        #expect(result.omitted.map(\.name) == ["SeasonalNaive", "Ridge"])
        #expect(result.omitted.allSatisfy { !$0.reason.isEmpty })
    }

    @Test func `a series with too few rows before a cutoff is left out there and counted`() throws {
        var panel = samplePanel(wavySeries(120), wavySeries(120, seed: 2))
        panel.series[1] = panel.series[1].rows(105..<120)
        let result = try backtest(
            panel, BacktestDesign(horizon: 2, extent: .windows(5), refit: .always), models: ["gru"])
        #expect(result.leftOut == [1: 5])
        #expect(result.scores[0].bySeries[1].count == 0 && result.scores[0].bySeries[0].count == 10)
    }

    @Test func `forecasts whose gaps overlap are not taken for independent`() throws {
        let panel = samplePanel(wavySeries(120))
        let design = BacktestDesign(horizon: 1, extent: .windows(30), step: 1, gap: 6)
        let result = try backtest(panel, design, models: ["drift"])
        #expect(result.overlap == 6)
        let comparison = try #require(result.comparisons.first)
        let differences = zip(result.models[0].byCutoff, try #require(result.score(named: "Naive")).byCutoff).map {
            ($0.value(.mae) ?? .nan) - ($1.value(.mae) ?? .nan)
        }
        #expect(comparison.test == (try PairedTest(differences: differences, overlap: 6)))
    }

    @Test func `a perfect and a useless forecaster get what they deserve`() throws {
        let panel = samplePanel((0..<80).map { Double($0 % 8) })
        let result = try backtest(panel, BacktestDesign(horizon: 8, extent: .windows(3)), models: ["seasonal-naive"])
        #expect(result.models[0][.mae] == 0)
        let comparison = try #require(result.comparisons.first)
        #expect(comparison.reference == "Naive" && comparison.percentBetter == 100)
    }
}

extension BacktestResult {
    var levels: [PredictionLevel] { design.levels }

    /// The bits of every forecast and bound at the cutoffs up to `cutoff`.
    fileprivate func known(through cutoff: Int) -> [UInt64] {
        forecasts.flatMap { series -> [UInt64] in
            let windows = series.cutoffs.count { $0 <= cutoff }
            let kept = series.values + series.lower.flatMap { $0 } + series.upper.flatMap { $0 }
            return kept.flatMap { $0[..<(windows * design.horizon)].map(\.bitPattern) }
        }
    }
}
