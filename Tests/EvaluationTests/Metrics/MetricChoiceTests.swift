import Diagnostics
import Models
import Testing
import TimeSeries

@testable import Evaluation

private func metrics(
    _ text: String, levels: String? = nil, origin: ForecastOrigin = .backtest
) throws -> [Metric] {
    try MetricChoice(parsing: text).metrics(
        levels: levels.map(PredictionLevel.list) ?? [], origin: origin, hasNaive2: false)
}

@Suite struct MetricChoiceTests {
    @Test func `names are read in the order given, each once, in any case`() throws {
        #expect(try metrics("rmse,MAE,rmse") == [.rmse, .mae])
    }

    @Test func `all is every metric that can be measured`() throws {
        let level = try PredictionLevel(parsing: "80")
        #expect(try metrics("all") == Metric.allCases)
        #expect(try metrics("ALL", levels: "80") == Metric.allCases + Metric.ofIntervals([level]))
    }

    @Test func `the usual ones have OWA where there is Naive2, and each interval's coverage and width`() throws {
        let levels = try PredictionLevel.list(parsing: "80,95")
        let usual = { (levels: [PredictionLevel], hasNaive2: Bool) in
            try MetricChoice.usual.metrics(levels: levels, origin: .backtest, hasNaive2: hasNaive2)
        }
        #expect(try usual([], false) == [.mae, .rmse, .smape, .mase, .bias])
        #expect(
            try usual(levels, true).suffix(5)
                == [.owa, .coverage(levels[0]), .width(levels[0]), .coverage(levels[1]), .width(levels[1])])
    }

    @Test func `metrics that were chosen are the only ones, whatever intervals there are`() throws {
        #expect(try metrics("mae", levels: "80") == [.mae])
    }

    @Test(arguments: [("coverage-80", "80"), ("crps", "80"), ("mae,width-99.5", "99.5")])
    func `a metric of intervals that there are not is refused with what makes them`(text: String, level: String) throws
    {
        let made = #expect(throws: MetricWithoutInterval.self) { try metrics(text) }
        #expect(made?.fix == "pass --levels \(level)" && made?.exitStatus == .usage)
        let read = #expect(throws: MetricWithoutInterval.self) { try metrics(text, origin: .file("f.csv")) }
        #expect(read?.fix == "add the bounds to f.csv as columns called like GRU-lo-\(level) and GRU-hi-\(level)")
        #expect(try metrics(text, levels: "80,99.5").count == text.split(separator: ",").count)
    }

    @Test func `the advice keeps the levels that there are`() throws {
        let made = #expect(throws: MetricWithoutInterval.self) { try metrics("width-90", levels: "80,95") }
        #expect(made?.message == "'width-90' measures intervals, and there are none of 90%")
        #expect(made?.fix == "pass --levels 80,90,95")
        let read = #expect(throws: MetricWithoutInterval.self) {
            try metrics("width-90", levels: "80,95", origin: .file("f.csv"))
        }
        #expect(read?.fix.hasSuffix("GRU-hi-90; there are intervals of 80%, 95%") == true)
    }

    @Test(arguments: ["mea", "", "mae,,rmse", "mae, rmse"])
    func `what is no metric is refused`(text: String) {
        #expect(throws: MetricError.self) { try MetricChoice(parsing: text) }
    }
}
