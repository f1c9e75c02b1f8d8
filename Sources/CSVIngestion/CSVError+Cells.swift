import TimeSeries

extension CSVError {
    /// Explains why a cell of the target is not a finite number.
    ///
    /// - Parameter profile: What the first cells of the column look like.
    static func badNumber(
        column: String, text: String, profile: ColumnProfile, style: NumberStyle = .plain, at place: DiagnosticLocation
    ) -> CSVError {
        let cell = "column '\(display(column))': \"\(display(text))\""
        // A long cell is no token for a missing one, and nobody would type it.
        let asMissing = text.utf8.count <= 40 ? "pass --missing \(shellWord(text)) to read it as missing" : nil
        func or(_ fix: String) -> String { asMissing.map { "\(fix), or \($0)" } ?? fix }
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

    private static let plainNumbers = "write plain numbers such as 1234.5, without currency signs or units"

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

    /// Explains why a cell of the time column is no timestamp in the form of the rows before it.
    ///
    /// - Parameter format: The form of the first row; nil when this is the first row.
    static func badTimestamp(
        column: String,
        text: String,
        format: TimestampFormat?,
        at place: DiagnosticLocation
    ) -> CSVError {
        let cell = "column '\(display(column))': \"\(display(text))\""
        let shape = TimestampFormat.shape(of: Array(text.utf8).span, yearsAndCompactDays: false)
        guard let shape else {
            return CSVError(
                .notATimestamp, "\(cell) is not a timestamp", fix: iso(text), at: place)
        }
        if let format, shape != format {
            return mixedTimestamp(cell, shape: shape, format: format, at: place)
        }
        if shape.fractionDigits > 0, shape.ignoringFraction.timestamp(from: text.withoutFraction(of: shape)) != nil {
            return CSVError(
                .notATimestamp, "\(cell) holds a fraction of a second",
                fix: "round timestamps to whole seconds, or number the rows",
                at: place)
        }
        return CSVError(
            .noSuchDate, "\(cell) is not in the calendar", fix: "correct the date or the time of day", at: place)
    }

    private static func mixedTimestamp(
        _ cell: String,
        shape: TimestampFormat,
        format: TimestampFormat,
        at place: DiagnosticLocation
    ) -> CSVError {
        var sameOffset = shape
        sameOffset.suffix = format.suffix
        if sameOffset == format {
            let before = format.suffix.isEmpty ? "no UTC offset" : "'\(format.suffix)'"
            return CSVError(
                .offsetChanges, "\(cell) has another UTC offset than the first row, which has \(before)",
                fix: "write all timestamps in UTC, or all in local time without an offset", at: place)
        }
        let first = format.isOrdinal ? "an integer" : "written as \(format.pattern)"
        return CSVError(
            .mixedTimestamps, "\(cell) is in another form than the first timestamp, which is \(first)",
            fix: "write all timestamps in one form, such as 2020-01-31 or 2020-01-31T15:00:00", at: place)
    }

    /// The fix for a timestamp that is not in ISO 8601.
    private static func iso(_ text: String) -> String {
        let general = "write timestamps in ISO 8601, such as 2020-01-31, 2020-01-31T15:00 or 2020-01"
        guard looksLikeForeignDate(Array(text.utf8)) else { return general + ", or integers that number the rows" }
        return general + "; "
            + (hasTwoReadings(text)
                ? "\(display(text)) could be read in more than one way" : "dates are read as yyyy-MM-dd only")
    }

    /// Whether day and month of a date could be swapped, or its year is not clear.
    private static func hasTwoReadings(_ text: String) -> Bool {
        let groups = text.prefix { $0 != " " }.split { "/.-".contains($0) }
        guard groups.contains(where: { $0.utf8.count == 4 }) else { return true }
        guard groups.last?.utf8.count == 4 else { return false }
        let numbers = groups.prefix(2).compactMap { Int($0) }
        return numbers.count == 2 && numbers[0] != numbers[1] && numbers.allSatisfy { $0 <= 12 }
    }
}

extension TimestampFormat {
    fileprivate var ignoringFraction: TimestampFormat {
        var format = self
        format.fractionDigits = 0
        return format
    }
}

extension String {
    /// A timestamp of this form without the point and the digits after it.
    fileprivate func withoutFraction(of format: TimestampFormat) -> String {
        String(prefix(19)) + String(dropFirst(20 + format.fractionDigits))
    }
}
