public import Models

/// Bounds of one level around one forecast, NaN where there are none.
struct IntervalBounds: Sendable {
    var lower: Double
    var upper: Double
}

/// Sums over pairs of an actual value and an interval of one level, of which the interval metrics are functions.
///
/// A pair whose actual is missing or whose interval has no bounds is skipped.
public struct IntervalSums: Sendable, Hashable {
    /// How often the interval is meant to hold the actual.
    public let level: PredictionLevel
    /// n: pairs of an observed actual and an interval with bounds.
    public private(set) var count = 0
    /// Pairs whose actual lies in the interval, its bounds included.
    private(set) var covered = 0
    /// `Σ(u − l)`.
    private(set) var width = 0.0
    /// `Σ ρ(a − l)` at the lower quantile τ = (1 − L)/2, with ρ(d) = max(τd, (τ−1)d).
    private(set) var lowerPinball = 0.0
    /// `Σ ρ(a − u)` at the upper quantile τ = (1 + L)/2.
    private(set) var upperPinball = 0.0
    /// `Σ(u − l + (2/α)(l − a)₊ + (2/α)(a − u)₊) / s`, s the scale's absolute error.
    private(set) var scaledScore = 0.0
    /// `Σ|a|`.
    private(set) var actual = 0.0
    /// `Σ|f − a|`.
    private(set) var absolute = 0.0

    init(level: PredictionLevel) { self.level = level }

    /// L, from 0 to 1.
    private var share: Double { level.percent / 100 }

    mutating func add(actual: Double, forecast: Double, bounds: IntervalBounds, scale: InSampleScale) {
        let (lower, upper) = (bounds.lower, bounds.upper)
        if actual.isNaN || lower.isNaN || upper.isNaN { return }
        let alpha = 1 - share
        count += 1
        if lower <= actual && actual <= upper { covered += 1 }
        width += upper - lower
        lowerPinball += Self.pinball(actual - lower, at: alpha / 2)
        upperPinball += Self.pinball(actual - upper, at: 1 - alpha / 2)
        let outside = max(0, lower - actual) + max(0, actual - upper)
        scaledScore += (upper - lower + 2 / alpha * outside) / scale.absolute
        self.actual += abs(actual)
        absolute += abs(forecast - actual)
    }

    static func += (sums: inout IntervalSums, other: IntervalSums) {
        sums.count += other.count
        sums.covered += other.covered
        sums.width += other.width
        sums.lowerPinball += other.lowerPinball
        sums.upperPinball += other.upperPinball
        sums.scaledScore += other.scaledScore
        sums.actual += other.actual
        sums.absolute += other.absolute
    }

    private static func pinball(_ difference: Double, at quantile: Double) -> Double {
        max(quantile * difference, (quantile - 1) * difference)
    }

    /// `100 · covered / n`.
    var coverage: Double { 100 * Double(covered) / Double(count) }
    /// Mean width.
    var meanWidth: Double { width / Double(count) }
    /// Mean pinball loss of the two bounds.
    var pinball: Double { (lowerPinball + upperPinball) / (2 * Double(count)) }
    /// Mean scaled interval score.
    var meanScaledScore: Double { scaledScore / Double(count) }
    /// `2 Σρ / Σ|a|` of both bounds together.
    var weightedLoss: Double { 2 * (lowerPinball + upperPinball) / actual }
    /// The same of the forecast itself, taken for the median: `Σ|f − a| / Σ|a|`.
    var weightedMedianLoss: Double { absolute / actual }
}
