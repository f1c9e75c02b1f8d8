import Numerics
import TimeSeries

/// How far a model's forecasts were from what happened, on windows that it did not learn from: what intervals are made of.
///
/// Split conformal prediction (Vovk, Gammerman & Shafer 2005; Lei et al. 2018, arXiv:1604.04173), each step of the
/// horizon by itself, which is the marginal form of Stankeviciute, Alaa & van der Schaar 2021. With the absolute
/// residuals `|y − ŷ|` of n windows in rising order, the radius of level 1−α is the one of rank
/// ```
/// ⌈(n+1)(1−α)⌉
/// ```
/// If windows were exchangeable, the next interval would hold its actual with a probability from 1−α to 1−α+1/(n+1).
/// With logarithms the residuals are `|ln y − ln ŷ|`, and the interval is `ŷ/eʳ` to `ŷeʳ`, so that it is positive.
///
/// Windows of a series are not exchangeable: a network was stopped early on the same rows, and a quiet decade follows a
/// restless one. Hence a level uses the latest ``recentWindows`` residuals, or as many more as it needs, and a backtest
/// adds windows as their targets come to an end. What was measured is coverage at 80% / 95%, for GRUs with the default
/// settings fitted once, on the last 15% of a series (120 and 553 rows), windows one step apart:
///
/// | | monthly temperature, horizon 12 | horizon 6 | daily minimum temperatures, horizon 7 |
/// |---|---|---|---|
/// | validation windows, once and for all | 89.9 / 99.4 | 87.4 / 97.5 | 83.1 / 96.4 |
/// | all windows up to the cutoff | 85.5 / 99.1 | 84.5 / 97.4 | 82.0 / 95.8 |
/// | the latest 36 | 78.4 / 94.6 | 80.7 / 94.6 | 81.0 / 97.5 |
/// | the latest max(80, 7 × horizon), used here | 81.5 / 94.2 | 81.3 / 94.1 | 80.1 / 94.7 |
/// | the latest 200 | 85.4 / 99.1 | 84.6 / 97.2 | 80.5 / 95.1 |
///
/// On the last 300 months the scheme covers 79.9 / 93.7 and 79.0 / 93.8, but only 75.0 / 89.9 on the last 180 at
/// horizon 12: errors that grow are learned of when they are over. Levels that adapt to what was covered so far (Gibbs &
/// Candès 2021, arXiv:2106.00170; steps of 0.005 to 0.05) hardly helped there, at best to 77.9 and 91.3, because a step's
/// misses are known only a horizon later.
///
/// Residuals with their sign, a rank at either end, covered as well (84.3 / 96.5 where absolute ones had 84.5 / 97.4)
/// with intervals as wide, but need twice as many windows for a level. Neighbouring windows share most of their
/// targets, so that a long horizon needs a longer time: at horizon 96 on hourly oil temperatures (ETTh1, linear
/// regression), 80 windows covered 75.2 / 86.7 and 7 horizons of them 82.3 / 95.0.
public struct ConformalCalibration: Sendable, Equatable {
    /// The most windows that are kept of a series, the latest ones.
    ///
    /// They make a file of at most 1,600 bytes a step and series, and serve levels up to 99.5%.
    public static let longest = 200

    /// The highest level that ``longest`` windows are enough for.
    static let highestLevel = PredictionLevel(tenThousandths: 1000 * longest / (longest + 1) * 1000)

    /// Steps of every window.
    public let horizon: Int
    /// Whether residuals are differences of logarithms, and intervals multiplicative.
    public let takesLogarithm: Bool
    /// For each series its windows, oldest first, each with an absolute residual a step.
    ///
    /// NaN where the actual is missing; the largest finite number where forecast or actual is no number to compare.
    package private(set) var windows: [[[Double]]]

    /// A calibration without residuals yet.
    ///
    /// - Precondition: Every count is positive.
    public init(seriesCount: Int, horizon: Int, takesLogarithm: Bool) {
        precondition(seriesCount > 0 && horizon > 0, "a calibration is of some series and some steps")
        self.init(
            windows: Array(repeating: [], count: seriesCount), horizon: horizon, takesLogarithm: takesLogarithm)
    }

    package init(windows: [[[Double]]], horizon: Int, takesLogarithm: Bool) {
        self.windows = windows
        self.horizon = horizon
        self.takesLogarithm = takesLogarithm
    }

    /// Whether both hold the same bytes, those of missing values included.
    public static func == (one: Self, other: Self) -> Bool {
        let bits = { (calibration: Self) in calibration.windows.map { $0.map { $0.map(\.bitPattern) } } }
        return one.horizon == other.horizon && one.takesLogarithm == other.takesLogarithm && bits(one) == bits(other)
    }

    /// The number of series.
    public var seriesCount: Int { windows.count }

    /// The calibration of more series, of the last of which nothing is known.
    package func extended(to count: Int) -> ConformalCalibration {
        var extended = self
        extended.windows += Array(repeating: [], count: max(0, count - windows.count))
        return extended
    }

    /// Windows that are kept of a series.
    package func windowCount(series: Int) -> Int { windows[series].count }

    /// How many of a series' latest windows a level uses, unless it needs more: seven horizons, at least 80.
    public var recentWindows: Int { Self.recentWindows(horizon: horizon) }

    static func recentWindows(horizon: Int) -> Int {
        // Compared before it is multiplied: no horizon overflows.
        horizon > longest / 7 ? longest : max(80, 7 * horizon)
    }

    /// Adds a window that was forecast before it happened; the oldest gives way when there are too many.
    ///
    /// Windows are added in the order of time, each as soon as its last target is at or before the cutoff.
    /// - Parameters:
    ///   - series: The series' place in the panel.
    ///   - forecast: Values in the series' own unit, shape `[horizon]`.
    ///   - actual: What happened, shape `[horizon]`; NaN where missing.
    public mutating func add(series: Int, forecast: some Collection<Double>, actual: some Collection<Double>) {
        precondition(forecast.count == horizon && actual.count == horizon, "a window has all its steps")
        let residuals = zip(forecast, actual).map { residual(forecast: $0, actual: $1) }
        if windows[series].count == Self.longest { windows[series].removeFirst() }
        windows[series].append(residuals)
    }

    /// The band of one level around forecasts of one series.
    ///
    /// - Returns: A reach for each step; NaN at a step with fewer residuals than the level needs, and where the radius
    ///   is that of a forecast that was no number.
    public func band(series: Int, level: PredictionLevel) -> ConformalBand {
        let reach = (0..<horizon).map { step in
            guard let radius = radius(series, step, level) else { return Double.nan }
            let reach = takesLogarithm ? ReproducibleMath.exp(radius) : radius
            return reach.isFinite ? reach : .nan
        }
        return ConformalBand(reach: reach, isMultiplicative: takesLogarithm)
    }

    /// Residuals of a series at the step, among the first `horizon`, that has fewest.
    package func residualCount(series: Int, horizon: Int) -> Int {
        (0..<horizon).reduce(Self.longest) { fewest, step in
            min(fewest, windows[series].count { !$0[step].isNaN })
        }
    }

    private func radius(_ series: Int, _ step: Int, _ level: PredictionLevel) -> Double? {
        let wanted = max(recentWindows, level.neededResiduals)
        let residuals = windows[series].reversed().lazy.map { $0[step] }.filter { !$0.isNaN }.prefix(wanted).sorted()
        let rank = level.rank(among: residuals.count)
        guard rank <= residuals.count, residuals[rank - 1] < .greatestFiniteMagnitude else { return nil }
        return residuals[rank - 1]
    }

    private func residual(forecast: Double, actual: Double) -> Double {
        if actual.isNaN { return .nan }
        let difference =
            takesLogarithm
            ? ReproducibleMath.log(actual) - ReproducibleMath.log(forecast) : actual - forecast
        return difference.isFinite ? difference.magnitude : .greatestFiniteMagnitude
    }
}
