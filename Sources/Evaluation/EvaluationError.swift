public import Diagnostics

/// Why models cannot be scored.
public enum EvaluationError: Diagnostic, Hashable {
    /// The test rows hold no window with an observed target.
    case noHeldOutWindow

    /// A stable name for scripts.
    public var code: String { "evaluation-no-window" }

    /// What is wrong.
    public var message: String { "the held-out rows hold no window with an observed value to score" }

    /// What to do about it.
    public var fix: String { "hold out more rows with --test, or pass a shorter --horizon or --input-length" }

    /// The data have too little to score.
    public var exitStatus: ExitStatus { .badData }
}
