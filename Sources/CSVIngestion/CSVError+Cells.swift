import Diagnostics

extension CSVError {
    /// Explains why a cell of the target is not a finite number.
    ///
    /// - Parameter profile: What the first cells of the column look like.
    static func badNumber(
        column: String, text: String, profile: ColumnProfile, style: NumberStyle = .plain, at place: DiagnosticLocation
    ) -> CSVError {
        let cell = "column '\(display(column))': \"\(display(text))\""
        // A long cell is no token for a missing one, and nobody would type it.
        let asMissing = text.utf8.count <= 40 ? "pass \(missingFlag(text)) to read it as missing" : nil
        func or(_ fix: String) -> String { asMissing.map { "\(fix), or \($0)" } ?? fix }
        if profile.content == .number || profile.content == .empty, let plain = plainNumber(meantBy: text, style) {
            return CSVError(.notANumber, "\(cell) is not a number", fix: or("write it as \(plain)"), at: place)
        }
        if number(utf8: Array(text.utf8).span, style) != nil {
            return CSVError(.numberTooLarge, "\(cell) is too large for a number", fix: or("correct it"), at: place)
        }
        let word = text.prefix(12).lowercased().drop { "+-".contains($0) }
        if word == "nan" {
            return CSVError(
                .notANumber, "\(cell) reads as text, not as a number", fix: asMissing ?? plainNumbers, at: place)
        }
        if word == "inf" || word == "infinity" {
            return CSVError(.notANumber, "\(cell) is not a finite number", fix: or("write a number instead"), at: place)
        }
        if let fix = NumberStyle.fix(text, style) {
            let mark = style.decimalMark == .comma ? "comma" : "point"
            let group = style.group == .none ? "digits are not grouped" : "digits are grouped in another way"
            return CSVError(
                .groupedDigits, "\(cell) is not a number: \(group), and the decimal mark is a \(mark)", fix: fix,
                at: place)
        }
        return CSVError(
            .notANumber, "\(cell) is not a number", fix: fix(text, asMissing: asMissing, in: profile), at: place)
    }

    /// What to do about a cell that is no number: it is missing, or the whole column is no column of numbers.
    private static func fix(_ text: String, asMissing: String?, in profile: ColumnProfile) -> String {
        switch profile.content {
        case .number, .empty:
            return asMissing ?? "correct the cell, or leave it empty if it is missing"
        case .date, .foreignDate:
            return "pass --target with a column of numbers; this one holds dates"
        case .text:
            let hasDigit = text.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            if hasDigit { return plainNumbers }
            let mayBeMissing = profile.numbers > 0 || profile.distinct <= 2
            if let asMissing, mayBeMissing, isWord(text) { return asMissing }
            return "pass --target with a column of numbers; this one holds text"
        }
    }

    /// The flag that makes a cell mean "missing"; one that begins as flags do is tied to its flag.
    static func missingFlag(_ text: String) -> String {
        "--missing" + (text.hasPrefix("--") ? "=" : " ") + shellWord(text)
    }

    private static let plainNumbers =
        "write plain numbers such as 1234.5, without currency signs, percent signs or units"

    /// Whether a text could be a token for a missing cell: a short word, or marks such as `?` and `--`.
    private static func isWord(_ text: String) -> Bool {
        text.utf8.count <= 12 && text.allSatisfy { $0.isLetter || "-?/.#*_ ".contains($0) }
    }

    static func missingTimestamp(column: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .missingTimestamp, "column '\(display(column))': the timestamp is missing",
            fix: "fill it in, or delete the row", at: place)
    }

    static func missingID(column: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .missingID, "column '\(display(column))': the id is missing", fix: "fill it in, or delete the row",
            at: place)
    }
}
