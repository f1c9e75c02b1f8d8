import Testing

/// A backtest that takes no training: ten cutoffs a year apart.
private let ridge = "forecast backtest datasets/temperature.csv --model ridge"

/// Gates that cannot be, the error and its fix.
private let badGates: [(arguments: String, message: String, fix: String)] = [
    (
        "--fail-if mae", "a gate compares two values, and 'mae' does not",
        "write it like 'mae > 2.5' or 'mae >= naive.mae', in quotes"
    ),
    ("--fail-if 'mae => 2'", "'mae => 2' compares by '=>', which no gate does", "compare by one of >, >=, <, <="),
    (
        "--fail-if 'naiv.mae > 2'", "there is no model called 'naiv'",
        "did you mean naive? choose among ridge, naive, seasonal-naive, drift, mean, window-average"
    ),
    (
        "--fail-if 'lstm.mae > 2'", "'lstm' does not take part",
        "add it to --baselines or --model as lstm, "
            + "or choose among ridge, naive, seasonal-naive, drift, mean, window-average"
    ),
    ("--fail-if 'coverage-90 < 85'", "'coverage-90' measures intervals, and there are none of 90%", "pass --levels 90"),
    (
        "--must-beat ridge", "'ridge' is the model in question, and never better than itself",
        "name another model or baseline"
    ),
    ("--must-beat naive --by 2", "--by takes a percentage, not '2'", "write it like --by 2%"),
    (
        "--by 2%", "--by says by how much --must-beat must be met; pass both",
        "see what can be passed: forecast backtest --help"
    ),
    (
        "--tolerance 2%", "--tolerance is for errors against --baseline; pass both",
        "see what can be passed: forecast backtest --help"
    ),
]

@Suite struct BacktestGateTests {
    @Test func `gates that pass end in status 0, named on the last lines`() throws {
        let outcome = try CommandFolder().run(
            "\(ridge) --fail-if 'mae > 1.5' --fail-if 'mae > naive.mae' --must-beat naive --by 2%")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(
            outcome.lines.suffix(3) == [
                "gate passed: mae > 1.5: Ridge has an MAE of 0.949: below by 0.551 (36.7%)",
                "gate passed: mae > naive.mae: Ridge has an MAE of 0.949, Naive one of 2.092: below by 1.14 (54.6%)",
                "gate passed: must beat naive by 2%: Ridge has an MAE of 0.949, Naive one of 2.092: "
                    + "below by 1.14 (54.6%)",
            ])
    }

    @Test func `a gate that fails ends in status 1, after the report and the file`() throws {
        let folder = try CommandFolder()
        let outcome = try folder.run(
            "\(ridge) --must-beat seasonal-naive --fail-if 'skill-naive < 5' --fail-if 'owa > 0.5' --save base.json")
        #expect(outcome.status == 1)
        #expect(outcome.errors == "")
        let gates = outcome.lines.suffix(3)
        #expect(
            gates.first == "gate passed: skill-naive < 5: "
                + "Ridge has a skill over Naive of 54.62%: above by 49.6 points (992.3%)")
        #expect(gates.dropFirst().first?.hasPrefix("gate failed: owa > 0.5: Ridge has an OWA of 0.") == true)
        #expect(
            gates.last == "gate failed: must beat seasonal-naive: "
                + "Ridge has an MAE of 0.949, SeasonalNaive one of 0.913: above by 0.0362 (4.0%)")
        #expect(try folder.text("base.json").contains("\"fingerprint\""))
    }

    @Test func `an undefined value fails its gate`() throws {
        let folder = try CommandFolder()
        let rows = (0..<60).map {
            "2020-\($0 / 28 + 1 < 10 ? "0" : "")\($0 / 28 + 1)-\($0 % 28 < 9 ? "0" : "")\($0 % 28 + 1),\($0 % 2)\n"
        }
        try folder.write("date,value\n" + rows.joined(), to: "zeros.csv")
        let outcome = try folder.run(
            "forecast backtest zeros.csv --frequency daily --model naive --baselines none --fail-if 'mape > 1000'")
        #expect(outcome.status == 1)
        #expect(outcome.lines.last == "gate failed: mape > 1000: Naive's MAPE is undefined")
    }

    @Test func `under --quiet only failed gates are named, on standard error`() throws {
        let folder = try CommandFolder()
        let outcome = try folder.run("\(ridge) --quiet --fail-if 'mae > 0.9' --fail-if 'mae > 2'")
        #expect(
            outcome
                == Outcome(
                    status: 1, output: "",
                    errors: "gate failed: mae > 0.9: Ridge has an MAE of 0.949: above by 0.0492 (5.5%)\n"))
        #expect(try folder.run("\(ridge) --quiet --fail-if 'mae > 2'") == Outcome(status: 0, output: "", errors: ""))
    }

    @Test(arguments: badGates.indices)
    func `a gate that cannot be is refused before anything is read`(row: Int) throws {
        let (arguments, message, fix) = badGates[row]
        let folder = try CommandFolder()
        let outcome = try folder.run("forecast backtest absent.csv --model ridge \(arguments) --save base.json")
        #expect(outcome == Outcome(status: 64, output: "", errors: "error: \(message)\n  fix: \(fix)\n"))
        #expect(try Set(folder.content().keys) == ["datasets"])
    }

    @Test func `a saved result is the same bytes for one thread and two`() throws {
        let folder = try CommandFolder()
        for threads in [1, 2] {
            try folder.succeed(
                "forecast backtest datasets/temperature.csv --epochs 2 --hidden 8 --model gru,ridge --windows 4 "
                    + "--refit 2 --fail-if 'owa > 9' --threads \(threads) --save \(threads).json --quiet")
        }
        #expect(try folder.data("1.json") == folder.data("2.json"))
        #expect(try folder.text("1.json").contains("\"owa\": "))
    }

    @Test func `a result is held against one saved earlier`() throws {
        let folder = try CommandFolder()
        try folder.succeed("\(ridge) --save base.json --quiet")
        let same = try folder.run("\(ridge) --baseline base.json")
        #expect(same.status == 0)
        #expect(
            same.lines.suffix(2) == [
                "gate passed: Ridge's mae not worse than saved: Ridge has an MAE of 0.949, saved was 0.949: equal",
                "gate passed: Ridge's rmse not worse than saved: Ridge has an RMSE of 1.121, saved was 1.121: equal",
            ])

        let worse = "\(ridge) --input-length 12 --baseline base.json"
        let outcome = try folder.run(worse)
        #expect(outcome.status == 1)
        #expect(outcome.lines.last?.hasPrefix("gate failed: Ridge's rmse not worse than saved: ") == true)
        #expect(try folder.run("\(worse) --tolerance 50%").status == 0)
    }

    @Test(arguments: [
        ("--horizon 6 --step 12", "horizon 12 there, 6 here"),
        ("--step 6", "step 12 there, 6 here; cutoffs 10 there, 19 here"),
        ("--windows 5", "cutoffs 10 there, 5 here; first cutoff 2000-12 there, 2005-12 here"),
        ("--scaled-metrics", "scaled metrics off there, on here"),
        ("--missing 0.0 --frequency monthly --gap 12", "gap 0 there, 12 here"),
    ])
    func `a saved result of another split is refused`(arguments: String, message: String) throws {
        let folder = try CommandFolder()
        try folder.succeed("\(ridge) --save base.json --quiet")
        let outcome = try folder.run("\(ridge) \(arguments) --baseline base.json")
        #expect(outcome.status == 65)
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix("error: base.json: the saved result is of another backtest: \(message)"))
    }

    @Test func `a saved result of other data is refused`() throws {
        let folder = try CommandFolder()
        try folder.succeed("\(ridge) --save base.json --quiet")
        let text = try folder.text("datasets/temperature.csv")
        let lines = text.split(separator: "\n")
        let first = try #require(lines.dropFirst().first)
        try folder.write(text.replacing(first, with: "\(first)1"), to: "changed.csv")
        let outcome = try folder.run("forecast backtest changed.csv --model ridge --baseline base.json")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("error: base.json: the saved result is of another backtest: data "))
        #expect(outcome.errors.contains("fix: compare on the data it was saved from, or save a new one from these"))
    }

    @Test func `a baseline that lacks the model, is another file or is absent is refused`() throws {
        let folder = try CommandFolder()
        try folder.succeed("\(ridge) --save base.json --quiet")
        let lacks = try folder.run("forecast backtest datasets/temperature.csv --model lstm --baseline base.json")
        #expect(lacks.status == 65)
        #expect(lacks.errors.hasPrefix("error: base.json: the saved result has no model 'LSTM', only Ridge, Drift, "))
        #expect(try folder.run("\(ridge) --baseline datasets/temperature.csv").status == 65)
        let absent = try folder.run("\(ridge) --baseline none.json")
        #expect(absent.status == 66)
        #expect(absent.errors.hasPrefix("error: none.json: there is no such saved result\n"))
    }

    @Test func `the result does not replace the data, and needs a folder`() throws {
        let folder = try CommandFolder()
        let before = try folder.data("datasets/temperature.csv")
        let outcome = try folder.run("\(ridge) --save datasets/temperature.csv")
        #expect(outcome.status == 73)
        #expect(
            outcome.errors == "error: datasets/temperature.csv: cannot write the file: it is what is read, "
                + "and would be lost\n  fix: name another file with --save\n")
        #expect(try folder.data("datasets/temperature.csv") == before)
        #expect(try folder.run("\(ridge) --save none/base.json").status == 73)
    }

    @Test(arguments: ["--output", "--junit"])
    func `the result, the forecasts and the gates go to different files`(flag: String) throws {
        let folder = try CommandFolder()
        let outcome = try folder.run("\(ridge) \(flag) base.json --save ./base.json")
        #expect(outcome.status == 64)
        #expect(
            outcome.errors == "error: ./base.json: \(flag) and --save name the same file: one would replace the other\n"
                + "  fix: name another file with --save\n")
        try folder.succeed("\(ridge) --save base.json --quiet")
        let before = try folder.data("base.json")
        let lost = try folder.run("\(ridge) \(flag) base.json --baseline base.json")
        #expect(lost.status == 73)
        #expect(lost.errors.contains("it is what is read, and would be lost\n  fix: name another file with \(flag)"))
        #expect(try folder.data("base.json") == before)
    }
}

/// `--save` over the very file that `--baseline` names.
@Suite struct RenewedBaselineTests {
    private static let renewal = "--baseline base.json --save base.json"
    private static let better = ridge
    private static let worse = "\(ridge) --input-length 3"

    /// The file's content before and after, and what the command said.
    private func renew(_ saved: String, _ command: String) throws -> (before: String, after: String, outcome: Outcome) {
        let folder = try CommandFolder()
        try folder.succeed("\(saved) --save base.json --quiet")
        let before = try folder.text("base.json")
        let outcome = try folder.run(command)
        return (before, try folder.text("base.json"), outcome)
    }

    @Test func `a better result takes the baseline's place when every gate passes`() throws {
        let found = try renew(Self.worse, "\(Self.better) \(Self.renewal)")
        #expect(found.outcome.status == 0)
        #expect(found.outcome.errors == "")
        #expect(found.after != found.before)
        #expect(try renew(Self.better, Self.better).after == found.after)
    }

    @Test(arguments: [
        (worse, "", 1, "2 gates failed"),
        (better, "--fail-if 'mae > 0.9'", 1, "a gate failed"),
        (worse, "--tolerance 50%", 0, "Ridge's mae is larger now, though tolerated"),
    ])
    func `a baseline stays when a gate fails or an error grew, however little`(
        command: String, flags: String, status: Int32, reason: String
    ) throws {
        let found = try renew(Self.better, "\(command) \(flags) \(Self.renewal)")
        #expect(found.outcome.status == status)
        #expect(found.outcome.errors == "note: base.json stays as it was: \(reason)\n")
        #expect(found.after == found.before)
    }

    @Test func `a baseline stays when it has a model that was not backtested`() throws {
        let both = "forecast backtest datasets/temperature.csv --model ridge,gru --epochs 1"
        let found = try renew(both, "\(Self.better) --baselines none \(Self.renewal)")
        #expect(found.outcome.status == 0)
        #expect(found.outcome.errors == "note: base.json stays as it was: it has GRU, which this result lacks\n")
        #expect(found.after == found.before)
    }

    @Test func `the file is known by a link, and what is wrong with it leaves it`() throws {
        let folder = try CommandFolder()
        try folder.succeed("\(Self.better) --save base.json --quiet && ln -s base.json link.json")
        let before = try folder.text("base.json")
        let failed = try folder.run("\(Self.worse) --baseline base.json --save link.json --quiet")
        #expect(failed.status == 1)
        #expect(!failed.errors.contains("note"))
        let refused = try folder.run("\(Self.better) --windows 3 \(Self.renewal)")
        #expect(refused.status == 65)
        #expect(try folder.text("base.json") == before)
        #expect(try folder.run("\(Self.better) --baseline none.json --save none.json").status == 66)
    }
}
