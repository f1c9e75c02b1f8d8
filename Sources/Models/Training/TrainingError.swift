public import TimeSeries

/// Why a network could not be trained.
public enum TrainingError: Diagnostic, Equatable {
    /// A hyperparameter that cannot be.
    case invalid(flag: String, value: String, requirement: String)
    /// The loss or a gradient became NaN or infinite.
    case diverged(step: Int, window: String, tensor: String)
    /// A checkpoint belongs to another run.
    case checkpointMismatch(path: String, what: String)

    /// `invalid-hyperparameter`, `training-diverged` or `checkpoint-mismatch`.
    public var code: String {
        switch self {
        case .invalid: "invalid-hyperparameter"
        case .diverged: "training-diverged"
        case .checkpointMismatch: "checkpoint-mismatch"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .invalid(let flag, let value, let requirement): "\(flag) is \(value), but must be \(requirement)"
        case .diverged(let step, let window, let tensor):
            "training diverged at step \(step): \(tensor) is not finite any more, first in window \(window)"
        case .checkpointMismatch(_, let what): "the checkpoint was written by a run with \(what)"
        }
    }

    /// What to type.
    public var fix: String {
        switch self {
        case .invalid(_, _, let requirement): "pass \(requirement)"
        case .diverged: "lower --learning-rate, or lower --clip, or choose another --scaling"
        case .checkpointMismatch: "pass the same data and flags as that run, or start anew without --resume"
        }
    }

    /// The checkpoint, if it is about one.
    public var location: DiagnosticLocation? {
        if case .checkpointMismatch(let path, _) = self { DiagnosticLocation(file: path) } else { nil }
    }

    /// Bad usage, or bad data when training diverged.
    public var exitStatus: ExitStatus {
        if case .diverged = self { .badData } else { .usage }
    }
}
