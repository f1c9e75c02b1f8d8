import Foundation
import Models
import Testing

@testable import Evaluation

/// What `Goldens/make_metric_goldens.py` writes.
private struct MetricGoldens: Decodable {
    struct Series: Decodable {
        var name: String
        var known: [Double?]
        var actual: [Double?]
        var forecast: [Double]
        var lower: [[Double]]
        var upper: [[Double]]
        var metrics: [String: Double]
    }

    var season: Int
    var levels: [Int]
    var series: [Series]
}

@Suite struct MetricGoldenTests {
    @Test func `every metric of every series is what utilsforecast makes of it`() throws {
        let goldens = try golden("metrics", as: MetricGoldens.self)
        let levels = try goldens.levels.map { try PredictionLevel(parsing: String($0)) }
        #expect(goldens.series.count == 5 && goldens.series.contains { $0.actual.contains(nil) })
        for series in goldens.series {
            let sums = sums(of: series, season: goldens.season, levels: levels)
            #expect(sums.missing == series.actual.count { $0 == nil })
            let metrics = Metric.allCases.filter { $0 != .owa } + Metric.ofIntervals(levels)
            #expect(Set(metrics.map(\.name)) == Set(series.metrics.keys))
            for metric in metrics {
                let expected = try #require(series.metrics[metric.name])
                let value = try #require(sums.value(metric), "\(metric.name) of \(series.name)")
                #expect(
                    abs(value - expected) <= 1e-12 * abs(expected),
                    "\(metric.name) of \(series.name) is \(value), not \(expected)")
            }
        }
    }

    private func sums(of series: MetricGoldens.Series, season: Int, levels: [PredictionLevel]) -> ErrorSums {
        let known = series.known.map { $0 ?? .nan }
        let scale = InSampleScale(history: known[...], seasonLength: season)
        var sums = ErrorSums(levels: levels)
        for (step, forecast) in series.forecast.enumerated() {
            let actual = series.actual[step] ?? .nan
            let bounds = levels.indices.map {
                IntervalBounds(lower: series.lower[$0][step], upper: series.upper[$0][step])
            }
            sums.add(actual: actual, forecast: forecast, scale: scale)
            sums.add(actual: actual, forecast: forecast, bounds: bounds, scale: scale)
        }
        return sums
    }
}
