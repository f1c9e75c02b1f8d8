public import Models
public import TimeSeries
import Windowing

/// What a backtest found, in a form that a later one can be held against.
///
/// It says the same for any number of threads, and nothing of the clock, the machine or the path of the data.
public struct SavedResult: Sendable, Hashable, Codable {
    /// What was forecast.
    public var setting: Setting
    /// How many windows and actual values were scored.
    public var scored: Scored
    /// For each model that was asked for, by column name, its metrics by name; without those that are undefined.
    public var models: [String: [String: Double]]
    /// The same for the baselines.
    public var baselines: [String: [String: Double]]

    /// Which forecasts of which data were made.
    public struct Setting: Sendable, Hashable, Codable {
        /// See ``Panel/fingerprint``.
        public var fingerprint: String
        /// The data's columns.
        public var columns: ColumnNames
        /// Steps scored after each cutoff.
        public var horizon: Int
        /// Rows from one cutoff to the next.
        public var step: Int
        /// Rows between a cutoff and the first step scored.
        public var gap: Int
        /// Rows of validation that a fixed split prescribes; nil without one.
        public var validation: Int?
        /// Which rows were learned from: `expanding`, `rolling`, or a number of rows.
        public var window: String
        /// When models were fitted again: `never`, `always`, or a number of cutoffs.
        public var refit: String
        /// Whether errors are in standard deviations of the training rows.
        public var scaledMetrics: Bool
        /// The cutoffs.
        public var cutoffs: Cutoffs
        /// Rows a season; nil without one.
        public var season: Int?
        /// Levels of the intervals, in percent.
        public var levels: [String]
    }

    /// The cutoffs, as the file writes their times.
    public struct Cutoffs: Sendable, Hashable, Codable {
        /// How many.
        public var count: Int
        /// The earliest.
        public var first: String
        /// The latest.
        public var last: String
    }

    /// What was scored.
    public struct Scored: Sendable, Hashable, Codable {
        /// Windows, over series and cutoffs.
        public var windows: Int
        /// Actual values.
        public var values: Int
    }

    /// Takes down what `result` found.
    public init(_ result: BacktestResult, setting: Setting) {
        self.setting = setting
        scored = Scored(windows: result.windows, values: result.observed)
        models = Self.metrics(result.models, in: result)
        baselines = Self.metrics(result.baselines, in: result)
    }

    /// The metrics of the model or baseline with this column name; nil when it took no part.
    func metrics(of name: String) -> [String: Double]? { models[name] ?? baselines[name] }

    private static func metrics(_ scores: [ModelScore], in result: BacktestResult) -> [String: [String: Double]] {
        scores.reduce(into: [:]) { models, score in
            let metrics = Metric.allCases + Metric.ofIntervals(score.overall.intervals.map(\.level))
            models[score.name] = metrics.reduce(into: [:]) { $0[$1.name] = result.value($1, of: score) }
        }
    }
}

extension SavedResult.Setting {
    /// The setting of a backtest of `panel` that is about to begin.
    ///
    /// - Parameters:
    ///   - schedule: Where its cutoffs lie.
    ///   - seasonLength: Rows a season; nil without one.
    ///   - levels: Levels of its intervals.
    public init(
        _ panel: Panel, schedule: OriginSchedule, seasonLength: Int?, levels: [PredictionLevel]
    ) {
        let design = schedule.design
        let format = panel.series[0].index.format
        let times = schedule.cutoffs.map(format.text)
        self.init(
            fingerprint: panel.fingerprint, columns: panel.columns, horizon: design.horizon, step: design.step,
            gap: design.gap, validation: schedule.validationRows, window: design.window.text, refit: design.refit.text,
            scaledMetrics: design.scalesMetrics,
            cutoffs: SavedResult.Cutoffs(count: times.count, first: times.first ?? "", last: times.last ?? ""),
            season: seasonLength, levels: levels.map(\.description))
    }
}

extension BacktestDesign.TrainingWindow {
    /// As on the command line.
    fileprivate var text: String {
        switch self {
        case .expanding: "expanding"
        case .rolling(let rows): rows.map(String.init) ?? "rolling"
        }
    }
}

extension BacktestDesign.Refit {
    /// As on the command line.
    fileprivate var text: String {
        switch self {
        case .never: "never"
        case .always: "always"
        case .every(let cutoffs): String(cutoffs)
        }
    }
}
