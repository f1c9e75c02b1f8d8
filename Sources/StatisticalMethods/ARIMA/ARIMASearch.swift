/// A model that the search has fitted.
struct ARIMACandidate {
    /// Its order.
    var order: ARIMAOrder
    /// Whether it has a mean or drift.
    var hasConstant: Bool
    /// The unbounded numbers of its polynomials, shape `[p + P + q + Q]`.
    var numbers: [Double]
    /// The sum of squares S of ``ARMALikelihood``.
    var sum: Double
    /// What is compared: AICc, or AIC of three values or fewer; ∞ for a model that is not allowed.
    var criterion: Double
}

/// The search for the order of a series that differencing has made stationary.
///
/// Hyndman & Khandakar 2008, "Automatic time series forecasting: the forecast package for R", Journal of Statistical
/// Software 27, section 3.2, in the order of steps of R's `forecast::auto.arima`: four or five first models, then the
/// neighbours of the best one, which is replaced as soon as one has a smaller criterion, until none has.
struct ARIMASearch {
    /// The highest p, q, P and Q.
    struct Limits {
        var autoregressive: Int
        var movingAverage: Int
        var seasonalAutoregressive: Int
        var seasonalMovingAverage: Int
        /// Fits, as `nmodels` of R.
        var fits = 94
    }

    private struct Key: Hashable {
        var (p, q, P, Q): (Int, Int, Int, Int)
        var constant: Bool

        static func == (a: Key, b: Key) -> Bool {
            (a.p, a.q, a.P, a.Q) == (b.p, b.q, b.P, b.Q) && a.constant == b.constant
        }

        func hash(into hasher: inout Hasher) {
            for number in [p, q, P, Q] { hasher.combine(number) }
            hasher.combine(constant)
        }
    }

    private let fitting: ARIMAFitting
    private let limits: Limits
    private let isShort: Bool
    private let allowsConstant: Bool
    private var tried: Set<Key> = []
    private var best: ARIMACandidate?
    private var place = Key(p: 0, q: 0, P: 0, Q: 0, constant: false)
    /// Every model that was fitted and allowed, in order of the fits.
    private(set) var candidates: [ARIMACandidate] = []

    init(_ fitting: ARIMAFitting, limits: Limits, allowsConstant: Bool, isShort: Bool) {
        (self.fitting, self.limits, self.isShort) = (fitting, limits, isShort)
        self.allowsConstant = allowsConstant
    }

    /// The best model; nil when none is allowed.
    mutating func run() -> ARIMACandidate? {
        let (p, q) = (limits.autoregressive, limits.movingAverage)
        let (P, Q) = (limits.seasonalAutoregressive, limits.seasonalMovingAverage)
        let constant = allowsConstant
        let (few, fewSeasonal) = isShort ? (1, 0) : (2, 1)
        attempt(
            Key(p: min(few, p), q: min(few, q), P: min(fewSeasonal, P), Q: min(fewSeasonal, Q), constant: constant))
        attempt(Key(p: 0, q: 0, P: 0, Q: 0, constant: constant))
        attempt(Key(p: min(1, p), q: 0, P: min(1, P), Q: 0, constant: constant))
        attempt(Key(p: 0, q: min(1, q), P: 0, Q: min(1, Q), constant: constant))
        if constant { attempt(Key(p: 0, q: 0, P: 0, Q: 0, constant: false)) }
        while tried.count < limits.fits, improve() {}
        return best
    }

    /// Whether a neighbour of the best model is better, which then is the best model.
    private mutating func improve() -> Bool {
        let steps = [
            (0, 0, -1, 0), (0, 0, 0, -1), (0, 0, 1, 0), (0, 0, 0, 1), (0, 0, -1, -1), (0, 0, -1, 1), (0, 0, 1, -1),
            (0, 0, 1, 1), (-1, 0, 0, 0), (0, -1, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (-1, -1, 0, 0), (-1, 1, 0, 0),
            (1, -1, 0, 0), (1, 1, 0, 0),
        ]
        let center = place
        for (p, q, P, Q) in steps where tried.count < limits.fits {
            let key = Key(
                p: center.p + p, q: center.q + q, P: center.P + P, Q: center.Q + Q, constant: center.constant)
            if isWithinLimits(key), attempt(key) { return true }
        }
        var other = center
        other.constant.toggle()
        return allowsConstant && tried.count < limits.fits && attempt(other)
    }

    private func isWithinLimits(_ key: Key) -> Bool {
        (0...limits.autoregressive).contains(key.p) && (0...limits.movingAverage).contains(key.q)
            && (0...limits.seasonalAutoregressive).contains(key.P)
            && (0...limits.seasonalMovingAverage).contains(key.Q)
    }

    /// Fits a model that was not yet tried; true when it is the best one now.
    @discardableResult
    private mutating func attempt(_ key: Key) -> Bool {
        guard tried.insert(key).inserted else { return false }
        guard
            let candidate = fitting.candidate(
                p: key.p, q: key.q, P: key.P, Q: key.Q, hasConstant: key.constant, near: best)
        else { return false }
        candidates.append(candidate)
        if let best, best.criterion <= candidate.criterion { return false }
        (best, place) = (candidate, key)
        return true
    }
}
