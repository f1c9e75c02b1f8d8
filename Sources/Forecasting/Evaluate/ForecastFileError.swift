public import Diagnostics

/// Why forecasts cannot be compared with actual values.
public enum ForecastFileError: Diagnostic, Hashable {
    /// One of the two files holds one series a row, the other does not.
    case layoutsDiffer(rows: String, long: String)
    /// A column of bounds without the other bound.
    case loneBound(column: String, missing: String, file: String)
    /// A column called like bounds, of a level that is none.
    case badLevel(column: String, level: String, file: String)
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
    /// Values that a window should forecast and does not.
    case noForecast(time: String, series: String?, of: String, count: Int, at: DiagnosticLocation)
    /// Series that are not forecast from cutoffs that others are.
    case noWindow(cutoff: String, series: String, count: Int, forecasts: String, actuals: String)
    /// Cutoffs that are missing between others at even distances.
    case noCutoff(cutoff: String, series: String?, distance: Int, count: Int, forecasts: String, actuals: String)
    /// Series with values within the range of the forecasts that have none.
    case seriesWithoutForecast(id: String, count: Int, forecasts: String, actuals: String)
    /// Empty cells.
    case emptyForecast(column: String, count: Int, at: DiagnosticLocation)
    /// Bounds that are empty while their counterpart is not.
    case emptyBound(column: String, count: Int, at: DiagnosticLocation)
    /// Lower bounds above upper ones.
    case crossedBounds(String, count: Int, at: DiagnosticLocation)
    /// The forecasts are the actual values themselves.
    case sameColumn(column: String?, file: String)
    /// A column was asked for by name where every row is a series.
    case noColumns(model: String, file: String)
    /// A series without in-sample values.
    case noInSample(id: String, count: Int, file: String)
    /// In-sample values that end before the times that forecasts are from; the end is nil without any.
    case staleInSample(series: String?, end: String?, cutoff: String, count: Int, file: String)
    /// In-sample values that are not the actual values of the same times.
    case inSampleDiffers(
        time: String, series: String?, known: Double, actual: Double, of: String, count: Int, file: String)
    /// A column called as a naive forecast that is none; the numbers are mean absolute errors.
    case notNaive(column: String, baseline: String, submitted: Double, made: Double, inSample: String, file: String)
    /// Scores by cutoff of forecasts that do not tell theirs.
    case noCutoffs(file: String)
    /// A pipe that would have to be read twice: for two arguments, or to find how it holds its series.
    case pipe(file: String, isShared: Bool)
    /// There is nothing to compare.
    case nothingObserved(file: String)

    /// A stable name for scripts.
    public var code: String {
        switch self {
        case .layoutsDiffer: "evaluate-layouts-differ"
        case .loneBound, .boundOfNothing: "evaluate-lone-bound"
        case .badLevel: "evaluate-level-unreadable"
        case .noIDs: "evaluate-no-ids"
        case .timesDiffer: "evaluate-times-differ"
        case .unknownSeries: "evaluate-unknown-series"
        case .unknownTime, .tooManySteps: "evaluate-unknown-time"
        case .duplicate: "evaluate-duplicate"
        case .cutoffNotBefore: "evaluate-cutoff-not-before"
        case .noForecast: "evaluate-no-forecast"
        case .noWindow, .noCutoff: "evaluate-no-window"
        case .seriesWithoutForecast: "evaluate-series-without-forecast"
        case .emptyForecast: "evaluate-empty-forecast"
        case .emptyBound: "evaluate-empty-bound"
        case .crossedBounds: "evaluate-crossed-bounds"
        case .sameColumn: "evaluate-same-column"
        case .noColumns: "evaluate-no-columns"
        case .noInSample: "evaluate-no-in-sample"
        case .staleInSample: "evaluate-stale-in-sample"
        case .inSampleDiffers: "evaluate-in-sample-differs"
        case .notNaive: "evaluate-not-naive"
        case .pipe: "evaluate-pipe"
        case .noCutoffs: "evaluate-no-cutoffs"
        case .nothingObserved: "evaluate-nothing-observed"
        }
    }

    /// The first place where it is so.
    public var location: DiagnosticLocation? {
        switch self {
        case .layoutsDiffer(let file, _), .loneBound(_, _, let file), .boundOfNothing(_, _, let file),
            .noIDs(let file, _), .timesDiffer(_, _, let file), .seriesWithoutForecast(_, _, _, let file),
            .noWindow(_, _, _, let file, _), .noCutoff(_, _, _, _, let file, _), .badLevel(_, _, let file),
            .sameColumn(_, let file),
            .noColumns(_, let file), .noInSample(_, _, let file), .noCutoffs(let file), .nothingObserved(let file),
            .staleInSample(_, _, _, _, let file), .inSampleDiffers(_, _, _, _, _, _, let file),
            .notNaive(_, _, _, _, _, let file), .pipe(let file, _):
            DiagnosticLocation(file: file)
        case .unknownSeries(_, _, _, _, let place), .unknownTime(_, _, _, _, _, let place),
            .tooManySteps(_, _, _, _, _, let place), .duplicate(_, _, _, _, let place),
            .cutoffNotBefore(_, _, let place), .noForecast(_, _, _, _, let place), .emptyForecast(_, _, let place),
            .emptyBound(_, _, let place), .crossedBounds(_, _, let place):
            place
        }
    }

    /// The files do not fit each other, or what was asked for is not in them.
    public var exitStatus: ExitStatus {
        switch self {
        case .noCutoffs, .sameColumn, .noColumns: .usage
        case .pipe: .noInput
        default: .badData
        }
    }
}
