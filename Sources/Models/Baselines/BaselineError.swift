public import Diagnostics
import TimeSeries

/// Why a baseline cannot forecast.
public enum BaselineError: Diagnostic, Hashable {
    /// The seasonal naive forecast was asked for, but no season is known.
    case noSeason
    /// A season of less than one row.
    case seasonBelowOne(Int)
    /// The values that the forecast repeats lie before the series' first value.
    case nothingObservedBefore(origin: Int, series: String?, time: String)
    /// The same of a seasonal forecast, which a season of `shorter` rows would have.
    case seasonUnobservedBefore(origin: Int, series: String?, time: String, shorter: Int)

    static func nothingObserved(before origin: Int, in series: TimeSeries) -> BaselineError {
        .nothingObservedBefore(origin: origin, series: series.id, time: series.text(of: origin))
    }

    static func seasonUnobserved(before origin: Int, in series: TimeSeries, shorter: Int) -> BaselineError {
        .seasonUnobservedBefore(origin: origin, series: series.id, time: series.text(of: origin), shorter: shorter)
    }

    /// A stable name for scripts.
    public var code: String {
        switch self {
        case .noSeason: "baseline-no-season"
        case .seasonBelowOne: "baseline-season-below-one"
        case .nothingObservedBefore, .seasonUnobservedBefore: "baseline-nothing-observed"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .noSeason: "the seasonal naive forecast needs a season, and this frequency has none"
        case .seasonBelowOne(let length): "--season is \(length), and must be at least 1"
        case .nothingObservedBefore(_, let series, let time), .seasonUnobservedBefore(_, let series, let time, _):
            "\(series.map { "series '\($0)'" } ?? "the series") has no value to repeat before \(time)"
        }
    }

    /// What to do about it.
    public var fix: String {
        switch self {
        case .noSeason, .seasonBelowOne: "pass --season with the number of rows in a season"
        case .nothingObservedBefore: "forecast from a later row, or add earlier rows"
        case .seasonUnobservedBefore(_, _, _, let shorter): "add earlier rows, or pass --season \(shorter)"
        }
    }

    /// Flags are usage, values are data.
    public var exitStatus: ExitStatus {
        switch self {
        case .noSeason, .seasonBelowOne: .usage
        case .nothingObservedBefore, .seasonUnobservedBefore: .badData
        }
    }
}

extension TimeSeries {
    /// The time of a row, or that it is after the last.
    fileprivate func text(of origin: Int) -> String { origin < count ? index.text(at: origin) : "the end" }
}
