import Foundation
import Testing

@Suite struct AuditCommandTests {
    private static let audit = "forecast audit datasets/temperature.csv"
    private static let intro =
        "cutoff 2000-12: 120 values after it replaced by a thousand times as far from zero, and negative, "
        + "missing values, the same values in reverse, one constant"

    @Test(arguments: [
        (
            "gru --epochs 2 --hidden 8", "GRU",
            ["parameters", "scalers", "rounds", "intervals", "forecasts", "later forecasts"]
        ),
        ("ets", "ETS", ["parameters", "intervals", "forecasts", "later forecasts"]),
        ("ridge", "Ridge", ["parameters", "scalers", "intervals", "forecasts", "later forecasts"]),
        ("naive", "Naive", ["intervals", "forecasts", "later forecasts"]),
    ])
    func `a model that does not look ahead passes with status 0, and what was compared is listed`(
        model: String, name: String, checks: [String]
    ) throws {
        let outcome = try CommandFolder().run("\(Self.audit) --model \(model)")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.lines.first == "\(name), \(Self.intro)")
        let rows = outcome.lines.filter { $0.hasSuffix("  the same bytes") }
        #expect(rows.map { String($0.prefix { !$0.isNumber }).trimmingCharacters(in: .whitespaces) } == checks)
        #expect(outcome.lines.last == "\(name) does not look ahead: nothing changed")
        #expect(outcome.lines.count == checks.count + 5)
    }

    @Test func `the whole text is a table between what was done and the verdict`() throws {
        #expect(
            try CommandFolder().succeed("\(Self.audit) --model naive") == """
                Naive, \(Self.intro)

                                 numbers compared
                intervals                    5232  the same bytes
                forecasts                      48  the same bytes
                later forecasts               192  the same bytes

                Naive does not look ahead: nothing changed

                """)
    }

    @Test func `--json is one document, also with --quiet, which otherwise prints nothing`() throws {
        let folder = try CommandFolder()
        let text = try folder.succeed("\(Self.audit) --model ridge --json")
        #expect(try folder.succeed("\(Self.audit) --model ridge --json --quiet") == text)
        #expect(try folder.run("\(Self.audit) --model ridge --quiet") == Outcome(status: 0, output: "", errors: ""))
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(document["model"] as? String == "Ridge")
        #expect(document["passed"] as? Bool == true)
        #expect(document["cutoff"] as? String == "2000-12")
        #expect((document["replacements"] as? [String])?.count == 4)
        let checks = try #require(document["checks"] as? [[String: Any]])
        #expect(checks.allSatisfy { $0["changedBy"] is NSNull && ($0["compared"] as? Int ?? 0) > 0 })
    }

    @Test func `gaps, a constant and rows that end in blanks pass as well`() throws {
        let folder = try CommandFolder()
        let patchy = weeks(200).enumerated().map { $0 * $0 % 5 < 3 ? nil : $1 }
        for (name, values) in [
            ("patchy", patchy), ("blank at the end", weeks(150) + Array(repeating: nil, count: 50)),
            ("constant", Array(repeating: 5, count: 100)),
        ] {
            try folder.write(dailyCSV(values), to: "data.csv")
            let outcome = try folder.run("forecast audit data.csv --model gru --epochs 1 --hidden 4")
            #expect(outcome.status == 0, "\(name): \(outcome)")
            #expect(outcome.lines.last == "GRU does not look ahead: nothing changed")
        }
    }

    @Test(arguments: [
        (
            "--model gruu", 64, "there is no model called 'gruu'",
            "did you mean gru? choose one of \(modelNames)"
        ),
        (
            "--test 3 --model gru", 64, "the test partition of 3 rows cannot hold a horizon of 12",
            "pass --test 12 or more, or --horizon 3"
        ),
        (
            "--test most --model gru", 64,
            "--test takes a number of rows, a percentage between 0 and 100, or auto, not 'most'",
            "write rows such as 120, or a percentage such as 20%"
        ),
        (
            "--horizon 400 --model gru", 65,
            "the series has 732 rows, too few for windows of 1 input step and 400 forecast steps in each of training, "
                + "validation and test", "pass --horizon 243 (the longest with --input-length 1)"
        ),
        (
            "--model seasonal-naive --season none", 64,
            "the seasonal naive forecast needs a season, and this frequency has none",
            "pass --season with the number of rows in a season"
        ),
    ])
    func `what cannot be audited is said before anything is fitted`(
        arguments: String, status: Int32, message: String, fix: String
    ) throws {
        let outcome = try CommandFolder().run("\(Self.audit) \(arguments)")
        #expect(outcome == Outcome(status: status, output: "", errors: "error: \(message)\n  fix: \(fix)\n"))
    }
}
