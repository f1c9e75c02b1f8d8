/// Whether a model was worth fitting: how its mean absolute error compares with each baseline's on the same windows.
public struct Verdict: Sendable, Hashable {
    /// The model beside one baseline.
    public struct Comparison: Sendable, Hashable {
        /// The baseline's column name.
        public var baseline: String
        /// The baseline's MAE; nil when undefined.
        public var baselineError: Double?
        /// Whether the model's error was the smaller one; a tie or an undefined error is not a win.
        public var isBeaten: Bool
        /// By how many percent of the baseline's error the model's is smaller; negative when it is larger, nil when
        /// either is undefined or the baseline made no error at all.
        public var percentBetter: Double?
    }

    /// The metric that decides.
    public static let metric = "MAE"

    /// The model's column name.
    public var model: String
    /// The model's MAE; nil when undefined.
    public var modelError: Double?
    /// Every baseline, in the order of the scores.
    public var comparisons: [Comparison]

    /// Compares `model` with `baselines` by MAE.
    public init(of model: ModelScore, against baselines: [ModelScore]) {
        self.model = model.name
        self.modelError = model[.mae]
        self.comparisons = baselines.map { Comparison(of: model[.mae], against: $0) }
    }

    /// The baseline with the smallest error, the first of equals; nil when none has one.
    public var best: Comparison? {
        comparisons.filter { $0.baselineError != nil }
            .min { ($0.baselineError ?? .infinity) < ($1.baselineError ?? .infinity) }
    }

    /// Whether every baseline was beaten; false when there was none to beat.
    public var beatsBest: Bool { !comparisons.isEmpty && comparisons.allSatisfy(\.isBeaten) }
}

extension Verdict.Comparison {
    fileprivate init(of error: Double?, against baseline: ModelScore) {
        self.baseline = baseline.name
        self.baselineError = baseline[.mae]
        guard let error, let other = baseline[.mae] else {
            self.isBeaten = false
            return
        }
        self.isBeaten = error < other
        self.percentBetter = other > 0 ? 100 * (other - error) / other : nil
    }
}
