public import Diagnostics

/// Why a forecast cannot be made.
public enum ForecastError: Diagnostic, Equatable {
    /// No forecaster has this name.
    case unknownModel(name: String, known: [String])
    /// An origin has fewer rows before it than the model looks at.
    case contextTooShort(needed: Int, available: Int, series: String?)
    /// Newer rows for rows that are forecast without a model file.
    case newerRowsWithoutModel(path: String, model: String?, rows: String)
    /// A flag that is about rows, where a model file says all of it.
    case settledByModel(flag: String, path: String)
    /// Flags about how rows are read, where none are.
    case nothingToRead(model: String)
    /// A model file among several files of rows.
    case modelAmongRows(path: String)
    /// A horizon below 1 or beyond all use.
    case horizonOutOfRange(Int, longest: Int)
    /// The newer data do not continue the data that the model was fitted on.
    case notContinuing(reason: String, fix: String)
    /// The newer data hold a series that the model was not fitted on, or lack one.
    case otherSeries(found: [String], fitted: [String])
    /// From this step on, the first being 1, the forecast is no number; `takesLogarithm` when the model was fitted so.
    case notFinite(step: Int, series: String?, takesLogarithm: Bool)
    /// This step, the first being 1, falls on a time that cannot be written.
    case timeOutOfRange(step: Int, series: String?, isNumbered: Bool)

    /// `unknown-model`, `context-too-short`, `newer-rows-without-model`, `settled-by-model`, `nothing-to-read`,
    /// `model-among-rows`, `horizon-out-of-range`, `data-not-continuing`, `data-other-series`,
    /// `forecast-not-finite` or `forecast-time-out-of-range`.
    public var code: String {
        switch self {
        case .unknownModel: "unknown-model"
        case .contextTooShort: "context-too-short"
        case .newerRowsWithoutModel: "newer-rows-without-model"
        case .settledByModel: "settled-by-model"
        case .nothingToRead: "nothing-to-read"
        case .modelAmongRows: "model-among-rows"
        case .horizonOutOfRange: "horizon-out-of-range"
        case .notContinuing: "data-not-continuing"
        case .otherSeries: "data-other-series"
        case .notFinite: "forecast-not-finite"
        case .timeOutOfRange: "forecast-time-out-of-range"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .unknownModel(let name, _): "there is no model called '\(name)'"
        case .contextTooShort(let needed, let available, let series):
            "the model looks back \(needed) rows, but only \(available) come before the forecast"
                + (series.map { " in series '\($0)'" } ?? "")
        case .newerRowsWithoutModel(let path, let model, let rows):
            model == nil
                ? "--data \(path) goes on from a model file, and none is named"
                : "--data takes rows, and '\(path)' is a model file; '\(rows)' stands where the model belongs"
        case .settledByModel(let flag, let path): "\(flag) is about a file of rows, and '\(path)' is a model file"
        case .nothingToRead(let model):
            "a flag says how rows are read, and none are: '\(model)' is a model file, and no newer rows are named"
        case .modelAmongRows(let path): "'\(path)' is a model file, and stands among files of rows"
        case .horizonOutOfRange(let horizon, _): "--horizon is \(horizon)"
        case .notContinuing(let reason, _): reason
        case .otherSeries(let found, let fitted):
            "the data hold \(Self.list(found)), the model was fitted on \(Self.list(fitted))"
        case .notFinite(let step, let series, _):
            "the forecast\(Self.of(series)) grows beyond every number at step \(step)"
        case .timeOutOfRange(let step, let series, let isNumbered):
            "step \(step) of the forecast\(Self.of(series)) falls "
                + (isNumbered ? "on a row number of more than 15 digits" : "outside the years 1 to 9999")
        }
    }

    /// What to type.
    public var fix: String {
        switch self {
        case .unknownModel(let name, let known):
            (nearestName(to: name, among: known).map { "did you mean \($0)? " } ?? "")
                + "choose one of \(known.joined(separator: ", "))"
        case .contextTooShort(let needed, _, _): "give at least \(needed) rows"
        case .newerRowsWithoutModel(let path, let model, let rows):
            model == nil
                ? "forecast these rows alone: forecast predict \(path)"
                : "change the two round: forecast predict \(path) --data \(rows)"
        case .settledByModel(let flag, _): "leave \(flag) out, or name a CSV file instead of the model"
        case .nothingToRead: "leave the flags of 'Reading rows' out, or name newer rows with --data"
        case .modelAmongRows(let path):
            "name it alone, with newer rows after --data: forecast predict \(path) --data FILE"
        case .horizonOutOfRange(_, let longest): "pass a number of steps from 1 to \(longest)"
        case .notContinuing(_, let fix): fix
        case .otherSeries: "give rows of the same series, or fit a model on the new ones"
        case .notFinite(let step, _, let takesLogarithm):
            Self.shorter(than: step).map { $0 + (takesLogarithm ? ", or fit the model without --log" : "") }
                ?? (takesLogarithm
                    ? "fit the model again, without --log" : "write the values in another unit, nearer to 1")
        case .timeOutOfRange(let step, _, _):
            Self.shorter(than: step) ?? "move the times of the series, so that more can follow"
        }
    }

    /// Bad usage for a flag, bad data otherwise.
    public var exitStatus: ExitStatus {
        switch self {
        case .unknownModel, .newerRowsWithoutModel, .settledByModel, .nothingToRead, .modelAmongRows,
            .horizonOutOfRange:
            .usage
        case .contextTooShort, .notContinuing, .otherSeries, .notFinite, .timeOutOfRange: .badData
        }
    }

    private static func of(_ series: String?) -> String { series.map { " of series '\($0)'" } ?? "" }

    /// What to pass so that `step` is not reached; nil for the first step.
    private static func shorter(than step: Int) -> String? {
        step > 1 ? "pass --horizon \(step - 1)" + (step > 2 ? " or less" : "") : nil
    }

    private static func list(_ names: [String]) -> String {
        guard names.count > 3 else { return names.map { "'\($0)'" }.joined(separator: ", ") }
        return names.prefix(3).map { "'\($0)'" }.joined(separator: ", ") + " and \(names.count - 3) more"
    }
}
