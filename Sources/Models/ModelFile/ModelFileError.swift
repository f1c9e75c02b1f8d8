public import Diagnostics

/// Why a model file cannot be read or written.
public struct ModelFileError: Diagnostic, Equatable {
    /// What is wrong.
    package enum Problem: Sendable, Equatable {
        /// There is no such file.
        case notFound
        /// It is a directory, a device or a pipe; `kind` says which, with its article.
        case notAFile(kind: String)
        /// The system refuses; `reason` is its text.
        case unreadable(reason: String)
        /// The file became shorter while it was read.
        case changed
        /// Fewer than the eight bytes that every file begins with.
        case tooShort(found: Int)
        /// The header is declared longer than the file or than any header may be.
        case headerTooLong(declared: UInt64, limit: Int)
        /// The header is no JSON, or not JSON of the right form.
        case header(reason: String, offset: Int)
        /// A tensor is not as it must be; `reason` goes on after its name.
        case tensor(name: String, reason: String)
        /// The file ends before the tensors do, or goes on after them.
        case dataLength(declared: Int, found: Int)
        /// A sound safetensors file that holds no forecasting model.
        case notAModel
        /// A sound file of ours, of another kind; `kind` says which, with its article.
        case otherKind(String)
        /// The model's document is not as it must be.
        case document(reason: String)
        /// Written in another version of the model's document.
        case version(found: String, writer: String?, supported: Int)
        /// A document that has no JSON: our own mistake.
        case unencodable(reason: String)
        /// The model is sound but cannot be written.
        case notWritten(FileWriteError)
    }

    /// What the file was opened as.
    package enum Subject: String, Sendable {
        /// A fitted model.
        case model
        /// The state of a run between two epochs.
        case checkpoint
    }

    /// What is wrong.
    package var problem: Problem
    /// What the file was opened as.
    package var subject = Subject.model
    /// The path as the user wrote it, when it comes from a file.
    package var file: String?

    package init(_ problem: Problem, file: String? = nil) {
        self.problem = problem
        self.file = file
    }

    /// The same error, saying that it is about `path`.
    package func inFile(_ path: String) -> ModelFileError {
        var error = self
        error.file = path
        return error
    }

    /// The same error, saying that the file was opened as a `subject`.
    package func about(_ subject: Subject) -> ModelFileError {
        var error = self
        error.subject = subject
        return error
    }
}

extension ModelFileError {
    /// A stable name for scripts; a checkpoint's begin with `checkpoint`.
    public var code: String {
        switch problem {
        case .notFound: "\(subject)-not-found"
        case .notAFile: "\(subject)-not-a-file"
        case .unreadable: "\(subject)-unreadable"
        case .changed: "\(subject)-changed"
        case .tooShort, .headerTooLong, .header, .tensor, .dataLength: "\(subject)-damaged"
        case .notAModel: "\(subject)-not-ours"
        case .otherKind: "\(subject)-of-other-kind"
        case .document: "\(subject)-document"
        case .version: "\(subject)-version"
        case .unencodable: "\(subject)-unencodable"
        case .notWritten(let error): error.code
        }
    }

    /// What is wrong, in one sentence without a full stop.
    public var message: String {
        switch problem {
        case .notFound: "there is no such \(noun)"
        case .notAFile(let kind): "this is \(kind), not a \(noun)"
        case .unreadable(let reason): "the \(noun) cannot be read: \(reason)"
        case .changed: "the \(noun) changed while it was read"
        case .tooShort(let found): "not a safetensors file: it has \(found) bytes, too few for a header"
        case .headerTooLong(let declared, let limit):
            "not a safetensors file, or a damaged one: its header would be \(declared) bytes long, at most \(limit) can be"
        case .header(let reason, let offset): "the header is damaged at byte \(offset): \(reason)"
        case .tensor(let name, let reason): "tensor \(name.quotedForMessage) \(reason)"
        case .dataLength(let declared, let found):
            "the file is \(found < declared ? "cut short" : "longer than it says"): "
                + "its tensors take \(declared) bytes, \(found) are there"
        case .notAModel: "this is a safetensors file, but not one that forecast wrote"
        case .otherKind(let kind): "this is \(kind), not a \(noun)"
        case .document(let reason): "the \(subject)'s description is damaged: \(reason)"
        case .version(let found, let writer, let supported):
            "the \(noun) has format version \(found)\(writer.map { ", written by \($0.quotedForMessage)" } ?? ""); "
                + "this forecast reads version \(supported)"
        case .unencodable(let reason): "the \(subject) cannot be described as JSON: \(reason)"
        case .notWritten(let error): error.message
        }
    }

    /// What to type or change to mend it.
    public var fix: String {
        switch problem {
        case .notFound:
            subject == .model
                ? "make one with: forecast fit DATA.csv; or name another: forecast predict FILE.safetensors"
                : "name the file that --checkpoint wrote, or \(anew)"
        case .notAFile, .notAModel, .otherKind:
            subject == .model
                ? "name the .safetensors file that forecast fit wrote"
                : "name the file that --checkpoint wrote, or \(anew)"
        case .unreadable: "make sure that you may read the file, for example with: ls -l"
        case .changed: "wait until whatever writes the file is done, then try again"
        case .tooShort, .headerTooLong, .header, .tensor, .dataLength, .document:
            "copy the file again from where it came, or \(anew)"
        case .version: "\(anew); or use the version of forecast that wrote it"
        case .unencodable: "report this as a defect, with the command and the data"
        case .notWritten(let error): error.fix
        }
    }

    private var noun: String { subject == .model ? "model file" : "checkpoint" }

    /// How to do without the file.
    private var anew: String {
        subject == .model ? "make it anew with: forecast fit DATA.csv" : "start anew without --resume"
    }

    /// The file.
    public var location: DiagnosticLocation? {
        if case .notWritten(let error) = problem { return error.location }
        return file.map { DiagnosticLocation(file: $0) }
    }

    /// 66 when there is nothing to read, 65 when it is wrong, 73 when it cannot be written.
    public var exitStatus: ExitStatus {
        switch problem {
        case .notFound, .notAFile, .unreadable: .noInput
        case .unencodable: .internalError
        case .notWritten(let error): error.exitStatus
        default: .badData
        }
    }
}
