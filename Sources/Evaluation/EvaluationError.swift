public import Diagnostics

/// Why models cannot be scored.
public enum EvaluationError: Diagnostic, Hashable {
    /// The test rows hold no window with an observed target.
    case noHeldOutWindow
    /// An audit has no value after a cutoff to replace.
    case nothingToReplace

    /// A stable name for scripts.
    public var code: String {
        switch self {
        case .noHeldOutWindow: "evaluation-no-window"
        case .nothingToReplace: "audit-nothing-to-replace"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .noHeldOutWindow: "the held-out rows hold no window with an observed value to score"
        case .nothingToReplace: "no row is held out, so that an audit has no value to replace"
        }
    }

    /// What to do about it.
    public var fix: String {
        switch self {
        case .noHeldOutWindow: "hold out more rows with --test, or pass a shorter --horizon or --input-length"
        case .nothingToReplace: "hold out rows with --test, or give a file of three rows or more"
        }
    }

    /// The data have too little to score.
    public var exitStatus: ExitStatus { .badData }
}
