public import TimeSeries

/// What a backtest found: how far each model was off, over everything and by series, step and cutoff.
///
/// It is the same, to the last bit, for any number of threads and any instruction set.
public struct BacktestResult: Scoreboard {
    /// Which forecasts were made.
    public var design: BacktestDesign
    /// Times of the last rows that were seen, ascending.
    public var cutoffs: [Timestamp]
    /// How often each model was fitted.
    public var fits: Int
    /// Names of the series, in the panel's order; nil for a single unnamed one.
    public var series: [String?]
    /// How often a series was left out of a fit because too few of its rows come before it, by its place.
    public var leftOut: [Int: Int]
    /// Windows scored, over series and cutoffs.
    public var windows: Int
    /// The models asked for, in the order given.
    public var models: [ModelScore]
    /// The baselines, in the registry's order.
    public var baselines: [ModelScore]
    /// Baselines without a score.
    public var omitted: [OmittedBaseline]
    /// The Naive2 forecast on the same windows, where it was asked for; what ``Metric/owa`` is measured against.
    public var naive2: ModelScore?
    /// Every forecast, where they were to be kept.
    public var forecasts: [SeriesForecasts]

    /// The forecasts of one series.
    public struct SeriesForecasts: Sendable {
        /// The series' place in the panel.
        public var series: Int
        /// The cutoffs' places, ascending.
        public var cutoffs: [Int]
        /// Rows of the first step scored after each cutoff.
        public var firstRows: [Int]
        /// For each of ``BacktestResult/scores`` the forecasts, window by window, `horizon` values each.
        public var values: [[Double]]
        /// For each of the scores and each level the lower bounds, alike; NaN where there is none.
        public var lower: [[[Double]]]
        /// For each of the scores and each level the upper bounds, alike; NaN where there is none.
        public var upper: [[[Double]]]
    }

    /// At how many later cutoffs the rows from the cutoff to the last step, those of the gap included, still overlap.
    ///
    /// What happened in the gap is unknown to a forecast, so that errors of overlapping gaps are correlated as well.
    public var overlap: Int { PairedTest.overlap(horizon: design.reach, step: design.step) }
}

/// How far a backtest is.
public struct BacktestProgress: Sendable, Hashable {
    /// What takes time.
    public enum Activity: Sendable, Hashable {
        /// Fitting the model with this column name.
        case fitting(model: String)
        /// Forecasting and scoring.
        case scoring
    }

    /// What was last worked at; other things may be under way beside it.
    public var activity: Activity
    /// The cutoff this is for, counted from 1.
    public var cutoff: Int
    /// Cutoffs in all.
    public var cutoffs: Int
    /// The share of the work that is done, 0 to 1, estimated.
    public var fraction: Double
}
