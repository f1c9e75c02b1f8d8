public import TimeSeries

/// Why a backtest cannot be made.
public enum BacktestError: Diagnostic, Hashable {
    /// A flag's number of steps or rows is out of its range.
    case outOfRange(flag: String, value: Int, least: Int)
    /// `--split` is neither rows nor shares.
    case unreadableSplit(text: String)
    /// The split asks for more rows than there are.
    case splitTooLong(rows: Int, available: Int)
    /// The test rows cannot hold the gap and the horizon.
    case testTooShort(flag: String, rows: Int, gap: Int, horizon: Int)
    /// The rows before the first cutoff are too few; `most` cutoffs would do, if any.
    case tooManyWindows(windows: Int, most: Int?, rows: Int)
    /// The rows before the first cutoff are too few for what has to be learned from them.
    case tooFewRows(before: String, rows: Int, reason: String, fix: String)
    /// No cutoff has an observed value after it.
    case nothingToScore

    /// A stable name for scripts.
    public var code: String {
        switch self {
        case .outOfRange: "backtest-out-of-range"
        case .unreadableSplit: "backtest-split-unreadable"
        case .splitTooLong: "backtest-split-too-long"
        case .testTooShort: "backtest-test-too-short"
        case .tooManyWindows: "backtest-too-many-windows"
        case .tooFewRows: "backtest-too-few-rows"
        case .nothingToScore: "backtest-nothing-to-score"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .outOfRange(let flag, let value, let least): "\(flag) is \(value), and must be at least \(least)"
        case .unreadableSplit(let text):
            "--split takes three numbers of rows, or three shares that make at most 1, not '\(text)'"
        case .splitTooLong(let rows, let available): "--split asks for \(rows) rows, and there are \(available)"
        case .testTooShort(let flag, let rows, let gap, let horizon):
            "\(flag) holds out \(rows) row\(rows == 1 ? "" : "s"), too few for a horizon of \(horizon)"
                + (gap > 0 ? " after a gap of \(gap)" : "")
        case .tooManyWindows(let windows, _, let rows):
            "\(windows) cutoff\(windows == 1 ? "" : "s") leave too few of the \(rows) rows to learn from"
        case .tooFewRows(let cutoff, let rows, let reason, _):
            "before the first cutoff, \(cutoff), there are \(rows) rows to learn from: \(reason)"
        case .nothingToScore: "no cutoff is followed by an observed value that could be scored"
        }
    }

    /// What to type.
    public var fix: String {
        switch self {
        case .outOfRange(let flag, _, let least): "pass \(flag) \(least) or more"
        case .unreadableSplit: "write rows such as 8640,2880,2880, or shares such as 0.7,0.1,0.2"
        case .splitTooLong(_, let available): "pass parts of at most \(available) rows together"
        case .testTooShort(let flag, let rows, let gap, _):
            rows > gap
                ? "pass --horizon \(rows - gap) or less, or hold out more with \(flag)" : "hold out more with \(flag)"
        case .tooManyWindows(_, let most, _):
            most.map { "pass --windows \($0) or fewer, or a shorter --horizon, --step or --input-length" }
                ?? "pass a shorter --horizon or --input-length, or add rows"
        case .tooFewRows(_, _, _, let fix): fix
        case .nothingToScore: "move the cutoffs with --windows, --test-size or --split, or check the target column"
        }
    }

    /// Flags are usage, rows are data.
    public var exitStatus: ExitStatus {
        switch self {
        case .outOfRange, .unreadableSplit, .testTooShort: .usage
        case .splitTooLong, .tooManyWindows, .tooFewRows, .nothingToScore: .badData
        }
    }
}
