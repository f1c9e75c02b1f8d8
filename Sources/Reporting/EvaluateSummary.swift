public import Evaluation
public import Models
public import TimeSeries

/// What is worth knowing after forecasts of some tool were scored.
public struct EvaluateSummary: Sendable {
    /// One of the files.
    public struct File: Sendable, Hashable {
        /// `forecasts`, `actuals` or `in sample`.
        public var role: String
        /// The file as the user wrote it.
        public var path: String
        /// Rows over all series; values where every row is a series.
        public var rows: Int
        /// Number of series.
        public var series: Int
        /// The earliest time; nil where there are none.
        public var first: String?
        /// The latest time; nil where there are none.
        public var last: String?

        /// Creates a description.
        public init(role: String, path: String, rows: Int, series: Int, first: String?, last: String?) {
            self.role = role
            self.path = path
            self.rows = rows
            self.series = series
            self.first = first
            self.last = last
        }
    }

    /// The forecasts, the actual values, and the in-sample values where there are some.
    public var files: [File]
    /// Choices made for the user, a line each.
    public var notes: [String]
    /// Whether every row of the files is a series.
    public var isRows: Bool
    /// Rows in a season; nil without one.
    public var seasonLength: Int?
    /// Times from which forecasts are, ascending; empty where that is not known.
    public var cutoffs: [Timestamp]
    /// How the forecasts' file writes times.
    public var format: TimestampFormat
    /// Rows from one cutoff to the next.
    public var cutoffStep: Int
    /// Levels of the intervals, in rising order.
    public var levels: [PredictionLevel]
    /// Metrics to report, in this order.
    public var metrics: [Metric]
    /// What was found.
    public var result: SubmittedResult
    /// Observed values between forecasts that none was made of.
    public var valuesWithoutForecast: Int
    /// Places of series with values in the range of the forecasts that have none.
    public var seriesWithoutForecast: [Int]
    /// Whether the actual values begin before some forecasts, and so could be in-sample values.
    public var reachesBack: Bool

    /// Creates a summary.
    public init(
        files: [File], notes: [String], isRows: Bool, seasonLength: Int?, cutoffs: [Timestamp],
        format: TimestampFormat, cutoffStep: Int, levels: [PredictionLevel], metrics: [Metric],
        result: SubmittedResult, valuesWithoutForecast: Int, seriesWithoutForecast: [Int], reachesBack: Bool
    ) {
        self.files = files
        self.notes = notes
        self.isRows = isRows
        self.seasonLength = seasonLength
        self.cutoffs = cutoffs
        self.format = format
        self.cutoffStep = cutoffStep
        self.levels = levels
        self.metrics = metrics
        self.result = result
        self.valuesWithoutForecast = valuesWithoutForecast
        self.seriesWithoutForecast = seriesWithoutForecast
        self.reachesBack = reachesBack
    }

    /// Whether scales and naive forecasts could be made.
    public var hasInSample: Bool { files.contains { $0.role == "in sample" } }

    /// Every model beside the naive and the seasonal naive forecast, as far as these were made.
    public var comparisons: [SkillComparison] {
        let horizon = max(1, result.models.map(\.byStep.count).max() ?? 1)
        let design = BacktestDesign(horizon: horizon, step: cutoffStep)
        let references = result.baselines.filter { [NaiveModel.name, SeasonalNaiveModel.name].contains($0.name) }
        return result.models.flatMap { model in
            references.map { SkillComparison(model, against: $0, design: design) }
        }
    }
}
