public import TimeSeries

/// Why forecasts cannot be compared with actual values.
public enum ForecastFileError: Diagnostic, Hashable {
    /// One of the two files holds one series a row, the other does not.
    case layoutsDiffer(rows: String, long: String)
    /// A column of bounds without the other bound.
    case loneBound(column: String, missing: String, file: String)
    /// Columns of bounds without a column of forecasts.
    case boundOfNothing(column: String, model: String, file: String)
    /// The ids tell several series apart in one file, and the other has no column of ids.
    case noIDs(file: String, other: String)
    /// Integers in one file, dates in the other.
    case timesDiffer(forecasts: String, actuals: String, file: String)
    /// Forecasts of series that are not there.
    case unknownSeries(id: String, of: String, known: [String], count: Int, at: DiagnosticLocation)
    /// Forecasts of times that are not there.
    case unknownTime(time: String, series: String?, of: String, last: String, count: Int, at: DiagnosticLocation)
    /// Forecasts of more steps than there are values.
    case tooManySteps(series: String, steps: Int, values: Int, of: String, count: Int, at: DiagnosticLocation)
    /// Two forecasts of one time.
    case duplicate(time: String, series: String?, cutoff: String?, firstLine: Int, at: DiagnosticLocation)
    /// A cutoff that is not before the time forecast from it.
    case cutoffNotBefore(time: String, cutoff: String, at: DiagnosticLocation)
    /// Values within the range of the forecasts that have none.
    case noForecast(time: String, series: String?, of: String, count: Int, at: DiagnosticLocation)
    /// Series with values within the range of the forecasts that have none.
    case seriesWithoutForecast(id: String, count: Int, forecasts: String, actuals: String)
    /// Empty cells.
    case emptyForecast(column: String, count: Int, at: DiagnosticLocation)
    /// A series without in-sample values.
    case noInSample(id: String, count: Int, file: String)
    /// Scores by cutoff of forecasts that do not tell theirs.
    case noCutoffs(file: String)
    /// There is nothing to compare.
    case nothingObserved(file: String)

    /// A stable name for scripts.
    public var code: String {
        switch self {
        case .layoutsDiffer: "evaluate-layouts-differ"
        case .loneBound, .boundOfNothing: "evaluate-lone-bound"
        case .noIDs: "evaluate-no-ids"
        case .timesDiffer: "evaluate-times-differ"
        case .unknownSeries: "evaluate-unknown-series"
        case .unknownTime, .tooManySteps: "evaluate-unknown-time"
        case .duplicate: "evaluate-duplicate"
        case .cutoffNotBefore: "evaluate-cutoff-not-before"
        case .noForecast: "evaluate-no-forecast"
        case .seriesWithoutForecast: "evaluate-series-without-forecast"
        case .emptyForecast: "evaluate-empty-forecast"
        case .noInSample: "evaluate-no-in-sample"
        case .noCutoffs: "evaluate-no-cutoffs"
        case .nothingObserved: "evaluate-nothing-observed"
        }
    }

    /// The first place where it is so.
    public var location: DiagnosticLocation? {
        switch self {
        case .layoutsDiffer(let file, _), .loneBound(_, _, let file), .boundOfNothing(_, _, let file),
            .noIDs(let file, _), .timesDiffer(_, _, let file), .seriesWithoutForecast(_, _, _, let file),
            .noInSample(_, _, let file), .noCutoffs(let file), .nothingObserved(let file):
            DiagnosticLocation(file: file)
        case .unknownSeries(_, _, _, _, let place), .unknownTime(_, _, _, _, _, let place),
            .tooManySteps(_, _, _, _, _, let place), .duplicate(_, _, _, _, let place),
            .cutoffNotBefore(_, _, let place), .noForecast(_, _, _, _, let place), .emptyForecast(_, _, let place):
            place
        }
    }

    /// The files do not fit each other, or what was asked for is not in them.
    public var exitStatus: ExitStatus { if case .noCutoffs = self { .usage } else { .badData } }
}
