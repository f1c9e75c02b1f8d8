import Diagnostics

/// One of the files that are read as one dataset.
public struct SourceFile: Sendable, Hashable {
    /// The file in messages: its path as the user wrote it, or what standard input is called.
    public var path: String
    /// Lines in the files before this one.
    public var lineOffset: Int
}

extension [SourceFile] {
    /// The files in a few words: the first, and how many more.
    public var title: String {
        let first = first?.path ?? ""
        return count > 1 ? "\(first) and \(counted(count - 1, "more file"))" : first
    }

    /// Where a line, counted over all files, stands.
    func place(ofLine line: Int, column: Int? = nil) -> DiagnosticLocation {
        let file = last { $0.lineOffset < line } ?? first
        return DiagnosticLocation(file: file?.path ?? "", line: line - (file?.lineOffset ?? 0), column: column)
    }
}

extension CSVError {
    /// A file of several has other columns than the first.
    static func columnsDiffer(
        _ names: [String], from expected: [String], of first: String, at place: DiagnosticLocation
    )
        -> CSVError
    {
        let missing = expected.filter { !names.contains($0) }
        let added = names.filter { !expected.contains($0) }
        let difference =
            missing.isEmpty
            ? added.isEmpty ? "\(counted(names.count, "column")) instead of \(expected.count)" : "also \(list(added))"
            : "no \(list(missing))"
        return CSVError(
            .columnsDiffer, "the columns differ from those of \(first): \(difference)",
            fix: "give files of the same columns, in any order, or read them one by one", at: place)
    }
}

extension RecordReader {
    /// The record's line in a sentence, with its file where that is not the first of several.
    var recordWords: String { lineOffset > 0 ? "line \(recordLine) of \(path)" : "line \(recordLine)" }
}
