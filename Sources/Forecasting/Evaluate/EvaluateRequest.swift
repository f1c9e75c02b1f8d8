public import CSVIngestion
public import Evaluation

/// Which forecasts to score against what, as far as the user said.
public struct EvaluateRequest: Sendable {
    /// The file of forecasts.
    public var forecasts: String
    /// The file of actual values.
    public var actuals: String
    /// The file of values known before the forecasts, of which scales and naive forecasts are made; nil without.
    public var inSample: String?
    /// How to read all of them.
    public var csv = CSVOptions()
    /// Columns to score, the first being the one that gates speak of; nil for all, in the order of the file.
    public var models: [String]?
    /// The season of scales and of the seasonal naive forecast.
    public var season = TaskRequest.Season.automatic
    /// Metrics to report.
    public var metrics = MetricChoice.usual
    /// Parts to report besides everything, in this order.
    public var breakdowns: [ScoreBreakdown] = []
    /// What the scores are held to.
    public var gates = Gates()
    /// Whether series and times without a forecast are left out, instead of being an error.
    public var allowsPartial = false

    /// Creates a request with every default.
    public init(forecasts: String, actuals: String) {
        self.forecasts = forecasts
        self.actuals = actuals
    }
}
