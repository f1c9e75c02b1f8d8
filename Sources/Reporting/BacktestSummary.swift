public import Evaluation
public import Models
public import TimeSeries

/// What is worth knowing after a backtest.
public struct BacktestSummary: Sendable {
    /// What was read.
    public var data: FitSummary.Data
    /// Names of the columns.
    public var columns: ColumnNames
    /// How the file writes timestamps.
    public var format: TimestampFormat
    /// What models were fitted for.
    public var task: ForecastTask
    /// What was found.
    public var result: BacktestResult
    /// Metrics to report, in this order.
    public var metrics: [Metric]
    /// Identifiers of the models in question.
    public var models: [String]
    /// The data's fingerprint; see ``Panel/fingerprint``.
    public var fingerprint: String
    /// For every series the rows and values of what happened; what forecasts are written beside.
    public var panel: Panel
    /// Parts to report besides everything, in this order.
    public var breakdowns: [ScoreBreakdown] = []
    /// Whether a model in question looks at so many steps as the task says.
    public var showsInputLength = true
    /// What the gates said, in the order in which they were asked for; empty without gates.
    public var gates: [GateOutcome] = []

    /// Creates a summary.
    public init(
        data: FitSummary.Data, panel: Panel, task: ForecastTask, result: BacktestResult, metrics: [Metric],
        models: [String], fingerprint: String
    ) {
        self.data = data
        self.columns = panel.columns
        self.format = panel.series[0].index.format
        self.task = task
        self.result = result
        self.metrics = metrics
        self.models = models
        self.fingerprint = fingerprint
        self.panel = panel
    }
}
