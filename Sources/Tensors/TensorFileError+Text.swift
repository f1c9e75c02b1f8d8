package import Diagnostics
import Files

extension TensorFileError {
    /// What a kind of file is called, and how to do without a file of it.
    package struct Words: Sendable {
        /// The word that codes begin with, such as `model`.
        package var subject: String
        /// What the file is called, such as `model file`.
        package var noun: String
        /// What to type when there is no such file.
        package var ifMissing: String
        /// What to type when it is something else.
        package var ifOther: String
        /// How to come by another.
        package var anew: String

        package init(subject: String, noun: String, ifMissing: String, ifOther: String, anew: String) {
            self.subject = subject
            self.noun = noun
            self.ifMissing = ifMissing
            self.ifOther = ifOther
            self.anew = anew
        }
    }

    /// A stable name for scripts; it begins with the subject.
    package func code(_ words: Words) -> String {
        switch self {
        case .file(.notFound): "\(words.subject)-not-found"
        case .file(.notAFile): "\(words.subject)-not-a-file"
        case .file(.unreadable): "\(words.subject)-unreadable"
        case .file(.changed): "\(words.subject)-changed"
        case .tooShort, .headerTooLong, .header, .tensor, .dataLength: "\(words.subject)-damaged"
        case .notOurs: "\(words.subject)-not-ours"
        case .otherKind: "\(words.subject)-of-other-kind"
        case .document: "\(words.subject)-document"
        case .version: "\(words.subject)-version"
        case .unencodable: "\(words.subject)-unencodable"
        case .notWritten(let error): error.code
        }
    }

    /// What is wrong, in one sentence without a full stop.
    package func message(_ words: Words) -> String {
        switch self {
        case .file(.notFound): "there is no such \(words.noun)"
        case .file(.notAFile(let kind)): "this is \(kind), not a \(words.noun)"
        case .file(.unreadable(let reason)): "the \(words.noun) cannot be read: \(reason)"
        case .file(.changed): "the \(words.noun) changed while it was read"
        case .tooShort(let found): "not a safetensors file: it has \(found) bytes, too few for a header"
        case .headerTooLong(let declared, let limit):
            "not a safetensors file, or a damaged one: its header would be \(declared) bytes long, at most \(limit) can be"
        case .header(let reason, let offset): "the header is damaged at byte \(offset): \(reason)"
        case .tensor(let name, let reason): "tensor \(name.quotedForMessage) \(reason)"
        case .dataLength(let declared, let found):
            "the file is \(found < declared ? "cut short" : "longer than it says"): "
                + "its tensors take \(declared) bytes, \(found) are there"
        case .notOurs: "this is a safetensors file, but not one that forecast wrote"
        case .otherKind(let kind): "this is \(kind), not a \(words.noun)"
        case .document(let reason): "the \(words.subject)'s description is damaged: \(reason)"
        case .version(let found, let writer, let supported):
            "the \(words.noun) has format version \(found)\(writer.map { ", written by \($0.quotedForMessage)" } ?? ""); "
                + "this forecast reads version \(supported)"
        case .unencodable(let reason): "the \(words.subject) cannot be described as JSON: \(reason)"
        case .notWritten(let error): error.message
        }
    }

    /// What to type or change to mend it.
    package func fix(_ words: Words) -> String {
        switch self {
        case .file(.notFound): words.ifMissing
        case .file(.notAFile), .notOurs, .otherKind: words.ifOther
        case .file(.unreadable): "make sure that you may read the file, for example with: ls -l"
        case .file(.changed): "wait until whatever writes the file is done, then try again"
        case .tooShort, .headerTooLong, .header, .tensor, .dataLength, .document:
            "copy the file again from where it came, or \(words.anew)"
        case .version: "\(words.anew); or use the version of forecast that wrote it"
        case .unencodable: "report this as a defect, with the command and the data"
        case .notWritten(let error): error.fix
        }
    }

    /// The place for an error of `file`; what cannot be written names its own.
    package func location(in file: String?) -> DiagnosticLocation? {
        if case .notWritten(let error) = self { return error.location }
        return file.map { DiagnosticLocation(file: $0) }
    }

    /// 66 when there is nothing to read, 65 when it is wrong, 73 when it cannot be written.
    package var exitStatus: ExitStatus {
        switch self {
        case .file(.notFound), .file(.notAFile), .file(.unreadable): .noInput
        case .unencodable: .internalError
        case .notWritten(let error): error.exitStatus
        default: .badData
        }
    }
}
