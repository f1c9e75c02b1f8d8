public import TimeSeries

/// How good one model was on the held-out windows; nil where a metric is undefined.
public struct ModelScore: Sendable, Hashable, Codable {
    /// The model's column name, such as `GRU`.
    public var name: String
    /// Mean absolute error, in the series' own unit.
    public var mae: Double?
    /// Root mean squared error, in the series' own unit.
    public var rmse: Double?
    /// Symmetric mean absolute percentage error, 0 to 200.
    public var smape: Double?
    /// Mean absolute scaled error, without unit.
    public var mase: Double?
    /// Mean of forecast minus actual, in the series' own unit.
    public var bias: Double?

    /// Creates a score.
    public init(name: String, mae: Double?, rmse: Double?, smape: Double?, mase: Double?, bias: Double?) {
        self.name = name
        self.mae = mae
        self.rmse = rmse
        self.smape = smape
        self.mase = mase
        self.bias = bias
    }
}

/// A baseline that could not forecast the held-out windows, and why.
public struct OmittedBaseline: Sendable, Hashable, Codable {
    /// The baseline's column name.
    public var name: String
    /// Why it has no score, in a sentence without a full stop.
    public var reason: String

    /// Creates an omission.
    public init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }
}

/// The scores of models and baselines on the same held-out windows.
public struct HeldOutScores: Sendable, Hashable, Codable {
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
