public import CSVIngestion
public import Evaluation
public import Models

/// What to backtest, as far as the user said.
public struct BacktestRequest: Sendable {
    /// The CSV files, read as one dataset; `-` for standard input.
    public var paths: [String]
    /// How to read it.
    public var csv = CSVOptions()
    /// Identifiers in the registry of the models in question, the first being the one that gates speak of.
    public var models = ["auto"]
    /// Identifiers of the baselines; the naive and the seasonal naive forecast are always among them.
    public var baselines = ForecasterRegistry.standard.baselines.map(\.identifier)
    /// What is asked of models.
    public var task = TaskRequest()
    /// Where cutoffs lie.
    public var extent = BacktestDesign.Extent.testSize(.automatic)
    /// Rows from one cutoff to the next; nil for the horizon, or 1 with a fixed split.
    public var step: Int?
    /// Rows between a cutoff and the first step that is scored.
    public var gap = 0
    /// Which rows before a cutoff are learned from.
    public var window = BacktestDesign.TrainingWindow.expanding
    /// At which cutoffs models are fitted again.
    public var refit = BacktestDesign.Refit.never
    /// Whether errors are measured in each series' training standard deviations.
    public var scalesMetrics = false
    /// Levels of the prediction intervals that are put around forecasts, in rising order; empty for none.
    public var levels: [PredictionLevel] = []
    /// Metrics to report.
    public var metrics = MetricChoice.usual
    /// Parts to report besides everything, in this order.
    public var breakdowns: [ScoreBreakdown] = []
    /// What the result is held to.
    public var gates = Gates()
    /// Whether every forecast is kept in the result.
    public var keepsForecasts = false

    /// Creates a request with every default.
    public init(path: String) { paths = [path] }

    /// Creates a request with every default for several files.
    public init(paths: [String]) { self.paths = paths }

    /// The design for rows of which `horizon` steps are forecast.
    func design(horizon: Int) -> BacktestDesign {
        var step = step
        if case .split = extent { step = step ?? 1 }
        return BacktestDesign(
            horizon: horizon, extent: extent, step: step, gap: gap, window: window, refit: refit,
            scalesMetrics: scalesMetrics, levels: levels)
    }
}
