import Diagnostics
import TimeSeries

extension CSVError {
    /// A timestamp that its series already has, on the line that `first` names.
    static func duplicateTimestamp(
        _ text: String,
        series: String?,
        first: String,
        ids: [String],
        isSubDaily: Bool,
        zone: String? = nil,
        hasFraction: Bool = false,
        at place: DiagnosticLocation
    ) -> CSVError {
        let owner = series.map { " in series '\(display($0))'" } ?? ""
        let choices = DuplicateChoice.allCases.filter { $0 != .error }.map(\.rawValue).joined(separator: ", ")
        let fix: String
        if hasFraction {
            fix =
                "a second is the smallest step there is: pass --duplicates with what becomes of the rows of one second: \(choices)"
        } else if let zone {
            fix =
                "if the clocks were set back here, pass --timezone with the zone of the file, such as --timezone \(zone); "
                + "else --duplicates with which of the two rows to keep: \(choices)"
        } else if series == nil, let id = ids.first {
            fix =
                "pass --id \(shellWord(id)) if the rows belong to several series, or --duplicates with which of the two rows "
                + "to keep: \(choices)"
        } else if isSubDaily {
            fix =
                "pass --duplicates with which of the two rows to keep: \(choices); "
                + "if a clock change repeats an hour here, write the timestamps in UTC"
        } else {
            fix =
                "pass --duplicates with which of the two rows to keep: \(choices)"
                + (series == nil ? "; or --id with a column that tells series apart" : "")
        }
        return CSVError(
            .duplicateTimestamp, "\(text) appears twice\(owner), first on \(first)", fix: fix, at: place)
    }

    /// A timestamp before the one of a row above, on the line that `line` names.
    static func unsortedTimestamp(
        _ text: String,
        after previous: String,
        on line: String,
        series: String?,
        column: String,
        ids: [String],
        at place: DiagnosticLocation
    ) -> CSVError {
        let owner = series.map { " in series '\(display($0))'" } ?? ""
        var fix = "pass --unsorted sort to sort the rows by '\(display(column))'"
        if series == nil, let id = ids.first {
            fix += ", or pass --id \(shellWord(id)) if they belong to several series"
        }
        return CSVError(
            .unsortedTimestamps, "\(text) comes after \(previous) on \(line)\(owner)", fix: fix, at: place)
    }

    /// A time that is far after those of the rows around it.
    static func timeFarAhead(_ text: String, before: String, after: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .unsortedTimestamps, "\(text) is far after the rows around it, \(before) and \(after)",
            fix: "correct the time if a digit is wrong, or delete the row", at: place)
    }

    static func allMissing(column: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .allMissing, "column '\(display(column))' holds no number, every cell is missing",
            fix: "pass --target with another column", at: place)
    }

    static func oneRow(at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .tooFewRows, "one row is no series", fix: "give a file with at least three rows, or two and --frequency",
            at: place)
    }

    /// The id column has another value in every row.
    static func everyRowASeries(id: String, isAsked: Bool, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .tooFewRows, "every row is a series of its own: all ids in column '\(display(id))' differ",
            fix:
                "column '\(display(id))' tells every row apart and is probably not an id; pass --id with another column"
                + (isAsked ? ", or leave --id out" : ""),
            at: place)
    }

    static func frequency(_ error: FrequencyError, path: String) -> CSVError {
        let kind: Kind =
            switch error {
            case .tooFewRows: .tooFewRows
            case .irregular: .irregular
            case .notWritable, .otherWeekday: .frequencyDoesNotFit
            }
        return CSVError(
            kind, error.message, fix: error.fix, at: DiagnosticLocation(file: path), exitStatus: error.exitStatus)
    }

    /// A row beside the grid that the others follow, of whose times between these `absent` have none.
    static func offGrid(
        _ text: String,
        grid: Frequency,
        following: Int,
        absent: Int,
        rows: Int,
        series: String?,
        isGiven: Bool,
        remedy: IrregularRemedy,
        at place: DiagnosticLocation
    ) -> CSVError {
        let owner = series.map { " of series '\(display($0))'" } ?? ""
        // Beside a grid that has all its rows others are extra; where many are absent, it is not the rows' own.
        let isFew = (rows - following) * 20 <= rows
        let isWhole = following > 0 && absent * 20 <= following
        let skip =
            isFew || isWhole || isGiven
            ? "pass --skip-off-grid to leave such rows out"
            : "\(remedy.fix ?? "pass another --frequency"); --skip-off-grid would leave out \(rows - following) rows"
        // Without a row on the grid there is nothing to keep.
        let fix = following > 0 || !isGiven ? skip : "give rows on that grid"
        return CSVError(
            .offGrid,
            "\(text) is off the grid, \(grid.gridDescription), that "
                + (isGiven ? "the rows\(owner) must lie on" : "\(following) of \(rows) rows\(owner) follow"),
            fix: fix, at: place)
    }

    static func tooManyGaps(
        grid: Frequency,
        inserted: Int,
        present: Int,
        series: String?,
        at place: DiagnosticLocation
    ) -> CSVError {
        let owner = series.map { " of series '\(display($0))'" } ?? ""
        return CSVError(
            .tooManyGaps,
            "the grid, \(grid.gridDescription), has \(counted(inserted, "place")) without a row, and only \(present) with one\(owner)",
            fix: "pass --frequency with the step that is meant, or fill the gaps in the file",
            at: place)
    }

    /// A hole in a series whose holes are not allowed.
    static func hole(
        _ text: String, column: String, isGap: Bool, series: String?, at place: DiagnosticLocation
    ) -> CSVError {
        let owner = series.map { " of series '\(display($0))'" } ?? ""
        return isGap
            ? CSVError(
                .gap, "there is no row at \(text)\(owner)", fix: "add the row, or leave --gaps error out", at: place)
            : CSVError(
                .missingValue, "column '\(display(column))' has no value at \(text)\(owner)",
                fix: "add the value, or leave --fill error out", at: place)
    }

    /// Rows cannot be brought together to a step that their times do not show.
    static func stepNotWritable(_ step: FrequencyRequest, _ format: TimestampFormat, path: String) -> CSVError {
        let error = FrequencyError.notWritable(step, format: format)
        return CSVError(
            .frequencyDoesNotFit, error.message,
            fix: "pass --every with a step that these timestamps can show, or leave it out",
            at: DiagnosticLocation(file: path), exitStatus: .usage)
    }

    /// Rows cannot be brought together to a step that is shorter than theirs.
    static func finerStep(_ step: Frequency, rows: Frequency, path: String) -> CSVError {
        CSVError(
            .finerStep, "the rows are \(rows) and cannot be brought together to \(step) ones",
            fix: "pass --every with a longer step, or leave it out", at: DiagnosticLocation(file: path),
            exitStatus: .usage)
    }
}
