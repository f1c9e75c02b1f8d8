public import Diagnostics
package import Tensors

/// Why the state of a run between two epochs cannot be read or written.
public struct CheckpointError: Diagnostic, Equatable {
    /// What is wrong.
    package var problem: TensorFileError
    /// The path as the user wrote it, when it comes from a file.
    package var file: String?

    package init(_ problem: TensorFileError, file: String? = nil) {
        self.problem = problem
        self.file = file
    }

    private static let words = TensorFileError.Words(
        subject: "checkpoint", noun: "checkpoint",
        ifMissing: "name the file that --checkpoint wrote, or start anew without --resume",
        ifOther: "name the file that --checkpoint wrote, or start anew without --resume",
        anew: "start anew without --resume")

    /// A stable name for scripts; it begins with `checkpoint`.
    public var code: String { problem.code(Self.words) }

    /// What is wrong, in one sentence without a full stop.
    public var message: String { problem.message(Self.words) }

    /// What to type or change to mend it.
    public var fix: String { problem.fix(Self.words) }

    /// The file.
    public var location: DiagnosticLocation? { problem.location(in: file) }

    /// 66 when there is nothing to read, 65 when it is wrong, 73 when it cannot be written.
    public var exitStatus: ExitStatus { problem.exitStatus }
}
