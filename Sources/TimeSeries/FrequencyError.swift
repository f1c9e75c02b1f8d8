public import Diagnostics

/// Why the step between rows could not be found.
public enum FrequencyError: Diagnostic, Equatable {
    /// No series has the three rows it takes to see a step; the longest has this many.
    case tooFewRows(Int)
    /// Fewer than half of the steps from row to row are the same.
    case irregular(closest: Frequency, kept: Int, steps: Int, remedy: IrregularRemedy)
    /// The requested step cannot be written in the form of the file's timestamps.
    case notWritable(FrequencyRequest, format: TimestampFormat)
    /// Weeks were asked for from one weekday, 0 Monday to 6 Sunday, and most rows are on another.
    case otherWeekday(asked: Int, found: Int)

    /// A stable name for scripts.
    public var code: String {
        switch self {
        case .tooFewRows: "frequency-too-few-rows"
        case .irregular: "frequency-irregular"
        case .notWritable: "frequency-not-writable"
        case .otherWeekday: "frequency-other-weekday"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .tooFewRows(let rows):
            "\(rows) \(rows == 1 ? "row is" : "rows are") too few to see the step between them; it takes 3"
        case .irregular(let closest, let kept, let steps, _):
            "the rows keep no regular step: the closest, \(closest), is kept \(kept) times in \(steps)"
        case .notWritable(let request, let format):
            "timestamps written as \(format.pattern) cannot be \(request)"
        case .otherWeekday(let asked, let found):
            "most rows are on \(WeekPattern.names[found])s, not on \(WeekPattern.names[asked])s"
        }
    }

    /// What to change.
    public var fix: String {
        switch self {
        case .tooFewRows: "pass --frequency with one of \(FrequencyRequest.help)"
        case .irregular(_, _, _, let remedy):
            remedy.fix
                ?? "pass --frequency (such as daily) together with --skip-off-grid to keep the rows on that step, "
                + "or resample the file to a regular step"
        case .notWritable(_, let format) where format.isOrdinal:
            "these are numbers: pass the step between them, such as --frequency 1, or leave it out to have it inferred"
        case .notWritable: "pass a --frequency that these timestamps can show, or leave it out to have it inferred"
        case .otherWeekday: "pass --frequency weekly, or leave it out"
        }
    }

    /// Bad data, or bad usage when the flag is at fault.
    public var exitStatus: ExitStatus {
        switch self {
        case .tooFewRows, .irregular: .badData
        case .notWritable, .otherWeekday: .usage
        }
    }
}
