/// How far an interval reaches around a forecast, step by step: found once, applied to many forecasts.
public struct ConformalBand: Sendable, Hashable {
    /// Half widths in the series' own unit, or factors above and below where `isMultiplicative`; shape `[horizon]`,
    /// NaN where undefined.
    public let reach: [Double]
    /// Whether bounds are the forecast times and divided by the reach, instead of plus and minus it.
    ///
    /// The lower bounds of positive forecasts are then positive.
    public let isMultiplicative: Bool

    /// Whether every one of the first `horizon` steps has bounds.
    package func isDefined(horizon: Int) -> Bool { reach.prefix(horizon).allSatisfy { !$0.isNaN } }

    /// The bounds around `forecast`; NaN where they are undefined or beyond all numbers.
    ///
    /// - Parameters:
    ///   - forecast: Values in the series' own unit, at most as many as there are steps.
    ///   - least: What bounds below it are raised to; nil for none.
    /// - Returns: Bounds in the same unit, as many as values.
    public func bounds(
        around forecast: some Collection<Double>, least: Double? = nil
    ) -> (lower: [Double], upper: [Double]) {
        precondition(forecast.count <= reach.count, "a band has as many steps as what it is put around")
        let steps = zip(forecast, reach)
        let lower = steps.map { isMultiplicative ? $0 / $1 : $0 - $1 }
        let upper = steps.map { isMultiplicative ? $0 * $1 : $0 + $1 }
        func raised(_ bound: Double) -> Double { least.map { bound < $0 ? $0 : bound } ?? bound }
        return (lower.map { raised(Self.finite($0)) }, upper.map { raised(Self.finite($0)) })
    }

    private static func finite(_ bound: Double) -> Double { bound.isFinite ? bound : .nan }
}
