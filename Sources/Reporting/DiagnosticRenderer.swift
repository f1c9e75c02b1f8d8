public import Diagnostics
import JSON

/// The one place where errors become text.
public enum DiagnosticRenderer {
    /// `error: place: message`, and the fix on a line of its own.
    ///
    /// An error that is no ``Diagnostic`` is a defect of ours, and says so.
    public static func text(_ error: any Error) -> String {
        let diagnostic = diagnostic(error)
        let place = diagnostic.location.map { "\($0): ".printable } ?? ""
        return "error: \(place)\(diagnostic.message.printable)\n  fix: \(diagnostic.fix.printable)\n"
    }

    /// The same as one JSON document with the key `error`.
    public static func json(_ error: any Error) -> String {
        let diagnostic = diagnostic(error)
        let location = diagnostic.location.map { place in
            JSONValue.object([
                "column": .optional(place.column),
                "file": .string(place.file),
                "line": .optional(place.line),
            ])
        }
        return JSONValue.object([
            "error": .object([
                "code": .string(diagnostic.code),
                "exitStatus": JSONValue(Int(diagnostic.exitStatus.rawValue)),
                "fix": .string(diagnostic.fix),
                "location": location ?? .null,
                "message": .string(diagnostic.message),
            ])
        ]).document
    }

    /// The exit status of a command that stops because of `error`.
    public static func exitStatus(_ error: any Error) -> ExitStatus { diagnostic(error).exitStatus }

    private static func diagnostic(_ error: any Error) -> any Diagnostic {
        error as? any Diagnostic ?? UnexpectedError(message: "\(error)")
    }
}

/// An error nobody foresaw.
private struct UnexpectedError: Diagnostic {
    let code = "internal"
    let message: String
    let fix = "this is a defect of forecast; please report it with the command and its input"
    let exitStatus = ExitStatus.internalError
}
