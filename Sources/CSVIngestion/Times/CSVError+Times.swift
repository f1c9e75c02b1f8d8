import Diagnostics
import TimeSeries

extension CSVError {
    /// Explains why a cell of the time column is no timestamp in the form of the other rows.
    ///
    /// - Parameters:
    ///   - format: The form of the others; nil when none is known.
    ///   - isFirst: Whether this is the first row.
    static func badTimestamp(
        column: String,
        text: String,
        format: TimestampFormat?,
        isFirst: Bool = false,
        at place: DiagnosticLocation
    ) -> CSVError {
        let cell = "column '\(display(column))': \"\(display(text))\""
        let bytes = Array(text.utf8)
        let isOrdinal = TimestampFormat.ordinal.timestamp(utf8: bytes.span) != nil
        let shape = TimestampFormat.shape(of: bytes.span) ?? (isOrdinal ? .ordinal : nil)
        let isInForm = format.map { $0.isForm(of: bytes.span) || $0.widened(toRead: bytes.span) != nil } ?? false
        if isInForm || (shape != nil && (format == nil || shape == format)) {
            return CSVError(
                .noSuchDate, "\(cell) is not in the calendar", fix: "correct the date or the time of day", at: place)
        }
        guard let shape else {
            return CSVError(.notATimestamp, "\(cell) is not a timestamp", fix: write(format, text), at: place)
        }
        return mixedTimestamp(cell, shape: shape, format: format ?? .ordinal, isFirst: isFirst, at: place)
    }

    private static func mixedTimestamp(
        _ cell: String, shape: TimestampFormat, format: TimestampFormat, isFirst: Bool, at place: DiagnosticLocation
    ) -> CSVError {
        let others = isFirst ? "most timestamps, which are" : "the first timestamp, which is"
        let form = format.isOrdinal ? (isFirst ? "integers" : "an integer") : "written as \(format.pattern)"
        return CSVError(
            .mixedTimestamps, "\(cell) is in another form than \(others) \(form)",
            fix: "write all timestamps in one form, such as 2020-01-31 or 2020-01-31T15:00:00", at: place)
    }

    /// The fix for text that is no time.
    private static func write(_ format: TimestampFormat?, _ text: String) -> String {
        if looksLikeNamedMonth(Array(text.utf8)) {
            return "write names of months in English, such as Mar 2015, or months as numbers, such as 2015-03"
        }
        if let format, !format.isOrdinal { return "write it as the others, \(format.pattern), or delete the row" }
        let general = "write timestamps in ISO 8601, such as 2020-01-31, 2020-01-31T15:00 or 2020-01"
        guard looksLikeForeignDate(Array(text.utf8)) else {
            return general
                + ", integers that number the rows, or name their form, such as --time-format '%d.%m.%Y %H:%M'"
        }
        return general + ", or name their form, such as --time-format '%d.%m.%Y %H:%M'"
    }

    /// A column whose cells can be read in two ways.
    static func twoReadings(column: String, text: String, formats: [TimestampFormat], at place: DiagnosticLocation)
        -> CSVError
    {
        let bytes = Array(text.utf8)
        let readings = formats.compactMap { format in
            format.timestamp(utf8: bytes.span).map { "\(isoText($0, format)) (\(format.strftime))" }
        }
        let fixes = formats.map { "--time-format \(shellWord($0.strftime))" }
        return CSVError(
            .twoReadings,
            "column '\(display(column))': \"\(display(text))\" may be \(readings.joined(separator: " or ")), "
                + "and no row tells which",
            fix: "pass \(fixes.joined(separator: " or "))", at: place)
    }

    private static func isoText(_ timestamp: Timestamp, _ format: TimestampFormat) -> String {
        TimestampFormat.day.text(timestamp)
    }

    /// A column of days, or longer steps, whose UTC offset changes.
    static func offsetChanges(column: String, zone: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .offsetChanges,
            "column '\(display(column))': the UTC offset changes here, and nothing says on which clock days begin",
            fix: "pass --timezone with the zone of the file, such as --timezone \(zone)", at: place)
    }

    /// A local time over which the clocks were set forward.
    static func skippedTime(_ text: String, zone: String, before: Int, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .skippedTime, "\(text) does not exist in \(zone): the clocks were set forward over it",
            fix:
                "pass the --timezone of the file's own clock, or leave it out if that is never set; else correct the time",
            at: place)
    }
}
