import Diagnostics
import TimeSeries

extension CSVError {
    /// A cell of a covariate that is not what the others of its column are.
    static func badCovariate(
        column: String, text: String, content: CovariateColumn.Content, role: Covariate.Role,
        at place: DiagnosticLocation
    ) -> CSVError {
        let cell = "column '\(display(column))': \"\(display(text))\""
        let isLong = text.utf8.count > 40
        let asMissing = isLong ? "" : "pass \(missingFlag(text)) to read it as missing, or "
        let asCategory = "--categorical \(shellWord(column)) to take every cell for the name of a category"
        if content == .truth {
            return CSVError(
                .notANumber, "\(cell) is neither true nor false", fix: asMissing + "pass \(asCategory)", at: place)
        }
        if number(utf8: Array(text.utf8).span) != nil {
            return CSVError(.numberTooLarge, "\(cell) is too large for a number", fix: "correct it", at: place)
        }
        return CSVError(
            .notANumber, "\(cell) is not a number, as the first cells of this \(role.rawValue) covariate are",
            fix: asMissing + (isLong ? "pass " : "") + asCategory, at: place)
    }

    /// A column of dates cannot explain anything.
    static func datesAsCovariate(_ name: String, flag: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .notACovariate, "column '\(display(name))' holds dates, which are neither numbers nor categories",
            fix: "take it out of \(flag), or pass --time \(shellWord(name)) if it is the time", at: place,
            exitStatus: .usage)
    }

    /// A covariate of numbers that are not plainly written, which would become as many categories.
    static func markedNumbers(_ name: String, _ marked: MarkedNumber, flag: String, at place: DiagnosticLocation)
        -> CSVError
    {
        CSVError(
            .notACovariate, "column '\(display(name))' holds \(marked.description)",
            fix: "write plain numbers such as 1234.5, or pass --categorical \(shellWord(name)) to take every cell for "
                + "the name of a category", at: place)
    }

    /// A column that should be the same on every row of a series is not.
    static func staticChanges(
        _ name: String, from before: String, to text: String, series: String?, at place: DiagnosticLocation
    ) -> CSVError {
        let owner = series.map { " of series '\(display($0))'" } ?? ""
        return CSVError(
            .staticChanges,
            "column '\(display(name))': \"\(display(text))\" differs from \"\(display(before))\" on earlier rows\(owner)",
            fix: "pass it with --past or --future instead of --static, or correct the cell", at: place)
    }

    /// A column is a covariate and something else.
    static func covariateUsedTwice(
        _ name: String, flag: String, role: String, at place: DiagnosticLocation
    ) -> CSVError {
        CSVError(
            .columnUsedTwice, "column '\(display(name))' cannot be both \(role) and a covariate",
            fix: "take it out of \(flag)", at: place, exitStatus: .usage)
    }

    /// Flags ask for what a layout has not.
    static func layoutDoesNotFit(_ message: String, fix: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(.layoutDoesNotFit, message, fix: fix, at: place, exitStatus: .usage)
    }

    /// A text that is too long to be the name of a category.
    static func longCategory(_ text: String, column: String, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .notANumber,
            "a cell of '\(display(column))' holds \(text.utf8.count) bytes, too many for a category: "
                + "at most \(CategoryCodes.longestName)",
            fix: "leave column '\(display(column))' out of --past, --future and --static", at: place)
    }
}
