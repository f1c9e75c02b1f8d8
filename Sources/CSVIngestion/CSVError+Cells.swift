import TimeSeries

extension CSVError {
    /// Explains why a cell of the target is not a finite number.
    static func badNumber(column: String, text: String, at place: DiagnosticLocation) -> CSVError {
        let cell = "column '\(display(column))': \"\(display(text))\""
        let asMissing = "pass --missing \(shellWord(text)) to read it as missing"
        if number(utf8: Array(text.utf8).span) != nil {
            return CSVError(
                .numberTooLarge, "\(cell) is too large for a number", fix: "correct it, or \(asMissing)", at: place)
        }
        let word = text.lowercased().drop { "+-".contains($0) }
        if word == "nan" {
            return CSVError(.notANumber, "\(cell) reads as text, not as a number", fix: asMissing, at: place)
        }
        if word == "inf" || word == "infinity" {
            return CSVError(
                .notANumber, "\(cell) is not a finite number", fix: "write a number instead, or \(asMissing)", at: place
            )
        }
        if let fix = regrouped(text) {
            return CSVError(
                .groupedDigits, "\(cell) is not a number: digits are not grouped, and the decimal mark is a point",
                fix: "write \(fix)", at: place)
        }
        return CSVError(.notANumber, "\(cell) is not a number", fix: asMissing, at: place)
    }

    /// How a number with grouped digits or a decimal comma is to be written; nil when the text is neither.
    private static func regrouped(_ text: String) -> String? {
        let hasPoint = text.contains(".")
        guard text.contains(",") || text.split(separator: ".").count > 2 else { return nil }
        func reading(decimal: Character, group: Character) -> String? {
            let parts = text.split(separator: decimal, maxSplits: 1, omittingEmptySubsequences: false)
            let groups = parts[0].split(separator: group, omittingEmptySubsequences: false)
            guard groups.dropFirst().allSatisfy({ $0.count == 3 }), parts.count < 2 || !parts[1].contains(group)
            else { return nil }
            let plain = groups.joined() + (parts.count == 2 ? "." + parts[1] : "")
            return number(utf8: Array(plain.utf8).span) == nil ? nil : plain
        }
        let english = reading(decimal: ".", group: ",")
        let continental = reading(decimal: ",", group: ".")
        if let english, let continental, english != continental, !hasPoint {
            return "\(english), or \(continental) if the comma is a decimal comma"
        }
        return english ?? continental
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
        return general + " (\(display(text)) could be read in more than one way)"
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
