/// How good one model was on the windows that were scored.
public struct ModelScore: Sendable, Hashable {
    /// The model's column name, such as `GRU`.
    public var name: String
    /// Over everything.
    public var overall: ErrorSums
    /// For each series of the panel.
    public var bySeries: [ErrorSums]
    /// For each step of the horizon, the first being one step after the cutoff and the gap.
    public var byStep: [ErrorSums]
    /// For each cutoff.
    public var byCutoff: [ErrorSums]

    /// Creates a score.
    public init(
        name: String, overall: ErrorSums, bySeries: [ErrorSums] = [], byStep: [ErrorSums] = [],
        byCutoff: [ErrorSums] = []
    ) {
        self.name = name
        self.overall = overall
        self.bySeries = bySeries
        self.byStep = byStep
        self.byCutoff = byCutoff
    }

    /// The value of `metric` over everything; nil where undefined.
    public subscript(_ metric: Metric) -> Double? { overall.value(metric) }

    /// The skill over `reference`, `100 (1 − MAE / MAE of the reference)`: by how many percent the error is smaller.
    ///
    /// Negative when the error is larger; nil where either is undefined or the reference made no error.
    public func skill(over reference: ModelScore) -> Double? {
        guard let error = self[.mae], let other = reference[.mae], other > 0 else { return nil }
        return 100 * (other - error) / other
    }
}

/// A baseline that could not forecast the windows, and why.
public struct OmittedBaseline: Sendable, Hashable {
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
