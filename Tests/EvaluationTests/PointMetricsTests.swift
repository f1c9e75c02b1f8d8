import Testing

@testable import Evaluation

private typealias Metric = @Sendable ([Double], [Double]) -> Double?

private let inUnit: [Metric] = [
    { PointMetrics.meanAbsoluteError(actual: $0, forecast: $1) },
    { PointMetrics.rootMeanSquaredError(actual: $0, forecast: $1) },
    { PointMetrics.bias(actual: $0, forecast: $1) },
]
private let unitless: [Metric] = [
    { PointMetrics.symmetricMeanAbsolutePercentageError(actual: $0, forecast: $1) },
    { PointMetrics.meanAbsoluteScaledError(actual: $0, forecast: $1, scales: $0.map { _ in 2 }) },
]

@Suite struct PointMetricsTests {
    private let actual: [Double] = [1, 2, 4, 8]
    private let forecast: [Double] = [2, 2, 2, 12]

    @Test func `each metric is its formula`() throws {
        #expect(inUnit[0](actual, forecast) == 7.0 / 4)
        #expect(inUnit[1](actual, forecast) == (Double(1 + 0 + 4 + 16) / 4).squareRoot())
        #expect(inUnit[2](actual, forecast) == 3.0 / 4)
        let shares: [Double] = [200.0 / 3, 0, 400.0 / 6, 800.0 / 20]
        let symmetric = try #require(unitless[0](actual, forecast))
        #expect(abs(symmetric - shares.reduce(0, +) / 4) < 1e-12)
        #expect(unitless[1](actual, forecast) == 7.0 / 4 / 2)
    }

    @Test func `bias is positive when forecasts are too high`() {
        #expect(PointMetrics.bias(actual: [10], forecast: [13]) == 3)
        #expect(PointMetrics.bias(actual: [10], forecast: [8]) == -2)
    }

    @Test func `a missing actual is skipped`() {
        for metric in inUnit + unitless {
            #expect(metric([1, .nan, 2, 4, 8, .nan], [2, 77, 2, 2, 12, .nan]) == metric(actual, forecast))
        }
    }

    @Test func `a metric of nothing, of missing actuals alone or of a missing forecast is undefined`() {
        for metric in inUnit + unitless {
            #expect(metric([], []) == nil)
            #expect(metric([.nan, .nan], [1, 2]) == nil)
            #expect(metric([1, 2], [1, .nan]) == nil)
            #expect(metric([1, 2], [1, .infinity]) == nil)
        }
    }

    @Test func `a perfect forecast has no error`() {
        for metric in inUnit + unitless { #expect(metric(actual, actual) == 0) }
    }

    @Test func `sMAPE lies in 0 to 200 and is undefined where both are 0`() {
        #expect(unitless[0]([0], [0.001]) == 200)
        #expect(unitless[0]([5], [-5]) == 200)
        #expect(unitless[0]([3, 0], [4, 0]) == nil)
    }

    @Test func `MASE of the seasonal naive forecast on its own history is 1`() throws {
        let history: [Double] = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
        for season in 1...4 {
            let scale = PointMetrics.seasonalNaiveError(history: history[...], seasonLength: season)
            let mase = PointMetrics.meanAbsoluteScaledError(
                actual: Array(history.dropFirst(season)), forecast: Array(history.dropLast(season)),
                scales: Array(repeating: scale, count: history.count - season))
            #expect(abs(try #require(mase) - 1) < 1e-15)
        }
    }

    @Test func `the scale skips pairs with a missing value and is undefined without pairs or error`() {
        #expect(PointMetrics.seasonalNaiveError(history: [1, .nan, 4, 6, 9], seasonLength: 1) == 2.5)
        #expect(PointMetrics.seasonalNaiveError(history: [1, .nan, 3, .nan], seasonLength: 1) == nil)
        #expect(PointMetrics.seasonalNaiveError(history: [1, 2], seasonLength: 2) == nil)
        #expect(PointMetrics.seasonalNaiveError(history: [], seasonLength: 1) == nil)
        #expect(PointMetrics.seasonalNaiveError(history: [1, 2, 1, 2, 1], seasonLength: 2) == nil)
        #expect(PointMetrics.meanAbsoluteScaledError(actual: [1], forecast: [1], scales: [nil]) == nil)
        #expect(PointMetrics.meanAbsoluteScaledError(actual: [1], forecast: [1], scales: [0]) == nil)
        #expect(PointMetrics.meanAbsoluteScaledError(actual: [1, 1], forecast: [1, 1], scales: [1, nil]) == nil)
    }

    @Test func `each pair is divided by its own scale`() {
        let mase = PointMetrics.meanAbsoluteScaledError(
            actual: [1, 1, .nan], forecast: [3, 7, 100], scales: [2, 3, 5])
        #expect(mase == 1.5)
    }

    @Test func `a slice of history is read from its own beginning`() {
        let values: [Double] = [100, 100, 1, 3, 6]
        #expect(PointMetrics.seasonalNaiveError(history: values[2...], seasonLength: 1) == 2.5)
    }
}
