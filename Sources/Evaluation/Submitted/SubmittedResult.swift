import Models

/// How far forecasts that some tool made were off, beside the naive forecasts of the same steps.
public struct SubmittedResult: Sendable {
    /// Names of the series, in the order of the actual values; nil for a single unnamed one.
    public var series: [String?]
    /// Forecasts of consecutive steps that were scored.
    public var windows: Int
    /// The models, in the order of their columns.
    public var models: [ModelScore]
    /// The naive forecasts that could be made, Naive2 the last; empty without in-sample values.
    public var baselines: [ModelScore]
    /// Those that could not.
    public var omitted: [OmittedBaseline]

    /// Models first, then baselines.
    public var scores: [ModelScore] { models + baselines }
    /// What ``Metric/owa`` is measured against.
    public var naive2: ModelScore? { baselines.first { $0.name == Naive2Model.name } }

    /// Actual values that were scored, over windows and steps.
    public var observed: Int { scores.first?.overall.count ?? 0 }
    /// Actual values that were missing and so not scored.
    public var missing: Int { scores.first?.overall.missing ?? 0 }

    /// The value of `metric` of a score, over everything; nil where undefined.
    public func value(_ metric: Metric, of score: ModelScore) -> Double? {
        score.overall.value(metric, naive2: naive2?.overall)
    }

    /// The value of `metric` of a score, over a series; nil where undefined.
    public func value(_ metric: Metric, of score: ModelScore, series: Int) -> Double? {
        score.bySeries[series].value(metric, naive2: naive2?.bySeries[series])
    }

    /// The value of `metric` of a score at a step, from 1; nil where undefined.
    public func value(_ metric: Metric, of score: ModelScore, step: Int) -> Double? {
        score.byStep[step - 1].value(metric, naive2: naive2?.byStep[step - 1])
    }
}
