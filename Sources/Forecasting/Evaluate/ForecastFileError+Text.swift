import Diagnostics
import Models

extension ForecastFileError {
    /// What is wrong.
    public var message: String {
        switch self {
        case .layoutsDiffer(let rows, let long):
            "\(rows) holds one series a row, and \(long) does not"
        case .loneBound(let column, let missing, _):
            "'\(column)' is one bound of an interval, and there is no '\(missing)'"
        case .badLevel(let column, let level, _):
            "'\(column)' is called like a bound of an interval, and '\(level)' is no percentage from 1 to below 100"
        case .boundOfNothing(let column, let model, _):
            "'\(column)' is a bound of an interval around '\(model)', and there is no such column"
        case .noIDs(_, let other): "no column tells series apart, and \(other) holds several"
        case .timesDiffer(let forecasts, let actuals, _):
            "times are written as \(forecasts), and those of the actual values as \(actuals)"
        case .unknownSeries(let id, let file, _, let count, _):
            "series '\(id)' is not in \(file)" + Self.more(count, "forecast", "of series that are not there")
        case .unknownTime(let time, let series, let file, let last, let count, _):
            "\(time)\(Self.owner(series)) is not in \(file), where it ends at \(last)"
                + Self.more(count, "forecast", "of times that are not there")
        case .tooManySteps(let series, let steps, let values, let file, let count, _):
            "\(steps) forecasts of series '\(series)', and \(file) has \(values) of its values"
                + Self.more(count, "forecast", "without a value")
        case .duplicate(let time, let series, let cutoff, let line, _):
            "a second forecast of \(time)\(Self.owner(series))\(cutoff.map { " from \($0)" } ?? ""), "
                + "the first is on line \(line)"
        case .cutoffNotBefore(let time, let cutoff, _):
            "the forecast of \(time) is from \(cutoff), which is not before it"
        case .noForecast(let time, let series, let file, let count, _):
            "no forecast of \(time)\(Self.owner(series)) stands beside this one, and \(file) has its value"
                + Self.more(count, "value", "without a forecast")
        case .noCutoff(let cutoff, let series, let distance, let count, _, let actuals):
            "no forecast\(Self.owner(series)) is from \(cutoff), while most cutoffs are "
                + "\(distance) row\(distance == 1 ? "" : "s") apart, and \(actuals) has its values"
                + Self.more(count, "cutoff", "that are missing")
        case .noWindow(let cutoff, let series, let count, _, let actuals):
            "series '\(series)' has no forecast from \(cutoff), as others have, and \(actuals) has its values"
                + Self.more(count, "gap", "like this")
        case .seriesWithoutForecast(let id, let count, let forecasts, _):
            "\(forecasts) has no forecast of series '\(id)', which has values at the times that are forecast"
                + Self.more(count, "series", "of this kind", plural: "series")
        case .emptyForecast(let column, let count, _):
            "column '\(column)': the forecast is missing" + Self.more(count, "cell", "like this")
        case .emptyBound(let column, let count, _):
            "column '\(column)': the bound is missing, and its counterpart is there"
                + Self.more(count, "cell", "like this")
        case .crossedBounds(let bounds, let count, _):
            "the bounds of an interval are crossed: \(bounds)" + Self.more(count, "interval", "like this")
        case .sameColumn(let column, _):
            column.map { "'\($0)' holds both the forecasts and what happened" }
                ?? "one file was given for the forecasts and for what happened"
        case .noColumns(let model, let file):
            "there is no column '\(model)': \(file) holds one series a row, the forecasts of one model"
        case .noInSample(let id, let count, _):
            "there is no row of series '\(id)', which is forecast"
                + Self.more(count, "series", "like it", plural: "series")
        case .staleInSample(let series, let end, let cutoff, let count, _):
            "the in-sample values\(Self.owner(series)) end \(end.map { "at \($0)" } ?? "before they begin"), and the "
                + "forecasts are from \(cutoff)" + Self.more(count, "cutoff", "after the end")
        case .inSampleDiffers(let time, let series, let known, let actual, let file, let count, _):
            "the value at \(time)\(Self.owner(series)) is \(known), and \(file) has \(actual)"
                + Self.more(count, "value", "that differ")
        case .notNaive(let column, let baseline, let submitted, let made, let inSample, _):
            "the column '\(column)' is not the \(baseline) forecast of the values in \(inSample): its MAE is "
                + "\(submitted), and that of the forecast made of them \(made)"
        case .pipe(_, let isShared):
            isShared
                ? "one pipe was given for two files, and it can be read only once"
                : "this is a pipe, which can be read only once, and it is read a first time to find how it holds its series"
        case .noCutoffs: "--per cutoff needs the times that forecasts are from, and there is no column 'cutoff'"
        case .nothingObserved: "none of the values that were forecast is there"
        }
    }

    /// What to do about it.
    public var fix: String {
        switch self {
        case .layoutsDiffer: "give both in one form, or say which with --layout long or --layout rows"
        case .loneBound(let column, let missing, _): "add '\(missing)', or take '\(column)' out"
        case .badLevel(let column, let level, _): "write it like \(column.dropLast(level.count))80, or rename it"
        case .boundOfNothing(_, let model, _): "add the column '\(model)' with the forecasts, or rename the bounds"
        case .noIDs: "add the column of ids, or name it with --id"
        case .timesDiffer: "write the times of both files in one form"
        case .unknownSeries(let id, let file, let known, _, _):
            (nearestName(to: id, among: known).map { "did you mean '\($0)'? " } ?? "")
                + "add the series' values to \(file), or take its forecasts out; \(file) has \(Self.list(known))"
        case .unknownTime(_, _, let file, _, _, _), .tooManySteps(_, _, _, let file, _, _):
            "add the values to \(file), with an empty cell where one is not known, or take the forecasts out"
        case .duplicate(_, _, let cutoff, _, _):
            cutoff == nil
                ? "delete one of the two, or add a column 'cutoff' with the time that each forecast is from"
                : "delete one of the two"
        case .cutoffNotBefore: "write the last time that the forecast knew as its cutoff"
        case .noForecast, .noWindow, .noCutoff, .seriesWithoutForecast:
            "forecast it too, or pass --partial to score what there is"
        case .emptyForecast: "fill it in, or name the columns that are complete with --model"
        case .emptyBound: "fill it in, or leave both empty"
        case .crossedBounds: "exchange the two, or take both columns out"
        case .sameColumn(let column, _):
            column == nil
                ? "give the file of what happened as the second"
                : "give the file of what happened as the second, or name its column with --target"
        case .noColumns: "leave --model out, or pass --layout long if a row is one value"
        case .noInSample: "add its rows, or leave --insample out"
        case .staleInSample(_, _, let cutoff, _, _):
            "give in-sample values up to \(cutoff), with an empty cell where one is not known"
        case .inSampleDiffers: "give the values of the same series that were known, the last ones before the forecasts"
        case .notNaive(let column, let baseline, _, _, _, _):
            "rename the column '\(column)', or leave it out by naming the others with --model"
                + (baseline == NaiveModel.name ? "" : "; if its season is another, give that with --season")
        case .pipe(_, let isShared):
            "write it to a file first and give that"
                + (isShared ? "" : ", or say how it holds its series with --layout long or --layout rows")
        case .noCutoffs: "add a column 'cutoff' with the last time that each forecast knew, or take cutoff out of --per"
        case .nothingObserved: "give a file with values at the times that are forecast"
        }
    }

    private static func owner(_ series: String?) -> String { series.map { " of series '\($0)'" } ?? "" }

    /// ` (12 forecasts of series that are not there)`; nothing for a single one.
    private static func more(_ count: Int, _ noun: String, _ rest: String, plural: String? = nil) -> String {
        count > 1 ? " (\(count) \(plural ?? noun + "s") \(rest))" : ""
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
        return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
    }
}
