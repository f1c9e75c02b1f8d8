public import Diagnostics
public import Windowing

/// Why a ridge regression cannot be fitted.
public enum RidgeError: Diagnostic, Hashable {
    /// No window of a partition has a value at each of its targets.
    case noCompleteWindow(partition: Partition, inputLength: Int, horizon: Int)
    /// The equations have no solution in double precision at any penalty.
    case notSolvable

    /// A stable name for scripts.
    public var code: String {
        switch self {
        case .noCompleteWindow: "ridge-no-complete-window"
        case .notSolvable: "ridge-not-solvable"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .noCompleteWindow(let partition, let inputLength, let horizon):
            "the ridge regression learns from windows without a missing target, and no \(partition.rawValue) window of "
                + "\(inputLength) input steps and \(horizon) forecast steps has none"
        case .notSolvable: "the equations of the ridge regression have no finite solution at any penalty"
        }
    }

    /// What to do about it.
    public var fix: String {
        switch self {
        case .noCompleteWindow: "pass a shorter --horizon, or fill the missing values"
        case .notSolvable: "pass a shorter --input-length, or write the column in another unit"
        }
    }

    /// Bad data.
    public var exitStatus: ExitStatus { .badData }
}
