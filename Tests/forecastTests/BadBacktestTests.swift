import Foundation
import Testing

/// Flags that leave no room in a hundred days; each number that the fix names must do, and the one beyond it must not.
private let crowded: [[String: Int]] = [
    ["--windows": 20], ["--windows": 14], ["--test-size": 200], ["--test-size": 99], ["--horizon": 60],
    ["--horizon": 200, "--windows": 1], ["--input-length": 200], ["--input-length": 80, "--windows": 3],
    ["--step": 1000, "--windows": 2], ["--gap": 95], ["--gap": 50, "--windows": 1], ["--window": 5],
    ["--validation": 90],
]

/// Flags, the status, the message and the fix, for a hundred days.
private let bad: [(flags: String, status: Int32, message: String, fix: String)] = [
    (
        "--windows 20", 65,
        "20 cutoffs with 7 steps after each, 7 rows apart, leave none of the 100 rows to learn from",
        "pass --windows 12 or fewer, or --horizon 4 or less"
    ),
    (
        "--windows 13", 65,
        "before the first cutoff, 2020-01-09, there are 9 rows to learn from, 7 of them for validation: too few for "
            + "windows of 1 input step and 7 forecast steps in both training and validation",
        "pass --windows 12 or fewer, or --horizon 6 or less"
    ),
    ("--windows 0", 64, "--windows is 0, and must be at least 1", "pass --windows 1 or more"),
    ("--refit 0", 64, "--refit is 0, and must be at least 1", "pass --refit 1 or more"),
    ("--step 0", 64, "--step is 0, and must be at least 1", "pass --step 1 or more"),
    ("--gap -1", 64, "--gap is -1, and must be at least 0", "pass --gap 0 or more"),
    ("--window 0", 64, "--window is 0, and must be at least 1", "pass --window 1 or more"),
    (
        "--window rollin", 64, "--window takes expanding, rolling or a number of rows, not 'rollin'",
        "pass --window rolling"
    ),
    (
        "--refit sometimes", 64, "--refit takes never, always or a number of cutoffs, not 'sometimes'",
        "pass --refit never"
    ),
    (
        "--test-size 3", 64, "--test-size holds out 3 rows, too few for a horizon of 7",
        "pass --horizon 3 or less, or hold out more with --test-size"
    ),
    (
        "--test-size half", 64,
        "--test-size takes a number of rows, a percentage between 0 and 100, or auto, not 'half'",
        "write rows such as 120, or a percentage such as 20%"
    ),
    (
        "--split 0.7,0.2,0.2", 64,
        "--split takes three numbers of rows, or three shares that make at most 1, not '0.7,0.2,0.2': these make 1.1",
        "write rows such as 8640,2880,2880, or shares such as 0.7,0.1,0.2"
    ),
    ("--split 70,20,20", 65, "--split asks for 110 rows, and there are 100", "pass parts of at most 100 rows together"),
    (
        "--split 70,10,5", 64, "--split holds out 5 rows, too few for a horizon of 7",
        "pass --horizon 5 or less, or hold out more with --split"
    ),
    (
        "--split 70,5,20", 64, "--split leaves 5 rows for validation, too few for a horizon of 7",
        "pass --split with a second part of 7 or more, or --horizon 5 or less"
    ),
    (
        "--split 2,50,48", 65,
        "before the first cutoff, 2020-02-21, there are 52 rows to learn from, 50 of them for validation: too few for "
            + "windows of 1 input step and 7 forecast steps in both training and validation",
        "pass --split with a larger first part, or --horizon 1"
    ),
    (
        "--validation 3 --gap 3", 64,
        "--validation leaves 3 rows for validation, too few for a horizon of 7 after a gap "
            + "of 3", "pass --validation 10 or more"
    ),
    (
        "--levels 80,95", 65,
        "an interval of 95% is calibrated on 19 windows of the validation rows before the first cutoff, and there are 8",
        "pass --validation 25 or more, or --levels 88 or lower"
    ),
    (
        // The remedy of the highest level is one for all.
        "--levels 90,99", 65,
        "an interval of 99% is calibrated on 99 windows of the validation rows before the first cutoff, and there are 8",
        "pass --levels 88 or lower"
    ),
    (
        "--levels 95 --split 60,10,30", 65,
        "an interval of 95% is calibrated on 19 windows of the validation rows before the first cutoff, and there are 4",
        "pass --split with a second part of 25 or more, or --levels 80 or lower"
    ),
    (
        "--baselines drft", 64, "there is no model called 'drft'",
        "did you mean drift? choose one of \(modelNames)"
    ),
]

/// What `backtest` says when it cannot go on, and of data that it can hardly go on with.
@Suite struct BadBacktestTests {
    private static let backtest = "forecast backtest data.csv --model ridge --baselines none"

    @Test(arguments: ["fit data.csv", "backtest data.csv --model ets"])
    func `values too large to compute with are refused, with their row`(command: String) throws {
        let folder = try folder((0..<60).map { $0 == 7 ? -2e305 : Double($0 % 5) })
        let outcome = try folder.run("forecast \(command)")
        #expect(outcome.status == 65 && outcome.errors.contains("the value -2e+305 in row 8 (2020-01-08) is too large"))
    }

    private func folder(_ values: [Double?]) throws -> CommandFolder {
        let folder = try CommandFolder()
        try folder.write(dailyCSV(values), to: "data.csv")
        return folder
    }

    private func command(_ flags: [String: Int]) -> String {
        flags.sorted { $0.key < $1.key }.reduce(Self.backtest) { "\($0) \($1.key) \($1.value)" }
    }

    @Test(arguments: bad.indices)
    func `what cannot be is refused with its reason and what to type`(row: Int) throws {
        let (flags, status, message, fix) = bad[row]
        let outcome = try folder(weeks(100)).run("\(Self.backtest) \(flags) --save result.json")
        #expect(outcome == Outcome(status: status, output: "", errors: "error: \(message)\n  fix: \(fix)\n"))
    }

    @Test(arguments: crowded.indices)
    func `every number that a fix names does, and the next one does not`(row: Int) throws {
        let folder = try folder(weeks(100))
        let flags = crowded[row]
        let outcome = try folder.run(command(flags))
        #expect(outcome.status == 65)
        let remedies = outcome.errors.matches(of: #/(--[a-z-]+) (\d+)( or more)?/#).filter {
            flags[String($0.1)] != nil
        }
        #expect(!remedies.isEmpty, "\(outcome.errors)")
        for remedy in remedies {
            let number = try #require(Int(remedy.2))
            let beyond = remedy.3 == nil ? number + 1 : number - 1
            let (does, doesNot) = try [number, beyond].map {
                try folder.run(command(flags.merging([String(remedy.1): $0]) { $1 })).status
            }.pair
            #expect(does == 0 && doesNot != 0, "\(remedy.0) of \(flags)")
        }
    }

    @Test(arguments: [(3, "add rows"), (4, "pass --horizon 1"), (10, "pass --horizon 3 or less")])
    func `a file of a few rows says how far it reaches`(rows: Int, fix: String) throws {
        let outcome = try folder(weeks(rows)).run(Self.backtest)
        #expect(outcome.status == 65)
        #expect(outcome.errors.hasSuffix(" fix: \(fix)\n"), "\(outcome.errors)")
    }

    @Test func `a constant series has undefined scores, and no number that is none`() throws {
        for value in [0.0, 5] {
            let folder = try folder(Array(repeating: value, count: 120))
            for format in ["table", "json", "markdown"] {
                let outcome = try folder.run(
                    "forecast backtest data.csv --model gru,ridge --epochs 1 --metrics all --format \(format)")
                #expect(outcome.status == 0)
                #expect(outcome.output.contains(format == "json" ? "\"mase\": null" : "undefined"))
                #expect(outcome.output.lowercased().firstMatch(of: #/\b(nan|inf)\b/#) == nil)
            }
        }
    }

    @Test func `missing values are skipped, counted and reported, also whole windows of them`() throws {
        var values = weeks(200)
        for row in [170, 172, 186, 187] { values[row] = nil }
        let few = try folder(values).run("forecast backtest data.csv --model naive --baselines none --windows 5")
        #expect(few.lines.contains("scored     7 steps, 31 values in 5 windows, 4 missing values not scored"))
        for row in 180..<190 { values[row] = nil }
        let many = try folder(values).run("forecast backtest data.csv --model naive --baselines none --windows 5")
        #expect(many.lines.contains { $0.hasPrefix("scored ") && $0.contains("not scored") })
        #expect(many.lines.contains { $0.hasPrefix("Naive ") })
    }

    @Test func `a window without a single value to learn from is named`() throws {
        let values: [Double?] = weeks(200).enumerated().map { $0 % 20 == 0 ? $1 : nil }
        let outcome = try folder(values + [1]).run("forecast backtest data.csv --model naive --window 1")
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.contains("--window keeps 1 row before the first cutoff, ")
                && outcome.errors.hasSuffix(", and none of them has a value\n  fix: pass a larger --window\n"))
    }

    @Test(arguments: [1, 3])
    func `a series too short and one that ended early are named and counted, whatever the others`(windows: Int) throws {
        let folder = try CommandFolder()
        let csv =
            dailyCSV(weeks(120), id: "a") + dailyCSV(weeks(120), id: "b", header: false)
            + dailyCSV(weeks(10), from: 110, id: "short", header: false)
            + dailyCSV(weeks(60), id: "early", header: false)
        try folder.write(csv, to: "data.csv")
        let outcome = try folder.run("\(Self.backtest) --windows \(windows)")
        #expect(outcome.status == 0)
        #expect(outcome.lines.contains("left out    1 series with too few rows before a cutoff: 'short'"))
        #expect(outcome.lines.contains("not scored  1 series without a value after a cutoff: 'early'"))
        #expect(outcome.lines.contains("note        input of 21 steps; --input-length sets another"))
        let text = try folder.succeed("\(Self.backtest) --windows \(windows) --json")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(document["notScored"] as? [String] == ["early"])
        #expect((document["leftOut"] as? [[String: Any]])?.map { $0["series"] as? String } == ["short"])
    }

    @Test func `a model named twice is fitted once, and blanks after commas do no harm`() throws {
        let outcome = try folder(weeks(100)).run("forecast backtest data.csv --model 'ridge, drift,ridge' -o out.csv")
        #expect(outcome.status == 0)
        #expect(outcome.lines.count { $0.hasPrefix("Ridge  ") } == 1)
    }
}

extension [Int32] {
    /// Two statuses.
    fileprivate var pair: (Int32, Int32) { (self[0], self[1]) }
}
