public import Models
public import Windowing

/// Which forecasts a backtest makes: where they begin, how long they are, and what is learned before each.
public struct BacktestDesign: Sendable, Hashable {
    /// Where cutoffs lie.
    public enum Extent: Sendable, Hashable {
        /// So many cutoffs, the last as late as the rows allow.
        case windows(Int)
        /// Every `step`-th cutoff from the one before the last rows on.
        case testSize(PartitionSize)
        /// Every `step`-th cutoff from the end of the validation rows on, as long as the test rows last.
        case split(FixedSplit)
    }

    /// Which rows before a cutoff are learned from.
    public enum TrainingWindow: Sendable, Hashable {
        /// All of them.
        case expanding
        /// The last `rows` of them; nil for as many as there are before the first cutoff.
        case rolling(rows: Int?)
    }

    /// At which cutoffs models are fitted again; between these, later rows are seen but not learned from.
    public enum Refit: Sendable, Hashable {
        /// At the first only.
        case never
        /// At every one.
        case always
        /// At the first and then at every so many-th.
        case every(Int)
    }

    /// Steps that are scored after each cutoff.
    public var horizon: Int
    /// Where cutoffs lie.
    public var extent: Extent
    /// Rows from one cutoff to the next.
    public var step: Int
    /// Rows between a cutoff and the first step that is scored.
    public var gap: Int
    /// Which rows before a cutoff are learned from.
    public var window: TrainingWindow
    /// At which cutoffs models are fitted again.
    public var refit: Refit
    /// Whether errors are measured in each series' training standard deviations, as the tables of the long-horizon
    /// literature do: actuals and forecasts minus the mean, divided by the population standard deviation, of the training
    /// rows before the first cutoff.
    public var scalesMetrics: Bool
    /// Levels of the prediction intervals that are put around forecasts, in rising order; empty for none.
    public var levels: [PredictionLevel]

    /// Creates a design.
    ///
    /// - Parameter step: Nil for the horizon, so that no row is scored twice.
    public init(
        horizon: Int, extent: Extent = .testSize(.automatic), step: Int? = nil, gap: Int = 0,
        window: TrainingWindow = .expanding, refit: Refit = .never, scalesMetrics: Bool = false,
        levels: [PredictionLevel] = []
    ) {
        self.horizon = horizon
        self.extent = extent
        self.step = step ?? horizon
        self.gap = gap
        self.window = window
        self.refit = refit
        self.scalesMetrics = scalesMetrics
        self.levels = levels
    }

    /// Steps from a cutoff to the last step that is scored: what models are fitted to forecast.
    public var reach: Int { gap + horizon }
}
