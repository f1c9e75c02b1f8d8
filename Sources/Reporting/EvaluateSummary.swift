public import Evaluation
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

    /// The forecasts, the actual values, and the in-sample values where there are some, in this order.
    public var files: [File]
    /// Choices made for the user, a line each.
    public var notes: [String]
    /// Names of the columns of the actual values; nil where every row of the files is a series.
    public var columns: ColumnNames?
    /// Rows in a season; nil without one.
    public var seasonLength: Int?
    /// How the forecasts' file writes times.
    public var format: TimestampFormat
    /// Metrics to report, in this order.
    public var metrics: [Metric]
    /// What was found.
    public var result: SubmittedResult
    /// Observed values that should have a forecast, of series that have some, and have none.
    public var valuesWithoutForecast: Int
    /// Places of series with values in the range of the forecasts that have none.
    public var seriesWithoutForecast: [Int]
    /// Whether the actual values begin before some forecasts, and so could be in-sample values.
    public var reachesBack: Bool

    /// Parts to report besides everything, in this order.
    public var breakdowns: [ScoreBreakdown] = []
    /// What the gates said, in the order in which they were asked for; empty without gates.
    public var gates: [GateOutcome] = []

    /// Creates a summary.
    public init(
        files: [File], notes: [String], columns: ColumnNames?, seasonLength: Int?, format: TimestampFormat,
        metrics: [Metric],
        result: SubmittedResult, valuesWithoutForecast: Int, seriesWithoutForecast: [Int], reachesBack: Bool
    ) {
        self.files = files
        self.notes = notes
        self.columns = columns
        self.seasonLength = seasonLength
        self.format = format
        self.metrics = metrics
        self.result = result
        self.valuesWithoutForecast = valuesWithoutForecast
        self.seriesWithoutForecast = seriesWithoutForecast
        self.reachesBack = reachesBack
    }

    /// Whether scales and naive forecasts could be made.
    public var hasInSample: Bool { files.contains { $0.role == "in sample" } }
}
