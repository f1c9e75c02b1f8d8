import Models
import Testing

@testable import Evaluation

@Suite struct MetricListTests {
    @Test func `names are read in the order given, each once, in any case`() throws {
        #expect(try Metric.list(parsing: "rmse,MAE,rmse") == [.rmse, .mae])
    }

    @Test func `all is every metric that can be measured`() throws {
        let level = try PredictionLevel(parsing: "80")
        #expect(try Metric.list(parsing: "all") == Metric.allCases)
        #expect(try Metric.list(parsing: "ALL", levels: [level]) == Metric.allCases + Metric.ofIntervals([level]))
    }

    @Test(arguments: ["coverage-80", "crps", "mae,width-95"])
    func `a metric of intervals that are not made is refused with the flag that makes them`(text: String) throws {
        let error = #expect(throws: MetricWithoutInterval.self) { try Metric.list(parsing: text) }
        #expect(error?.fix.hasPrefix("pass --levels with ") == true)
        let levels = try PredictionLevel.list(parsing: "80,95")
        #expect(try Metric.list(parsing: text, levels: levels).count == text.split(separator: ",").count)
        #expect(throws: MetricWithoutInterval.self) { try Metric.list(parsing: "coverage-90", levels: levels) }
    }

    @Test(arguments: ["mea", "", "mae,,rmse", "mae, rmse"])
    func `what is no metric is refused`(text: String) {
        #expect(throws: MetricError.self) { try Metric.list(parsing: text) }
    }
}
