import Foundation
import Testing

/// What `forecast evaluate` shares with `forecast backtest`: metrics, parts, formats and gates.
@Suite struct EvaluateOutputTests {
    /// Forecasts of `M`, a day off, and of `N`, which are right, beside in-sample values.
    private func folder() throws -> CommandFolder {
        let folder = try CommandFolder()
        try folder.write(longActuals, to: "actuals.csv")
        try folder.write(
            "id,ds,M,M-lo-80,M-hi-80,N\n"
                + dailyRows(["A", "B"], days: 7...9) { "\($0),\($1),\($2 + 1),\($2 - 1),\($2 + 3),\($2)" }, to: "f.csv")
        return folder
    }

    private let evaluate = "forecast evaluate f.csv actuals.csv --insample actuals.csv --season 2"

    private func document(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `a backtest's forecasts, scored from its file, give the backtest's scores under the same keys`() throws {
        let folder = try CommandFolder()
        let flags = "--metrics all --per series,step,cutoff --json --must-beat naive --fail-if 'owa > 2'"
        let data = "datasets/temperature.csv"
        let backtest = try document(
            folder.run("forecast backtest \(data) --model drift --baselines none --windows 5 -o f.csv \(flags)").output)
        let evaluate = try document(
            folder.run("forecast evaluate f.csv \(data) --insample \(data) --model Drift \(flags)").output)
        for key in ["models", "comparisons", "cutoffs", "gates", "metrics", "missing", "naive2", "observed", "windows"]
        {
            let (first, second) = (backtest[key] as? NSObject, evaluate[key] as? NSObject)
            #expect(first != nil && first == second, "\(key): \(backtest[key] ?? "") \(evaluate[key] ?? "")")
        }
        let baselines = try ["Naive", "SeasonalNaive"].map { name in
            try [backtest, evaluate].map { document in
                try #require((document["baselines"] as? [[String: Any]])?.first { $0["name"] as? String == name })
            }
        }
        #expect(baselines.allSatisfy { $0[0] as NSDictionary == $0[1] as NSDictionary })
        #expect((backtest["columns"] as? NSDictionary) == (evaluate["columns"] as? NSDictionary))
    }

    @Test func `the usual metrics have OWA where there are in-sample values, and all are shown on request`() throws {
        let folder = try folder()
        let header = { (flags: String) in
            try folder.succeed("forecast evaluate f.csv actuals.csv \(flags)").split(separator: "\n").first {
                $0.contains("MAE ")
            }?.split(separator: " ").joined(separator: " ")
        }
        #expect(try header("") == "MAE RMSE sMAPE % MASE bias in 80% width 80")
        #expect(
            try header("--insample actuals.csv")
                == "MAE RMSE sMAPE % MASE bias OWA in 80% width 80 vs Naive")
        #expect(
            try header("--metrics all")
                == "MAE RMSE MSE MAPE % sMAPE % MASE RMSSE WAPE % bias OWA in 80% width 80 pinball 80 MSIS 80 CRPS")
    }

    @Test func `tables by series and step follow, in text and in Markdown`() throws {
        let folder = try folder()
        let plain = try folder.succeed(evaluate)
        let text = try folder.succeed("\(evaluate) --per step --per series,step")
        #expect(text.hasPrefix(plain))
        // Two models and three naive forecasts.
        #expect(text.dropFirst(plain.count).split(separator: "\n").count == 1 + 3 * 5 + 1 + 2 * 5)
        let markdown = try folder.succeed("\(evaluate) --per series --format markdown")
        #expect(markdown.hasPrefix("## Forecasts of f.csv\n\n|  | MAE | "))
        #expect(markdown.contains("### By series\n\n| series | model | MAE | "))
        #expect(markdown.contains("<details><summary>Data</summary>\n\n- **forecasts** f.csv, 6 rows of 2 series"))
    }

    @Test func `scores are by cutoff where the file tells cutoffs, and series without forecasts are no part`() throws {
        let folder = try folder()
        try folder.write(
            "id,ds,cutoff,M\n"
                + (5...6).map { cutoff in
                    dailyRows(["B"], days: cutoff + 1...cutoff + 2) { "\($0),\($1),2024-01-0\(cutoff),\($2 + cutoff)" }
                }.joined(), to: "f.csv")
        let document = try EvaluateDocument(
            folder.succeed("forecast evaluate f.csv actuals.csv --json --per cutoff,series --partial"))
        let model = try #require(document.models.first)
        #expect(model.byCutoffs?.map(\.cutoff) == ["2024-01-05", "2024-01-06"])
        #expect(model.byCutoffs?.map { $0.metrics["mae"] ?? nil } == [5, 6])
        #expect(model.bySeries?.map(\.series) == ["B"])
    }

    @Test func `gates speak of the file's columns and the naive forecasts, and end in status 1`() throws {
        let folder = try folder()
        let passed = try folder.run("\(evaluate) --must-beat naive --by 10% --fail-if 'N.mae > 0' --fail-if 'mase > 1'")
        #expect(passed.status == 0)
        #expect(
            passed.lines.suffix(3) == [
                "gate passed: N.mae > 0: N has an MAE of 0.000: equal",
                "gate passed: mase > 1: M has a MASE of 0.500: below by 0.500 (50.0%)",
                "gate passed: must beat naive by 10%: M has an MAE of 1.000, Naive one of 2.000: below by 1.00 (50.0%)",
            ])
        let failed = try folder.run("\(evaluate) --must-beat N --fail-if 'coverage-80 < 90' --quiet --junit j.xml")
        #expect(
            failed
                == Outcome(
                    status: 1, output: "",
                    errors: "gate failed: must beat N: M has an MAE of 1.000, N one of 0.000: above by 1.00\n"))
        #expect(try folder.text("j.xml").contains(#"<testsuites name="forecast evaluate" tests="2" failures="1""#))
        let other = try folder.run("\(evaluate) --must-beat M --model N,M --quiet")
        #expect(other == Outcome(status: 0, output: "", errors: ""))
    }

    @Test(arguments: [
        ("--must-beat naive", "'naive' does not take part", "pass --insample with the values known before, "),
        ("--must-beat gru", "there is no model called 'gru'", "choose among M, N"),
        ("--fail-if 'O.mae > 1'", "there is no model called 'O'", "choose among M, N"),
        (
            "--fail-if 'coverage-90 < 80'", "'coverage-90' measures intervals, and there are none of 90%",
            "add the bounds to f.csv as columns called like GRU-lo-90 and GRU-hi-90; there are intervals of 80%"
        ),
        ("--must-beat N --by 2", "--by takes a percentage, not '2'", "write it like --by 2%"),
        ("--by series", "--by says by how much --must-beat must be met; pass both", "see what can be passed"),
        ("--format csv", "The value 'csv' is invalid for '--format <format>'.", "see what can be passed"),
    ])
    func `gates and formats that cannot be are refused`(flags: String, message: String, fix: String) throws {
        let outcome = try folder().run("forecast evaluate f.csv actuals.csv \(flags)")
        #expect(outcome.status == 64 && outcome.output == "")
        #expect(outcome.errors.hasPrefix("error: \(message)"), "\(outcome.errors)")
        #expect(outcome.errors.contains("\n  fix: \(fix)"), "\(outcome.errors)")
    }

    @Test func `JUnit XML does not replace what is read`() throws {
        let folder = try folder()
        for name in ["f.csv", "actuals.csv"] {
            let before = try folder.text(name)
            let outcome = try folder.run("\(evaluate) --junit ./\(name)")
            #expect(outcome.status == 73 && outcome.errors.contains("it is what is read, and would be lost"))
            #expect(try folder.text(name) == before)
        }
    }
}
