import Diagnostics

extension CSVError {
    static func unterminatedQuote(at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .unterminatedQuote, "the quote that opens here is never closed",
            fix: "close it; a quote within a quoted field is written twice (\"\")", at: place)
    }

    /// libcsv stopped at a quote within an unquoted field, or at text after a closing quote.
    static func strayQuote(isQuote: Bool, recordLine: Int, at place: DiagnosticLocation) -> CSVError {
        let fault = isQuote ? "a quote stands inside an unquoted field" : "text follows a closing quote"
        let origin = place.line == recordLine ? "" : ", in the record that began on line \(recordLine)"
        return CSVError(
            .strayQuote, fault + origin,
            fix:
                "quote the whole field and write the quote within it twice (\"\"), or look for an earlier quote that is not closed",
            at: place)
    }

    /// A row has another number of fields than the first.
    static func raggedRow(
        fields: Int,
        expected: Int,
        first: String,
        hasHeader: Bool,
        delimiter: UInt8,
        at place: DiagnosticLocation
    ) -> CSVError {
        let reference = hasHeader ? "the header" : "the first row"
        let message = "\(counted(fields, "field")) where \(reference) has \(expected)"
        if let mark = commentMark(first) {
            let fix = "pass --comment '\(mark)' to skip lines that begin with it, as the first line does"
            return CSVError(.raggedRow, message, fix: fix, at: place)
        }
        let mark = Character(Unicode.Scalar(delimiter))
        if hasHeader, expected == 1, !first.isEmpty {
            let title = first.utf8.count <= 40 ? ", or pass --comment \(shellWord(first)) to skip it" : ""
            return CSVError(
                .raggedRow, message,
                fix: "quote a field that contains '\(mark)'; if the first line is a title, delete it\(title)", at: place
            )
        }
        let fix =
            fields > expected
            ? "quote a field that contains '\(mark)', or take the extra field out"
            : "add the missing field; an empty one still needs its '\(mark)'"
        return CSVError(.raggedRow, message, fix: fix, at: place)
    }

    /// The header is one field that contains another usual delimiter.
    static func wrongDelimiter(header: String, delimiter: Character, at place: DiagnosticLocation) -> CSVError {
        let name = delimiter == "\t" ? "'\\t'" : "'\(delimiter)'"
        return CSVError(
            .wrongDelimiter, "the header is a single column '\(display(header))'", fix: "pass --delimiter \(name)",
            at: place)
    }

    static func tooManyColumns(_ columns: Int, limit: Int, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .tooManyColumns, "the file has \(columns) columns, and at most \(limit) can be read",
            fix: "give those that are needed, as with cut -d, -f1-100, or pass --layout rows if every row is a series",
            at: DiagnosticLocation(file: place.file, line: place.line))
    }

    static func headerOnly(at place: DiagnosticLocation) -> CSVError {
        CSVError(.headerOnly, "there is a header but no row", fix: "give a file with rows", at: place)
    }

    static func noRecords(path: String) -> CSVError {
        CSVError(
            .empty, "the file holds only blank lines or comments", fix: "give a CSV file with a header and rows",
            at: DiagnosticLocation(file: path))
    }

    /// So much that is skipped that there is hardly a row behind it, and a stream need not end.
    static func noRowYet(bytes: Int, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .empty,
            "the first \(bytes >> 20) MiB hold too few rows to tell the columns by, only lines that are skipped: "
                + "blank ones, comments, or the header again",
            fix: "give a CSV file with a header and rows, or pass --comment '' if the lines are rows", at: place)
    }

    static func invalidUTF8(column: String, text: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .invalidUTF8, "column '\(display(column))': \"\(display(text))\" is not valid UTF-8",
            fix: "pass --encoding windows-1252 if that is what it is, or convert the file, as with iconv", at: place)
    }

    /// The character with which other tools mark comments, when `line` begins with it.
    static func commentMark(_ line: String) -> Character? {
        line.first.flatMap { "#%".contains($0) ? $0 : nil }
    }
}
