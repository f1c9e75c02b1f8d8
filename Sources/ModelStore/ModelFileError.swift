public import Diagnostics
package import Tensors

/// Why a model file cannot be read or written.
public struct ModelFileError: Diagnostic, Equatable {
    /// What is wrong.
    package var problem: TensorFileError
    /// The path as the user wrote it, when it comes from a file.
    package var file: String?

    package init(_ problem: TensorFileError, file: String? = nil) {
        self.problem = problem
        self.file = file
    }

    private static let words = TensorFileError.Words(
        subject: "model", noun: "model file",
        ifMissing: "make one with: forecast fit DATA.csv; or name another: forecast predict FILE.safetensors",
        ifOther: "name the .safetensors file that forecast fit wrote",
        anew: "make it anew with: forecast fit DATA.csv")

    /// A stable name for scripts; it begins with `model`.
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
