import Foundation
import ForecastTestSupport
import Models
import Testing
import TimeSeries
import Windowing

@testable import Evaluation

/// Always says the same.
private struct Constant: FittedModel {
    var columnName = "Constant"
    var contextLength = 1
    var state: ModelState { NaiveModel().state }
    var value: Double

    func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [Prediction] {
        origins.map { _ in Prediction(point: Array(repeating: value, count: horizon)) }
    }
}

private func evaluation(
    _ panel: Panel, test: PartitionSize, horizon: Int, inputLength: Int = 1, stride: Int = 1, season: Int? = nil
) throws -> HeldOutEvaluation {
    let shape = try WindowShape(inputLength: inputLength, horizon: horizon, stride: stride)
    let split = try ChronologicalSplit(
        panel, specification: SplitSpecification(test: test), shape: shape, seasonLength: season)
    return try HeldOutEvaluation(panel, split: split, shape: shape, seasonLength: season)
}

private func close(_ value: Double?, to published: Double, within tolerance: Double) -> Bool {
    value.map { abs($0 - published) <= tolerance } ?? false
}

@Suite struct HeldOutEvaluationTests {
    /// The table in `datasets/README.md`: MAE and RMSE to three digits after the point.
    @Test(arguments: [
        (1, 0.995, 1.179, 0.913, 1.194),
        (6, 2.616, 3.172, 0.904, 1.189),
    ])
    func `the baselines of the temperature are the published ones`(
        horizon: Int, naive: Double, naiveSquared: Double, seasonal: Double, seasonalSquared: Double
    ) throws {
        let panel = samplePanel(try datasetColumn("temperature", of: "temperature.csv"))
        let scores = try evaluation(panel, test: .automatic, horizon: horizon, season: 12).scores(of: [])
        #expect(scores.windows == 120 - horizon + 1)
        #expect(scores.baselines.map(\.name) == ["Naive", "SeasonalNaive"])
        #expect(close(scores.baselines[0][.mae], to: naive, within: 0.0005))
        #expect(close(scores.baselines[0][.rmse], to: naiveSquared, within: 0.0005))
        #expect(close(scores.baselines[1][.mae], to: seasonal, within: 0.0005))
        #expect(close(scores.baselines[1][.rmse], to: seasonalSquared, within: 0.0005))
    }

    @Test(arguments: [(1, 10.35, 15.03), (5, 16.86, 23.81)])
    func `the naive forecast of the prices is the published one`(
        horizon: Int, naive: Double, naiveSquared: Double
    ) throws {
        let panel = samplePanel(try datasetColumn("close", of: "prices.csv"))
        let scores = try evaluation(panel, test: .rows(150), horizon: horizon, inputLength: 60).scores(of: [])
        #expect(close(scores.baselines[0][.mae], to: naive, within: 0.005))
        #expect(close(scores.baselines[0][.rmse], to: naiveSquared, within: 0.005))
    }

    @Test func `models are scored on the same windows as the baselines`() throws {
        // Test rows 8 and 9 hold 18 and 19: the naive forecasts from origins 8 and 9 are 17 and 18.
        let panel = samplePanel((10..<20).map(Double.init))
        let scores = try evaluation(panel, test: .rows(2), horizon: 1, inputLength: 2).scores(of: [Constant(value: 20)])
        #expect(scores.windows == 2)
        #expect(scores.firstOrigin == Timestamp(ticks: 8))
        #expect(scores.lastOrigin == Timestamp(ticks: 9))
        let model = scores.models[0]
        #expect(model.name == "Constant")
        #expect(model[.mae] == 1.5)
        #expect(model[.rmse] == 2.5.squareRoot())
        #expect(model[.bias] == 1.5)
        #expect(model[.mase] == 1.5)
        #expect(scores.baselines[0][.mae] == 1)
        #expect(scores.baselines[0][.bias] == -1)
        #expect(scores.verdict?.beatsBest == false)
        #expect(scores.verdict?.comparisons.first?.percentBetter == -50)
    }

    @Test func `a missing actual is skipped for every model`() throws {
        let values: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, .nan, 10, 12]
        let scores = try evaluation(samplePanel(values), test: .rows(3), horizon: 2).scores(of: [Constant(value: 11)])
        // Origins 8 and 9: actuals (missing, 10) and (10, 12); naive says 8, 8 and 8, 8.
        #expect(scores.windows == 2)
        #expect(scores.models[0][.mae] == 1)
        #expect(scores.baselines[0][.mae] == 8.0 / 3)
    }

    @Test func `the stride leaves windows out, for all alike`() throws {
        let panel = samplePanel((0..<100).map(Double.init))
        let scores = try evaluation(panel, test: .rows(20), horizon: 3, stride: 5).scores(of: [])
        #expect(scores.windows == 4)
        #expect(scores.firstOrigin == Timestamp(ticks: 80))
        #expect(scores.lastOrigin == Timestamp(ticks: 95))
    }

    @Test func `a baseline that cannot forecast is named with the reason`() throws {
        let panel = samplePanel((0..<20).map(Double.init))
        let withoutSeason = try evaluation(panel, test: .rows(5), horizon: 1).scores(of: [])
        #expect(withoutSeason.baselines.map(\.name) == ["Naive"])
        #expect(withoutSeason.omitted.map(\.name) == ["SeasonalNaive"])
        #expect(withoutSeason.omitted[0].reason.contains("season"))
        let longSeason = try evaluation(panel, test: .rows(5), horizon: 1, season: 18).scores(of: [])
        #expect(longSeason.omitted.map(\.name) == ["SeasonalNaive"])
    }

    @Test func `MASE is scaled by each series' own history before its test rows`() throws {
        // Steps of 1 and of 10: an error of one step is a scaled error of 1 in both.
        let panel = samplePanel((0..<20).map(Double.init), (0..<20).map { 10 * Double($0) })
        let scores = try evaluation(panel, test: .rows(5), horizon: 1).scores(of: [])
        #expect(scores.windows == 10)
        #expect(close(scores.baselines[0][.mase], to: 1, within: 1e-12))
        #expect(close(scores.baselines[0][.mae], to: 5.5, within: 1e-12))
    }

    @Test func `a series that ended before the test rows has no part in the score`() throws {
        let lasting = (0..<40).map { Double($0 % 7) }
        let both = samplePanel(lasting, (0..<20).map(Double.init))
        let models = [Constant(value: 3)]
        let scores = try evaluation(both, test: .rows(6), horizon: 2, season: 7).scores(of: models)
        let alone = try evaluation(samplePanel(lasting), test: .rows(6), horizon: 2, season: 7).scores(of: models)
        #expect(scores.windows == alone.windows && scores.omitted == alone.omitted)
        for metric in Metric.allCases { #expect(scores.scores.map { $0[metric] } == alone.scores.map { $0[metric] }) }
    }

    @Test func `MASE is undefined when a series' history has no error to scale by`() throws {
        let panel = samplePanel([Double](repeating: 5, count: 18) + [6, 7])
        let scores = try evaluation(panel, test: .rows(2), horizon: 1).scores(of: [])
        #expect(scores.baselines[0][.mase] == nil)
        #expect(scores.baselines[0][.mae] == 1)
    }

    @Test func `test rows without a window are an error`() throws {
        let panel = samplePanel((0..<20).map(Double.init))
        let split = try ChronologicalSplit(
            panel, specification: SplitSpecification(test: .rows(3)),
            shape: WindowShape(inputLength: 1, horizon: 3), seasonLength: nil)
        #expect(throws: EvaluationError.noHeldOutWindow) {
            try HeldOutEvaluation(
                panel, split: split, shape: WindowShape(inputLength: 1, horizon: 4), seasonLength: nil)
        }
    }

    @Test func `a baseline that is the model asked for is scored once, and not compared with itself`() throws {
        let panel = samplePanel((0..<40).map { Double($0 % 4) })
        let scores = try evaluation(panel, test: .rows(8), horizon: 2, season: 4).scores(of: [NaiveModel()])
        #expect(scores.scores.map(\.name) == ["Naive", "SeasonalNaive"])
        #expect(scores.verdict?.comparisons.map(\.baseline) == ["SeasonalNaive"])
    }
}
