public import TimeSeries

/// How far forecasts that some tool made were off, beside the naive forecasts of the same steps.
public struct SubmittedResult: Scoreboard {
    /// Names of the series, in the order of the actual values; nil for a single unnamed one.
    public var series: [String?]
    /// Times from which forecasts are, ascending; empty where that is not known.
    public var cutoffs: [Timestamp]
    /// Forecasts of consecutive steps that were scored.
    public var windows: Int
    /// The models, in the order of their columns.
    public var models: [ModelScore]
    /// The naive forecasts that could be made, Naive2 the last, besides those called as a model; empty without in-sample
    /// values.
    public var baselines: [ModelScore]
    /// Columns called as a naive forecast, each beside the forecast of that name that was made of the in-sample values;
    /// a name is its identifier or the name of its column, in any case.
    public var namesakes: [(model: ModelScore, made: ModelScore)]
    /// The Naive2 forecast that was made, whatever the models are called; what ``Metric/owa`` is measured against.
    public var naive2: ModelScore?
    /// Those that could not.
    public var omitted: [OmittedBaseline]
    /// At how many later cutoffs the forecast rows still overlap.
    public var overlap: Int
}
