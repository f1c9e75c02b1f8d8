import Diagnostics

extension CSVError {
    /// No column of a file of forecasts holds times.
    static func noTimeColumn(names: [String], at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .noTimeColumn, "no column holds the times that are forecast",
            fix: "pass --time with one of \(list(names)), or --layout rows if every row is a series",
            at: DiagnosticLocation(file: place.file, line: place.line))
    }

    /// A file of forecasts has only ids and times.
    static func noForecastColumn(at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .noNumberColumn, "no column is left that could hold forecasts",
            fix: "give a file with a column of numbers for each model",
            at: DiagnosticLocation(file: place.file, line: place.line))
    }

    /// A forecast that is no number; one that is missing would not do either.
    static func badForecast(_ error: CSVError) -> CSVError {
        guard error.kind == .notANumber, let place = error.location else { return error }
        return CSVError(
            .notANumber, error.message, fix: "write a number, or name the columns to score with --model", at: place)
    }

    /// Two rows of one id in a file of one series a row.
    static func repeatedID(_ id: String, firstLine: Int, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .repeatedID, "series '\(display(id))' has a second row, the first is on line \(firstLine)",
            fix: "delete one of the two, or pass --layout long if a row is one value", at: place)
    }
}
