public import Models

/// Sums over pairs of an actual value and its forecast, of which every metric is a function.
///
/// Sums of parts add up to the sums of the whole, so that scores overall, by series, by step and by cutoff are the same
/// function of different sums, and no forecast need be kept. A pair whose actual is missing (NaN) is counted and
/// otherwise skipped. What a metric cannot divide makes its sum infinite or NaN, and the metric undefined.
public struct ErrorSums: Sendable, Hashable {
    /// n: pairs whose actual was observed.
    public private(set) var count = 0
    /// Pairs whose actual is missing.
    public private(set) var missing = 0
    /// `Σ|f − a|`.
    private(set) var absolute = 0.0
    /// `Σ(f − a)²`.
    private(set) var squared = 0.0
    /// `Σ(f − a)`.
    private(set) var signed = 0.0
    /// `Σ|a|`.
    private(set) var actual = 0.0
    /// `Σ|f − a| / |a|`.
    private(set) var relative = 0.0
    /// `Σ|f − a| / (|a| + |f|)`.
    private(set) var symmetric = 0.0
    /// `Σ|f − a| / s`, s the scale's absolute error.
    private(set) var scaledAbsolute = 0.0
    /// `Σ(f − a)² / s`, s the scale's squared error.
    private(set) var scaledSquared = 0.0
    /// The sums of intervals, one a level, in rising order; empty without intervals.
    public private(set) var intervals: [IntervalSums] = []

    /// No pairs.
    ///
    /// - Parameter levels: Of the intervals that pairs come with.
    public init(levels: [PredictionLevel] = []) { intervals = levels.map(IntervalSums.init) }

    /// The sums over `actual` and `forecast`, pair by pair.
    ///
    /// - Precondition: There are as many actuals as forecasts.
    public init(actual: [Double], forecast: [Double], scale: InSampleScale = .undefined) {
        precondition(actual.count == forecast.count, "every actual has a forecast")
        for (actual, forecast) in zip(actual, forecast) { add(actual: actual, forecast: forecast, scale: scale) }
    }

    /// Adds one pair.
    public mutating func add(actual: Double, forecast: Double, scale: InSampleScale) {
        add(ErrorTerms(actual: actual, forecast: forecast, scale: scale))
    }

    /// Adds one pair; nil when its actual is missing.
    mutating func add(_ terms: ErrorTerms?) {
        guard let terms else {
            missing += 1
            return
        }
        count += 1
        absolute += terms.absolute
        squared += terms.squared
        signed += terms.signed
        actual += terms.actual
        relative += terms.relative
        symmetric += terms.symmetric
        scaledAbsolute += terms.scaledAbsolute
        scaledSquared += terms.scaledSquared
    }

    /// Adds the intervals around one forecast, one for each level.
    mutating func add(actual: Double, forecast: Double, bounds: [IntervalBounds], scale: InSampleScale) {
        for (place, bounds) in bounds.enumerated() {
            intervals[place].add(actual: actual, forecast: forecast, bounds: bounds, scale: scale)
        }
    }

    /// Adds the sums of other pairs.
    public static func += (sums: inout ErrorSums, other: ErrorSums) {
        sums.count += other.count
        sums.missing += other.missing
        sums.absolute += other.absolute
        sums.squared += other.squared
        sums.signed += other.signed
        sums.actual += other.actual
        sums.relative += other.relative
        sums.symmetric += other.symmetric
        sums.scaledAbsolute += other.scaledAbsolute
        sums.scaledSquared += other.scaledSquared
        if other.intervals.isEmpty { return }
        if sums.intervals.isEmpty {
            sums.intervals = other.intervals
        } else {
            for (place, interval) in other.intervals.enumerated() { sums.intervals[place] += interval }
        }
    }
}

/// What one pair adds to ``ErrorSums``, computed once for all the sums that it belongs to.
struct ErrorTerms {
    let absolute: Double
    let squared: Double
    let signed: Double
    let actual: Double
    let relative: Double
    let symmetric: Double
    let scaledAbsolute: Double
    let scaledSquared: Double

    /// Nil when the actual is missing.
    init?(actual: Double, forecast: Double, scale: InSampleScale) {
        if actual.isNaN { return nil }
        signed = forecast - actual
        absolute = abs(signed)
        squared = signed * signed
        self.actual = abs(actual)
        relative = absolute / abs(actual)
        symmetric = absolute / (abs(actual) + abs(forecast))
        scaledAbsolute = absolute / scale.absolute
        scaledSquared = squared / scale.squared
    }
}
