import Foundation
import Testing

/// Where `forecast backtest` places cutoffs when it is not told, and what it refuses before it fits.
@Suite struct BacktestCutoffTests {
    private func cutoffs(_ folder: borrowing CommandFolder, _ flags: String) throws -> [String] {
        let text = try folder.succeed(
            "forecast backtest datasets/temperature.csv --model naive --baselines none --json \(flags)")
        let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return try #require(document?["cutoffs"] as? [String])
    }

    @Test func `cutoffs of a fixed split are one row apart, others a horizon, unless a step is passed`() throws {
        let folder = try CommandFolder()
        // Of the test rows 251 to 280 the last horizon of 12 begins after row 268.
        let split = try cutoffs(folder, "--split 200,50,30 --horizon 12")
        #expect(split.count == 30 - 12 + 1 && split.first == "1970-10" && split.last == "1972-04")
        #expect(
            try cutoffs(folder, "--split 200,50,30 --horizon 12 --step 6") == [
                split[0], split[6], split[12], split[18],
            ])
        let held = try cutoffs(folder, "--test-size 36 --horizon 12")
        #expect(held == ["2007-12", "2008-12", "2009-12"])
    }

    @Test func `a level that too few rows precede is refused before anything is fitted`() throws {
        let folder = try CommandFolder()
        let backtest =
            "head -81 datasets/temperature.csv > few.csv; forecast backtest few.csv --model naive --horizon 3"
        let outcome = try folder.run("\(backtest) --windows 4 --validation 20 --levels 80,99")
        #expect(outcome.status == 65 && outcome.output == "")
        #expect(
            outcome.errors.hasPrefix(
                "error: an interval of 99% is calibrated on 99 windows of the validation rows before the first cutoff, "
                    + "and there are 18\n  fix: pass "), "\(outcome.errors)")
        try folder.succeed("\(backtest) --windows 4 --validation 20 --levels 80")
    }

    @Test func `a saved result that scored other values is refused though its setting is the same`() throws {
        let folder = try CommandFolder()
        let ridge = "forecast backtest datasets/temperature.csv --model ridge --baselines none --windows 3"
        try folder.succeed("\(ridge) --save base.json --quiet")
        let saved = try folder.text("base.json")
        for (member, count, what) in [("values", 36, "values scored"), ("windows", 3, "windows scored")] {
            let changed = saved.replacing("\"\(member)\": \(count)", with: "\"\(member)\": \(count - 1)")
            #expect(changed != saved, "\(saved)")
            try folder.write(changed, to: "changed.json")
            let outcome = try folder.run("\(ridge) --baseline changed.json")
            #expect(outcome.status == 65 && outcome.output == "")
            #expect(
                outcome.errors.hasPrefix(
                    "error: changed.json: the saved result is of another backtest: "
                        + "\(what) \(count - 1) there, \(count) here\n"), "\(outcome.errors)")
        }
        #expect(try folder.run("\(ridge) --baseline base.json").status == 0)
    }
}
