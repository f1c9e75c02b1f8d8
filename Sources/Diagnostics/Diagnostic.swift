/// An error that says where it happened and what to type to mend it.
///
/// Every stage throws its own type that conforms to `Diagnostic`; one renderer prints them all:
/// ```
/// error: prices.csv:1042:17: column 'close': "n/a" is not a number
///   fix: pass --missing n/a to read it as missing
/// ```
public protocol Diagnostic: Error, Sendable, CustomStringConvertible {
    /// A stable kebab-case name for scripts, such as `csv-not-a-number`.
    var code: String { get }
    /// What is wrong, in one sentence without a full stop.
    var message: String { get }
    /// What the user can type or change to mend it.
    var fix: String { get }
    /// Where it is wrong, when there is such a place.
    var location: DiagnosticLocation? { get }
    /// The exit code of a command that stops because of it.
    var exitStatus: ExitStatus { get }
}

extension Diagnostic {
    /// No place by default.
    public var location: DiagnosticLocation? { nil }

    /// The error as the command line prints it: place, message and fix.
    public var description: String {
        let place = location.map { "\($0): " } ?? ""
        return "\(place)\(message)\n  fix: \(fix)"
    }
}

/// A place in a file: 1-based line and 1-based byte column where they are known.
public struct DiagnosticLocation: Sendable, Hashable, CustomStringConvertible {
    /// The path as the user wrote it.
    public var file: String
    /// Line, counted from 1.
    public var line: Int?
    /// Byte column within the line, counted from 1.
    public var column: Int?

    /// Creates a place in `file`.
    public init(file: String, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line:column`, as far as known.
    public var description: String {
        ([file] + [line, column].compactMap { $0 }.map(String.init)).joined(separator: ":")
    }
}

/// The exit codes of the command line, after BSD's `sysexits.h`.
public enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Everything asked for was done.
    case success = 0
    /// A gate failed: the evaluation ran and its result is not good enough.
    case gateFailed = 1
    /// A flag or argument is wrong.
    case usage = 64
    /// The content of an input file is wrong.
    case badData = 65
    /// An input file cannot be read.
    case noInput = 66
    /// A defect of this program.
    case internalError = 70
    /// An output file cannot be written.
    case cannotWrite = 73
    /// The user interrupted the command.
    case interrupted = 130
}
