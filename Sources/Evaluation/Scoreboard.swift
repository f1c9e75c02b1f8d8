import Models
public import TimeSeries

/// What models and baselines scored on the same windows, whoever made the forecasts.
public protocol Scoreboard: Sendable {
    /// Names of the series; nil for a single unnamed one.
    var series: [String?] { get }
    /// Times of the last rows that forecasts know, ascending; empty where these are not known.
    var cutoffs: [Timestamp] { get }
    /// Windows scored, over series and cutoffs.
    var windows: Int { get }
    /// The models in question.
    var models: [ModelScore] { get }
    /// What they are measured against.
    var baselines: [ModelScore] { get }
    /// Baselines without a score.
    var omitted: [OmittedBaseline] { get }
    /// The Naive2 forecast of the same windows, where there is one; what ``Metric/owa`` is measured against.
    var naive2: ModelScore? { get }
    /// At how many later cutoffs the forecast rows still overlap; see ``PairedTest/overlap(horizon:step:)``.
    var overlap: Int { get }
}

extension Scoreboard {
    /// Models first, then baselines.
    public var scores: [ModelScore] { models + baselines }

    /// Actual values that were scored, over series, cutoffs and steps.
    public var observed: Int { scores.first?.overall.count ?? 0 }
    /// Actual values that were missing and so not scored.
    public var missing: Int { scores.first?.overall.missing ?? 0 }

    /// The score called `name`, by its column name.
    public func score(named name: String) -> ModelScore? {
        scores.first { $0.name == name } ?? naive2.flatMap { $0.name == name ? $0 : nil }
    }

    /// The value of `metric` of a score, over everything; nil where undefined.
    public func value(_ metric: Metric, of score: ModelScore) -> Double? {
        score.overall.value(metric, naive2: naive2?.overall)
    }

    /// The value of `metric` of a score, over one part; nil where undefined.
    public func value(_ metric: Metric, of score: ModelScore, _ breakdown: ScoreBreakdown, part: Int) -> Double? {
        breakdown.sums(of: score)[part].value(metric, naive2: naive2.map { breakdown.sums(of: $0)[part] })
    }

    /// The places of the parts in which something was forecast; none by cutoff where cutoffs are not known.
    public func parts(_ breakdown: ScoreBreakdown) -> [Int] {
        if breakdown == .cutoff, cutoffs.isEmpty { return [] }
        let sums = scores.first.map(breakdown.sums) ?? []
        return sums.indices.filter { sums[$0].count + sums[$0].missing > 0 }
    }

    /// The naive and the seasonal naive forecast, which skill is measured over, as far as they were scored, be it as models.
    public var references: [ModelScore] {
        scores.filter { [NaiveModel.name, SeasonalNaiveModel.name].contains($0.name) }
    }

    /// Every model beside the naive and the seasonal naive forecast.
    public var comparisons: [SkillComparison] {
        models.flatMap { model in
            references.filter { $0.name != model.name }.map { SkillComparison(model, against: $0, overlap: overlap) }
        }
    }
}

/// What scores can be looked at by, besides over everything.
public enum ScoreBreakdown: String, Sendable, Hashable, CaseIterable {
    /// Each series.
    case series
    /// Each step of the horizon.
    case step
    /// Each cutoff.
    case cutoff

    /// The sums of a score's parts: series in the panel's order, steps from 1, cutoffs ascending.
    public func sums(of score: ModelScore) -> [ErrorSums] {
        switch self {
        case .series: score.bySeries
        case .step: score.byStep
        case .cutoff: score.byCutoff
        }
    }
}
