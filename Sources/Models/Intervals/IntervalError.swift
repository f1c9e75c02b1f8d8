public import Diagnostics

/// Why there is no prediction interval.
public enum IntervalError: Diagnostic, Equatable {
    /// What a shortage of residuals is told with.
    public struct Shortage: Sendable, Hashable {
        /// The level asked for.
        public var level: PredictionLevel
        /// Held-out windows that the level needs.
        public var needed: Int
        /// Held-out windows of the series that has most.
        public var available: Int
        /// Steps of a window.
        public var horizon: Int
    }

    /// A level that is no percentage from 1 to below 100.
    case unreadableLevel(text: String)
    /// A level that needs more residuals than are ever kept; `highest` is the highest that does not.
    case levelTooHigh(PredictionLevel, highest: PredictionLevel)
    /// The model file is from before intervals were calibrated.
    case notCalibrated
    /// More steps than the model was calibrated for.
    case beyondHorizon(asked: Int, calibrated: Int)
    /// The rows that were not learned from hold too few windows for the level.
    case tooFewWindows(Shortage)
    /// So many forecasts of the validation rows were no number, or had no logarithm, that the interval has no end.
    case unbounded(PredictionLevel, takesLogarithm: Bool)

    /// A stable name for scripts.
    public var code: String {
        switch self {
        case .unreadableLevel: "levels-unreadable"
        case .levelTooHigh: "levels-too-high"
        case .notCalibrated: "intervals-not-calibrated"
        case .beyondHorizon: "intervals-beyond-horizon"
        case .tooFewWindows: "intervals-too-few-windows"
        case .unbounded: "intervals-unbounded"
        }
    }

    /// What is wrong.
    public var message: String {
        switch self {
        case .unreadableLevel(let text):
            "--levels takes percentages from 1 to below 100, of at most four decimals, not '\(text)'"
        case .levelTooHigh(let level, let highest):
            "no interval of \(level)% can be calibrated: \(ConformalCalibration.longest) windows are kept, enough "
                + "for \(highest)%"
        case .notCalibrated: "the model was fitted before intervals were calibrated, so --levels has nothing to go by"
        case .beyondHorizon(let asked, let calibrated):
            "--levels reach as far as the model was trained for, \(Self.counted(calibrated, "step")), not \(asked)"
        case .tooFewWindows(let shortage):
            "an interval of \(shortage.level)% needs \(Self.counted(shortage.needed, "held-out window")), and the "
                + "model has \(shortage.available)"
        case .unbounded(let level, let takesLogarithm):
            "an interval of \(level)% has no end: on the validation rows forecasts or actuals have no "
                + (takesLogarithm ? "logarithm" : "finite value")
        }
    }

    /// What to do about it.
    public var fix: String {
        switch self {
        case .unreadableLevel: "write them with commas between, for example --levels 80,95"
        case .levelTooHigh(_, let highest): "pass --levels \(highest) or lower"
        case .notCalibrated: "fit it again: forecast fit DATA.csv"
        case .beyondHorizon(let asked, let calibrated):
            "fit the model with --horizon \(asked), or pass --horizon \(calibrated)\(calibrated > 1 ? " or less" : "")"
        case .tooFewWindows(let shortage): shortage.fix
        case .unbounded(_, let takesLogarithm):
            "leave --levels out, or \(takesLogarithm ? "fit the model without --log" : "write the values in another unit, nearer to 1")"
        }
    }

    /// A flag is usage; a model file that cannot answer is data.
    public var exitStatus: ExitStatus {
        switch self {
        case .unreadableLevel, .levelTooHigh, .beyondHorizon: .usage
        case .notCalibrated, .tooFewWindows, .unbounded: .badData
        }
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension IntervalError.Shortage {
    /// One window for every origin that leaves a horizon of held-out rows.
    ///
    /// What learns from every row before the test has only the test to be calibrated on, and a network that was kept as
    /// scored only the validation rows: both being large enough is enough for all.
    fileprivate var fix: String {
        let lower = PredictionLevel.highest(with: available).map { "pass --levels \($0) or lower, or " } ?? ""
        let rows = needed + horizon - 1
        return lower + "fit again, if there are as many rows, with --test \(rows) and --validation \(rows) or more"
    }
}
