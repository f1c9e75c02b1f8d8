import Evaluation
import Foundation
import Models
import Testing

@testable import Reporting

@Suite struct ScoreReportTests {
    private func document(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// Whether Foundation's reading of a number, which on Linux may be off in the last digit, is `expected`.
    private func isSame(_ found: Any?, _ expected: Double?) -> Bool {
        guard let found = found as? Double, let expected else { return found is NSNull && expected == nil }
        return abs(found - expected) <= 4 * expected.ulp
    }

    private func part(_ document: [String: Any], _ list: String, _ place: Int) throws -> [String: Any] {
        try #require((document[list] as? [[String: Any]])?[place])
    }

    @Test func `the document has the scores with every digit, and null where they are undefined`() throws {
        let summary = try sampleBacktest(breakdowns: ScoreBreakdown.allCases)
        let text = ScoreReport(summary).json
        let document = try document(text)
        for (place, score) in summary.result.baselines.enumerated() {
            let found = try part(document, "baselines", place)
            #expect(found["name"] as? String == score.name)
            let overall = try #require(found["overall"] as? [String: Any])
            for metric in [Metric.mae, .owa] {
                let value = summary.result.value(metric, of: score)
                #expect(isSame(overall[metric.name], value))
                #expect(value.map { text.contains("\"\(metric.name)\": \($0)") } != false)
            }
            let skill = try #require(found["skill"] as? [String: Any])
            #expect(Set(skill.keys) == ["Naive", "SeasonalNaive"])
            for reference in summary.result.references {
                #expect(isSame(skill[reference.name], score.skill(over: reference)))
            }
            #expect(overall["observed"] as? Int == 11 && overall["missing"] as? Int == 1)
        }
        let model = try part(document, "models", 0)
        let steps = try #require(model["bySteps"] as? [[String: Any]])
        #expect(steps.map { $0["step"] as? Int } == [1, 2])
        #expect(zip(steps, summary.result.models[0].byStep).allSatisfy { isSame($0["mae"], $1.value(.mae)) })
        let series = try #require(model["bySeries"] as? [[String: Any]])
        #expect(series.map { $0["series"] as? String } == hostileNames)
        let cutoffs = try #require(model["byCutoffs"] as? [[String: Any]])
        #expect(cutoffs.map { $0["cutoff"] as? String } == ["133", "135", "137"])
        #expect(document["cutoffs"] as? [String] == ["133", "135", "137"])
        #expect(zip(cutoffs, summary.result.models[0].byCutoff).allSatisfy { isSame($0["mae"], $1.value(.mae)) })
        #expect(document["missing"] as? Int == 1 && document["observed"] as? Int == 11)
    }

    @Test func `what is undefined is null, never 0`() throws {
        let summary = try sampleBacktest(metrics: [.mae, .owa, .crps])
        let document = try document(ScoreReport(summary).json)
        let overall = try #require(try part(document, "models", 0)["overall"] as? [String: Any])
        #expect(overall["crps"] is NSNull && overall["mae"] is Double)
    }

    @Test func `the document is small unless more is asked for`() throws {
        let model = try part(document(ScoreReport(try sampleBacktest()).json), "models", 0)
        #expect(Set(model.keys) == ["bySteps", "name", "overall", "skill"])
    }

    @Test func `comparisons have their test, or why there is none`() throws {
        let summary = try sampleBacktest()
        let found = try part(document(ScoreReport(summary).json), "comparisons", 0)
        let comparison = try #require(summary.result.comparisons.first)
        #expect(found["model"] as? String == "Drift" && found["reference"] as? String == "Naive")
        #expect(isSame(found["percentBetter"], comparison.percentBetter))
        #expect(isSame(found["pValue"], comparison.test?.pValue))
        #expect(isSame(found["statistic"], comparison.test?.statistic))
        #expect(found["cutoffs"] as? Int == comparison.test?.count)
        #expect(found["untested"] is NSNull == (comparison.test != nil))
    }

    @Test func `the document says what was asked for, what was chosen, and what gates said`() throws {
        let document = try document(ScoreReport(try sampleBacktest(gates: sampleGates)).json)
        let design = try #require(document["design"] as? [String: Any])
        #expect(design["horizon"] as? Int == 2 && design["step"] as? Int == 2 && design["gap"] as? Int == 0)
        #expect(design["extent"] as? [String: Int] == ["windows": 3])
        #expect(design["refit"] as? String == "never")
        let task = try #require(document["task"] as? [String: Any])
        #expect((task["windows"] as? [String: Int])?["inputLength"] == 4)
        #expect(try part(document, "gates", 1)["passed"] as? Bool == false)
        #expect(try part(document, "gates", 0)["name"] as? String == "mae < 0.5 & \"x\"")
    }

    @Test func `a table by step has a line for each step and model`() throws {
        let summary = try sampleBacktest()
        let plain = ScoreReport(summary).text
        let text = ScoreReport(try sampleBacktest(breakdowns: [.step, .cutoff])).text
        #expect(text.hasPrefix(plain))
        let tables = text.dropFirst(plain.count).split(separator: "\n").map { $0.split(separator: " ") }
        #expect(tables[0] == ["step", "model", "MAE", "MAPE", "%", "OWA"])
        #expect(tables[1...6].map { $0[0] } == ["1", "1", "1", "2", "2", "2"])
        #expect(tables[1...3].map { $0[1] } == ["Drift", "Naive", "SeasonalNaive"])
        #expect(tables[7][0] == "cutoff" && tables[8][0] == "133" && tables.count == 1 + 6 + 1 + 9)
        let decimals = ScoreRows.decimals(of: summary.result.scores)
        #expect(
            String(tables[4][2])
                == MetricText.text(summary.result.models[0].byStep[1].value(.mae), of: .mae, decimals: decimals))
    }
}
