import Foundation
import Testing

/// `forecast predict --levels`.
@Suite struct PredictLevelsTests {
    /// A folder with a model of the temperature, six months ahead.
    private func folder(_ flags: String = "--epochs 3 --hidden 8") throws -> CommandFolder {
        let folder = try CommandFolder()
        try folder.succeed("forecast fit datasets/temperature.csv --model gru --horizon 6 --quiet \(flags)")
        return folder
    }

    private func numbers(_ lines: [String]) -> [[Double]] {
        lines.dropFirst().map { $0.split(separator: ",").dropFirst().map { Double($0) ?? .nan } }
    }

    @Test func `bounds stand after the forecast, level after level, and wider levels hold narrower ones`() throws {
        let folder = try folder()
        let plain = try folder.run("forecast predict")
        let outcome = try folder.run("forecast predict --levels 95,80,50")
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(outcome.lines[0] == "month,GRU,GRU-lo-50,GRU-hi-50,GRU-lo-80,GRU-hi-80,GRU-lo-95,GRU-hi-95")
        #expect(outcome.lines.map { $0.split(separator: ",").prefix(2).joined(separator: ",") } == plain.lines)
        for row in numbers(outcome.lines) {
            #expect(row[5] < row[3] && row[3] < row[1] && row[1] < row[0])
            #expect(row[0] < row[2] && row[2] < row[4] && row[4] < row[6])
        }
        // The same columns alone and at a shorter horizon.
        let short = try folder.run("forecast predict --levels 95 --horizon 2")
        #expect(short.lines[0] == "month,GRU,GRU-lo-95,GRU-hi-95")
        #expect(numbers(short.lines) == numbers(outcome.lines).prefix(2).map { [$0[0], $0[5], $0[6]] })
        let table = try folder.run("forecast predict --levels 95 --format table")
        #expect(table.lines[0].split(separator: " ") == ["month", "GRU", "GRU-lo-95", "GRU-hi-95"])
    }

    @Test func `newer rows move the interval with the forecast and keep its width`() throws {
        let folder = try folder()
        try folder.succeed("cp datasets/temperature.csv newer.csv && printf '2011-01,23.5\\n' >> newer.csv")
        let old = numbers(try folder.run("forecast predict --levels 80").lines)
        let new = numbers(try folder.run("forecast predict --levels 80 --data newer.csv").lines)
        for (old, new) in zip(old, new) {
            #expect(old[0] != new[0])
            #expect(abs((old[2] - old[0]) - (new[2] - new[0])) < 1e-9)
        }
    }

    @Test(arguments: ["ridge", "gru --epochs 2 --hidden 4"])
    func `a model of logarithms has positive lower bounds, as far below as above in proportion`(model: String) throws {
        let folder = try folder("--log --model \(model)")
        for row in numbers(try folder.run("forecast predict --levels 99").lines) {
            #expect(row[1] > 0 && abs(row[0] / row[1] - row[2] / row[0]) < 1e-9)
        }
    }

    @Test func `levels that cannot be are refused before a model is looked for`() throws {
        let folder = try CommandFolder()
        for levels in ["0.8", "0", "100", "-5", "80,,95", "eighty", "95,"] {
            let outcome = try folder.run("forecast predict --levels \(levels)")
            #expect(outcome.status == 64 && outcome.output == "")
            #expect(outcome.errors.hasPrefix("error: --levels takes percentages from 1 to below 100, "))
            #expect(outcome.errors.hasSuffix("\n  fix: write them with commas between, for example --levels 80,95\n"))
        }
    }

    @Test func `what a model was not calibrated for is refused with what to type`() throws {
        let folder = try folder("--model naive --test 12")
        let refusals: [(String, Int32, String, String)] = [
            (
                "80 --horizon 7", 64, "--levels reach as far as the model was trained for, 6 steps, not 7",
                "fit the model with --horizon 7, or pass --horizon 6 or less"
            ),
            (
                "80,95", 65, "an interval of 95% needs 19 held-out windows, and the model has 7",
                "pass --levels 87 or lower, or fit again, if there are as many rows, with --test 24 and --validation 24 "
                    + "or more"
            ),
            (
                "99.9", 64, "no interval of 99.9% can be calibrated: 200 windows are kept, enough for 99.5%",
                "pass --levels 99.5 or lower"
            ),
        ]
        for (flags, status, message, fix) in refusals {
            let outcome = try folder.run("forecast predict --levels \(flags)")
            #expect(
                outcome == Outcome(status: status, output: "", errors: "error: \(message)\n  fix: \(fix)\n"))
        }
        #expect(try folder.run("forecast predict --levels 87").status == 0)
        // The fix is enough, and a row fewer is not.
        try folder.succeed("forecast fit datasets/temperature.csv --horizon 6 --quiet --model naive --test 24")
        #expect(try folder.run("forecast predict --levels 95").status == 0)
        try folder.succeed("forecast fit datasets/temperature.csv --horizon 6 --quiet --model naive --test 23")
        #expect(try folder.run("forecast predict --levels 95").status == 65)
    }

    @Test func `a series that ended before the validation rows has empty bounds, and a note says so`() throws {
        let folder = try CommandFolder()
        let long = (1...200).map { "A,\($0),\($0 * 7 % 13)\n" }.joined()
        let short = (1...120).map { "B,\($0),\($0 * 5 % 11)\n" }.joined()
        try folder.write("id,t,y\n" + long + short, to: "two.csv")
        try folder.succeed(
            "forecast fit two.csv --id id --time t --target y --model naive --horizon 2 --quiet")
        let outcome = try folder.run("forecast predict --levels 80")
        #expect(outcome.status == 0)
        #expect(
            outcome.errors.hasPrefix("note: steps of series 'B' have no interval of 80%: too few held-out windows"))
        #expect(outcome.lines[0] == "id,t,Naive,Naive-lo-80,Naive-hi-80")
        #expect(outcome.lines.dropFirst(3).allSatisfy { $0.hasPrefix("B,") && $0.hasSuffix(",,") })
        #expect(outcome.lines.dropFirst().prefix(2).allSatisfy { $0.hasPrefix("A,") && !$0.hasSuffix(",") })
        #expect(try folder.run("forecast predict --levels 80 --quiet").errors == "")
    }
}
