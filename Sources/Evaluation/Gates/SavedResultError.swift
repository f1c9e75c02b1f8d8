public import Diagnostics
import Files
package import JSON

/// Why a result saved earlier cannot be compared with.
public struct SavedResultError: Diagnostic, Equatable {
    /// What is wrong.
    package enum Problem: Error, Equatable {
        /// The file cannot be read, or is no JSON.
        case file(JSONFile.Problem)
        /// JSON that holds something else.
        case otherKind
        /// Written in another version of the file's form; nil for none.
        case version(String?)
        /// The content is not as it must be.
        case document(reason: String)
        /// It is of other data or other forecasts.
        case differs([SavedResult.Difference])
        /// A model that was asked for is not in it.
        case withoutModel(name: String, known: [String])
    }

    /// What is wrong.
    package var problem: Problem
    /// The path as the user wrote it.
    package var file: String

    package init(_ problem: Problem, file: String) {
        self.problem = problem
        self.file = file
    }

    /// A stable name for scripts.
    public var code: String {
        switch problem {
        case .file(.unread(.notFound)): "baseline-not-found"
        case .file(.unread(.notAFile)): "baseline-not-a-file"
        case .file(.unread(.unreadable)), .file(.unread(.changed)): "baseline-unreadable"
        case .file(.tooLong), .file(.notJSON), .document: "baseline-damaged"
        case .otherKind: "baseline-of-other-kind"
        case .version: "baseline-version"
        case .differs: "baseline-differs"
        case .withoutModel: "baseline-without-model"
        }
    }

    /// What is wrong, in one sentence without a full stop.
    public var message: String {
        switch problem {
        case .file(.unread(.notFound)): "there is no such saved result"
        case .file(.unread(.notAFile(let kind))): "this is \(kind), not a saved result"
        case .file(.unread(.unreadable(let reason))): "the saved result cannot be read: \(reason)"
        case .file(.unread(.changed)): "the saved result changed while it was read"
        case .file(.tooLong(let found, let limit)):
            "not a saved result: it has \(found) bytes, at most \(limit) can be"
        case .file(.notJSON(let reason, let offset)):
            "not a saved result, or a damaged one: at byte \(offset), \(reason)"
        case .document(let reason): "the saved result is damaged: \(reason)"
        case .otherKind: "this is JSON, but not a result that --save wrote"
        case .version(let found):
            "the saved result is of \(found.map { "format version \($0)" } ?? "no known format version"), and this forecast "
                + "reads \(SavedResult.formatVersion)"
        case .differs(let differences):
            "the saved result is of another backtest: "
                + differences.map { "\($0.what) \($0.saved) there, \($0.now) here" }.joined(separator: "; ")
        case .withoutModel(let name, let known):
            "the saved result has no model '\(name)', only \(known.joined(separator: ", "))"
        }
    }

    /// What to type or change to mend it.
    public var fix: String {
        switch problem {
        case .file(.unread(.unreadable)): "make sure that you may read the file, for example with: ls -l"
        case .file(.unread(.changed)): "wait until whatever writes the file is done, then try again"
        case .file, .otherKind, .version, .document:
            "make one with: forecast backtest DATA.csv --save FILE; and name it with --baseline"
        case .differs(let differences) where differences.contains { $0.what == "data" }:
            "compare on the data it was saved from, or save a new one from these with --save"
        case .differs(let differences):
            "backtest as it was saved\(Self.flag(differences)), or save a new one with --save"
        case .withoutModel: "leave the model out of --model, or save a new result that has it with --save"
        }
    }

    /// The flag that makes up for the first difference; the others often follow from it.
    private static func flag(_ differences: [SavedResult.Difference]) -> String {
        let flags = ["horizon": "--horizon", "gap": "--gap", "step": "--step", "cutoffs": "--windows"]
        return differences.first.flatMap { first in flags[first.what].map { ", with \($0) \(first.saved)" } } ?? ""
    }

    /// The file.
    public var location: DiagnosticLocation? { file.isEmpty ? nil : DiagnosticLocation(file: file) }

    /// 66 when there is nothing to read, 65 when it is wrong.
    public var exitStatus: ExitStatus {
        switch problem {
        case .file(.unread(.notFound)), .file(.unread(.notAFile)), .file(.unread(.unreadable)): .noInput
        default: .badData
        }
    }
}
