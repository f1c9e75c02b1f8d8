public import TimeSeries

/// The scores of models and baselines on the same held-out windows.
public struct HeldOutScores: Sendable, Hashable {
    /// Windows scored.
    public var windows: Int
    /// Steps forecast in each window.
    public var horizon: Int
    /// Timestamp of the earliest window's first forecast row.
    public var firstOrigin: Timestamp
    /// Timestamp of the latest window's first forecast row.
    public var lastOrigin: Timestamp
    /// The models asked about, in the order given.
    public var models: [ModelScore]
    /// The naive and, where there is a season, the seasonal naive forecast.
    public var baselines: [ModelScore]
    /// Baselines without a score.
    public var omitted: [OmittedBaseline]

    /// Creates scores.
    public init(
        windows: Int, horizon: Int, firstOrigin: Timestamp, lastOrigin: Timestamp,
        models: [ModelScore], baselines: [ModelScore], omitted: [OmittedBaseline] = []
    ) {
        self.windows = windows
        self.horizon = horizon
        self.firstOrigin = firstOrigin
        self.lastOrigin = lastOrigin
        self.models = models
        self.baselines = baselines
        self.omitted = omitted
    }

    /// Models first, then baselines.
    public var scores: [ModelScore] { models + baselines }

    /// How the first model compares with the baselines; nil when there is no model.
    public var verdict: Verdict? { models.first.map { Verdict(of: $0, against: baselines) } }
}
