public import Diagnostics

/// Why a backtest cannot be made.
public enum BacktestError: Diagnostic, Hashable {
    /// A flag's number of steps or rows is out of its range.
    case outOfRange(flag: String, value: Int, least: Int)
    /// A flag's text is neither one of its words nor a number of what `number` says.
    case unreadableChoice(flag: String, text: String, choices: [String], number: String)
    /// `--split` is neither rows nor shares; with what is wrong with it, where that can be told.
    case unreadableSplit(text: String, reason: String?)
    /// The split asks for more rows than there are.
    case splitTooLong(rows: Int, available: Int)
    /// The test rows cannot hold the gap and the horizon.
    case testTooShort(flag: String, rows: Int, gap: Int, horizon: Int)
    /// The validation rows that a flag sets cannot hold the gap and the horizon.
    case validationTooShort(flag: String, rows: Int, gap: Int, horizon: Int)
    /// So many cutoffs leave nothing before the first; `most` would leave a row, if any would.
    case tooManyWindows(windows: Int, most: Int?, rows: Int)
    /// The test takes every row there is, or more.
    case testTooLong(rows: Int, available: Int)
    /// The rows before the first cutoff are none, or too few to learn from.
    case tooLittleToLearnFrom(BacktestShortage)
    /// No row of a rolling window has a value.
    case nothingObserved(window: Int, before: String)
    /// The validation rows before the first cutoff hold too few windows for an interval's level.
    case tooFewForLevel(LevelShortage)
    /// No cutoff has an observed value after it.
    case nothingToScore

    /// A stable name for scripts.
    public var code: String {
        switch self {
        case .outOfRange: "backtest-out-of-range"
        case .unreadableChoice: "backtest-unreadable"
        case .unreadableSplit: "backtest-split-unreadable"
        case .splitTooLong: "backtest-split-too-long"
        case .testTooShort: "backtest-test-too-short"
        case .validationTooShort: "backtest-validation-too-short"
        case .tooManyWindows: "backtest-too-many-windows"
        case .testTooLong: "backtest-test-too-long"
        case .tooLittleToLearnFrom: "backtest-too-few-rows"
        case .nothingObserved: "backtest-nothing-observed"
        case .tooFewForLevel: "backtest-too-few-for-level"
        case .nothingToScore: "backtest-nothing-to-score"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .outOfRange(let flag, let value, let least): "\(flag) is \(value), and must be at least \(least)"
        case .unreadableChoice(let flag, let text, let choices, let number):
            "\(flag) takes \(choices.joined(separator: ", ")) or a number of \(number), not '\(text)'"
        case .unreadableSplit(let text, let reason):
            "--split takes three numbers of rows, or three shares that make at most 1, not '\(text)'"
                + (reason.map { ": \($0)" } ?? "")
        case .splitTooLong(let rows, let available):
            "--split asks for \(rows) rows, and there \(available == 1 ? "is" : "are") \(available)"
        case .testTooShort(let flag, let rows, let gap, let horizon):
            "\(flag) holds out \(counted(rows, "row")), too few for a horizon of \(horizon)\(after(gap))"
        case .validationTooShort(let flag, let rows, let gap, let horizon):
            "\(flag) leaves \(counted(rows, "row")) for validation, too few for a horizon of \(horizon)\(after(gap))"
        case .tooManyWindows(let windows, _, let rows):
            "\(counted(windows, "cutoff")) \(windows == 1 ? "leaves" : "leave") none of the \(counted(rows, "row")) "
                + "to learn from"
        case .testTooLong(let rows, let available):
            "--test-size holds out \(counted(rows, "row")), and there \(available == 1 ? "is" : "are") \(available)"
        case .tooLittleToLearnFrom(let shortage): shortage.message
        case .nothingObserved(let window, let cutoff):
            "--window keeps \(counted(window, "row")) before the first cutoff, \(cutoff), and none of them has a value"
        case .tooFewForLevel(let shortage): shortage.message
        case .nothingToScore: "no cutoff is followed by an observed value that could be scored"
        }
    }

    /// What to type.
    public var fix: String {
        switch self {
        case .outOfRange(let flag, _, let least): "pass \(flag) \(least) or more"
        case .unreadableChoice(let flag, let text, let choices, _):
            "pass \(flag) \(nearestName(to: text, among: choices) ?? choices[0])"
        case .unreadableSplit: "write rows such as 8640,2880,2880, or shares such as 0.7,0.1,0.2"
        case .splitTooLong(_, let available): "pass parts of at most \(available) rows together"
        case .testTooShort(let flag, let rows, let gap, _):
            rows > gap
                ? "pass --horizon \(rows - gap)\(rows - gap > 1 ? " or less" : ""), or hold out more with \(flag)"
                : "hold out more with \(flag)"
        case .validationTooShort(let flag, let rows, let gap, let horizon):
            "pass \(flag)\(flag == "--split" ? " with a second part of" : "") \(gap + horizon)" + " or more"
                + (rows > gap ? ", or --horizon \(rows - gap)\(rows - gap > 1 ? " or less" : "")" : "")
        case .tooManyWindows(_, let most, _):
            most.map { "pass --windows \($0)\($0 > 1 ? " or fewer" : "")" } ?? "pass a shorter --horizon, or add rows"
        case .testTooLong(_, let available):
            available > 1 ? "pass --test-size \(available - 1)\(available > 2 ? " or less" : "")" : "add rows"
        case .tooLittleToLearnFrom(let shortage): shortage.fix
        case .nothingObserved: "pass a larger --window"
        case .tooFewForLevel(let shortage): shortage.fix
        case .nothingToScore: "move the cutoffs with --windows, --test-size or --split, or check the target column"
        }
    }

    /// Flags are usage, rows are data.
    public var exitStatus: ExitStatus {
        switch self {
        case .outOfRange, .unreadableChoice, .unreadableSplit, .testTooShort, .validationTooShort: .usage
        case .splitTooLong, .tooManyWindows, .testTooLong, .tooLittleToLearnFrom, .nothingObserved, .tooFewForLevel,
            .nothingToScore:
            .badData
        }
    }
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

private func after(_ gap: Int) -> String { gap > 0 ? " after a gap of \(gap)" : "" }
