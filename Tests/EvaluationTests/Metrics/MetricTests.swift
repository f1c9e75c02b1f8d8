import Models
import Testing

@testable import Evaluation

private let inUnit: [Metric] = [.mae, .rmse, .mse, .bias]
private let unitless: [Metric] = [.mape, .smape, .mase, .rmsse, .wape]
private let two = InSampleScale(history: [0, 2, 0, 2], seasonLength: 1)

private func value(_ metric: Metric, _ actual: [Double], _ forecast: [Double], scale: InSampleScale = two) -> Double? {
    ErrorSums(actual: actual, forecast: forecast, scale: scale).value(metric)
}

@Suite struct MetricTests {
    private let actual: [Double] = [1, 2, 4, 8]
    private let forecast: [Double] = [2, 2, 2, 12]

    /// Errors of 1, 0, −2 and 4; the scales are 2 and 4.
    @Test func `each metric is its formula`() throws {
        #expect(value(.mae, actual, forecast) == 7.0 / 4)
        #expect(value(.mse, actual, forecast) == 21.0 / 4)
        #expect(value(.rmse, actual, forecast) == 5.25.squareRoot())
        #expect(value(.bias, actual, forecast) == 3.0 / 4)
        #expect(value(.mape, actual, forecast) == 50)
        #expect(value(.wape, actual, forecast) == 700.0 / 15)
        let shares: [Double] = [200.0 / 3, 0, 400.0 / 6, 800.0 / 20]
        let symmetric = try #require(value(.smape, actual, forecast))
        #expect(abs(symmetric - shares.reduce(0, +) / 4) < 1e-12)
        #expect(value(.mase, actual, forecast) == 0.875)
        #expect(value(.rmsse, actual, forecast) == 1.3125.squareRoot())
    }

    @Test(arguments: [1e-200, 1e200])
    func `squares that a Double cannot hold leave RMSE, MSE and RMSSE undefined, and MAE as it is`(unit: Double) {
        let scale = InSampleScale(history: [unit, 3 * unit, 2 * unit], seasonLength: 1)
        let sums = ErrorSums(actual: [unit], forecast: [3 * unit], scale: scale)
        #expect(sums.value(.mae) == 2 * unit && sums.value(.mase) != nil)
        for metric in [Metric.rmse, .mse, .rmsse] { #expect(sums.value(metric) == nil) }
    }

    @Test func `forecasts without an error have an RMSE of 0`() {
        #expect(ErrorSums(actual: [1, 2], forecast: [1, 2]).value(.rmse) == 0)
    }

    @Test func `bias is positive when forecasts are too high`() {
        #expect(value(.bias, [10], [13]) == 3)
        #expect(value(.bias, [10], [8]) == -2)
    }

    @Test func `a missing actual is skipped`() {
        for metric in inUnit + unitless {
            #expect(
                value(metric, [1, .nan, 2, 4, 8, .nan], [2, 77, 2, 2, 12, .nan]) == value(metric, actual, forecast))
        }
    }

    @Test func `a metric of nothing, of missing actuals alone or of a missing forecast is undefined`() {
        for metric in inUnit + unitless {
            #expect(value(metric, [], []) == nil)
            #expect(value(metric, [.nan, .nan], [1, 2]) == nil)
            #expect(value(metric, [1, 2], [1, .nan]) == nil)
            #expect(value(metric, [1, 2], [1, .infinity]) == nil)
        }
    }

    @Test func `a perfect forecast has no error`() {
        for metric in inUnit + unitless { #expect(value(metric, actual, actual) == 0) }
    }

    @Test func `sMAPE lies in 0 to 200 and is undefined where both are 0`() {
        #expect(value(.smape, [0], [0.001]) == 200)
        #expect(value(.smape, [5], [-5]) == 200)
        #expect(value(.smape, [3, 0], [4, 0]) == nil)
    }

    @Test func `a single actual of 0 makes MAPE undefined, all of them WAPE`() {
        #expect(value(.mape, [3, 0], [4, 1]) == nil)
        #expect(value(.mape, [3, 0], [4, 0]) == nil)
        #expect(value(.wape, [3, 0], [4, 1]) == 200.0 / 3)
        #expect(value(.wape, [0, 0], [4, 1]) == nil)
    }

    @Test func `MASE of the seasonal naive forecast on its own history is 1`() throws {
        let history: [Double] = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
        for season in 1...4 {
            let scale = InSampleScale(history: history[...], seasonLength: season)
            for metric in [Metric.mase, .rmsse] {
                let own = value(
                    metric, Array(history.dropFirst(season)), Array(history.dropLast(season)), scale: scale)
                #expect(abs(try #require(own) - 1) < 1e-15)
            }
        }
    }

    @Test func `scaled metrics are undefined where a scale is`() {
        for metric in [Metric.mase, .rmsse] {
            #expect(value(metric, [1], [1], scale: .undefined) == nil)
            var sums = ErrorSums(actual: [1], forecast: [2], scale: two)
            #expect(sums.value(metric) == 0.5)
            sums.add(actual: 1, forecast: 1, scale: .undefined)
            #expect(sums.value(metric) == nil)
        }
    }

    @Test func `each pair is divided by its own scale`() {
        var sums = ErrorSums()
        sums.add(actual: 1, forecast: 3, scale: InSampleScale(history: [0, 2], seasonLength: 1))
        sums.add(actual: 1, forecast: 7, scale: InSampleScale(history: [0, 3], seasonLength: 1))
        sums.add(actual: .nan, forecast: 100, scale: InSampleScale(history: [0, 5], seasonLength: 1))
        #expect(sums.value(.mase) == 1.5)
    }

    @Test func `OWA is 1 for Naive2 itself and undefined without it or where it makes no error`() throws {
        let sums = ErrorSums(actual: actual, forecast: forecast, scale: two)
        let better = ErrorSums(actual: actual, forecast: [1.5, 2, 3, 10], scale: two)
        #expect(sums.value(.owa, naive2: sums) == 1)
        let owa = try #require(better.value(.owa, naive2: sums))
        var ratios = 0.0
        for metric in [Metric.smape, .mase] {
            let (one, other) = (try #require(better.value(metric)), try #require(sums.value(metric)))
            ratios += one / other
        }
        #expect(abs(owa - ratios / 2) < 1e-15)
        #expect(sums.value(.owa) == nil)
        #expect(sums.value(.owa, naive2: ErrorSums(actual: actual, forecast: actual, scale: two)) == nil)
    }

    @Test func `interval metrics are their formulas, bounds included`() throws {
        let level = try PredictionLevel(parsing: "80")
        let sums = intervals([(1, 0, 2), (2, 2, 4), (5, 1, 3)], level)
        let coverage = try #require(sums.value(.coverage(level)))
        #expect(abs(coverage - 200.0 / 3) < 1e-12)
        #expect(sums.value(.width(level)) == 2)
        // Of the actuals minus the lower bounds, 1, 0 and 4, a tenth counts; of 1 and 2 below the upper bounds a tenth,
        // of 2 above nine tenths.
        let (lower, upper) = (0.5, 2.1)
        let pinball = try #require(sums.value(.pinball(level)))
        #expect(abs(pinball - (lower + upper) / 6) < 1e-12)
        // Widths of 2, and ten times the 2 beyond the bound; the scale is 2.
        let msis = try #require(sums.value(.msis(level)))
        #expect(abs(msis - 26.0 / 6) < 1e-12)
        // The forecasts are off by 0, 1 and 3, the actuals' sum is 8.
        let crps = try #require(sums.value(.crps))
        let losses: [Double] = [2 * lower / 8, 2 * upper / 8, 0.5]
        #expect(abs(crps - losses.reduce(0, +) / 3) < 1e-12)
    }

    @Test func `interval metrics are undefined without intervals, without bounds and for another level`() throws {
        let level = try PredictionLevel(parsing: "80")
        let other = try PredictionLevel(parsing: "95")
        let none = ErrorSums(actual: actual, forecast: forecast, scale: two)
        let unbounded = intervals([(1, .nan, .nan)], level)
        for metric in Metric.ofIntervals([level]) {
            #expect(none.value(metric) == nil)
            #expect(unbounded.value(metric) == nil)
        }
        #expect(intervals([(1, 0, 2)], level).value(.coverage(other)) == nil)
        // A missing actual and a missing bound are skipped.
        let sums = intervals([(1, 0, 2), (.nan, 0, 9), (1, .nan, 9)], level)
        #expect(sums.value(.coverage(level)) == 100 && sums.value(.width(level)) == 2)
    }

    /// Sums over triples of an actual and its bounds, the forecast in their middle.
    private func intervals(_ cases: [(Double, Double, Double)], _ level: PredictionLevel) -> ErrorSums {
        var sums = ErrorSums(levels: [level])
        for (actual, lower, upper) in cases {
            let forecast = lower.isNaN ? actual : (lower + upper) / 2
            sums.add(actual: actual, forecast: forecast, scale: two)
            sums.add(
                actual: actual, forecast: forecast, bounds: [IntervalBounds(lower: lower, upper: upper)], scale: two)
        }
        return sums
    }
}
