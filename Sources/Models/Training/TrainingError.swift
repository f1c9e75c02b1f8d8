public import Diagnostics

/// Why a network could not be trained.
public enum TrainingError: Diagnostic, Equatable {
    /// A hyperparameter that cannot be.
    case invalid(flag: String, value: String, requirement: String)
    /// The loss or a gradient became NaN or infinite.
    case diverged(step: Int, window: String, tensor: String)
    /// Training would take more bytes than there are; `flags` make it smaller.
    case outOfMemory(needed: Double, limit: Int, flags: String)
    /// A flag about checkpoints for a model that is not trained.
    case notTrained(model: String, flag: String)
    /// A checkpoint was asked for of several networks.
    case severalNetworks(count: Int)
    /// A checkpoint belongs to another run.
    case checkpointMismatch(path: String, what: String)

    /// A stable name for scripts, such as `training-diverged`.
    public var code: String {
        switch self {
        case .invalid: "invalid-hyperparameter"
        case .diverged: "training-diverged"
        case .outOfMemory: "training-out-of-memory"
        case .notTrained: "model-not-trained"
        case .severalNetworks: "several-networks"
        case .checkpointMismatch: "checkpoint-mismatch"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .invalid(let flag, let value, let requirement): "\(flag) is \(value), but must be \(requirement)"
        case .diverged(let step, let window, let tensor):
            "training diverged at step \(step): \(tensor) left the finite numbers, first in window \(window)"
        case .outOfMemory(let needed, let limit, _):
            "training would take about \(Self.gigabytes(needed)) of memory, and \(Self.gigabytes(Double(limit))) are there"
        case .notTrained(let model, let flag):
            "\(flag) keeps the state between rounds of training, and \(model) has none"
        case .severalNetworks(let count): "a checkpoint keeps the state of one network, and \(count) are trained here"
        case .checkpointMismatch(_, let what): "the checkpoint was written by a run with \(what)"
        }
    }

    /// What to type.
    public var fix: String {
        switch self {
        case .invalid(_, _, let requirement): "pass \(requirement)"
        case .diverged: "lower --learning-rate, or lower --clip, or choose another --scaling"
        case .outOfMemory(_, _, let flags): "lower \(flags)"
        case .notTrained(_, let flag): "leave \(flag) out"
        case .severalNetworks: "leave --checkpoint and --resume out, or train one network"
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

    /// `3.2 GB`, rounded up; no fewer than 0.1.
    private static func gigabytes(_ bytes: Double) -> String {
        let tenths = max(1, (bytes / 1e8).rounded(.up))
        return "\(tenths / 10) GB"
    }
}
