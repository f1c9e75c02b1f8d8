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
    var value: Double

    func predict(_ series: TimeSeries, index: Int, origins: [Int], horizon: Int) -> [[Double]] {
        origins.map { _ in Array(repeating: value, count: horizon) }
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
        #expect(close(scores.baselines[0].mae, to: naive, within: 0.0005))
        #expect(close(scores.baselines[0].rmse, to: naiveSquared, within: 0.0005))
        #expect(close(scores.baselines[1].mae, to: seasonal, within: 0.0005))
        #expect(close(scores.baselines[1].rmse, to: seasonalSquared, within: 0.0005))
    }

    @Test(arguments: [(1, 10.35, 15.03), (5, 16.86, 23.81)])
    func `the naive forecast of the prices is the published one`(
        horizon: Int, naive: Double, naiveSquared: Double
    ) throws {
        let panel = samplePanel(try datasetColumn("close", of: "prices.csv"))
        let scores = try evaluation(panel, test: .rows(150), horizon: horizon, inputLength: 60).scores(of: [])
        #expect(close(scores.baselines[0].mae, to: naive, within: 0.005))
        #expect(close(scores.baselines[0].rmse, to: naiveSquared, within: 0.005))
    }
}
