/// Measures of how far point forecasts are from what happened.
///
/// In all of them `a` is an actual value, `f` its forecast, and the mean runs over the n pairs whose actual was observed:
/// a missing actual (NaN) is skipped. The result is nil, never 0, when it is undefined: when no actual was observed,
/// when the forecast of an observed actual is not a number, or where a metric says so.
public enum PointMetrics {
    /// Mean absolute error, `Σ|f − a| / n`, in the series' own unit.
    ///
    /// Zeros are values like any other. Source: Hyndman & Koehler 2006, "Another look at measures of forecast accuracy".
    public static func meanAbsoluteError(actual: [Double], forecast: [Double]) -> Double? {
        mean(actual, forecast) { abs($1 - $0) }
    }

    /// Root mean squared error, `√(Σ(f − a)² / n)`, in the series' own unit.
    ///
    /// Zeros are values like any other. Source: Hyndman & Koehler 2006.
    public static func rootMeanSquaredError(actual: [Double], forecast: [Double]) -> Double? {
        mean(actual, forecast) { ($1 - $0) * ($1 - $0) }?.squareRoot()
    }

    /// Symmetric mean absolute percentage error, `200 Σ |f − a| / (|a| + |f|) / n`, in percent from 0 to 200.
    ///
    /// Undefined when some actual and its forecast are both 0. An actual of 0 with another forecast counts 200, whatever
    /// the forecast. Source: Makridakis, Spiliotis & Assimakopoulos 2020, "The M4 Competition".
    public static func symmetricMeanAbsolutePercentageError(actual: [Double], forecast: [Double]) -> Double? {
        mean(actual, forecast) { 200 * (abs($1 - $0) / (abs($0) + abs($1))) }
    }

    /// Mean of forecast minus actual, `Σ(f − a) / n`, in the series' own unit; positive when forecasts are too high.
    ///
    /// Zeros are values like any other.
    public static func bias(actual: [Double], forecast: [Double]) -> Double? {
        mean(actual, forecast) { $1 - $0 }
    }

    /// Mean absolute scaled error, `Σ(|f − a| / s) / n`, without unit; below 1 is better than the seasonal naive
    /// forecast one season ahead was in sample.
    ///
    /// Undefined when some scale is. Source: Hyndman & Koehler 2006; the seasonal scale is that of the M4 competition.
    ///
    /// - Parameter scales: For each pair s of its series, from ``seasonalNaiveError(history:seasonLength:)`` at or
    ///   before the cutoff.
    public static func meanAbsoluteScaledError(
        actual: [Double], forecast: [Double], scales: [Double?]
    ) -> Double? {
        precondition(scales.count == actual.count, "every pair has a scale")
        let divisors = scales.compactMap { $0 }.filter { $0 > 0 }
        guard divisors.count == scales.count else { return nil }
        let errors = zip(actual, forecast).map { abs($1 - $0) }
        // A missing actual has no error either.
        return mean(actual, zip(errors, divisors).map { $0 / $1 }) { $1 }
    }

    /// The in-sample error of the seasonal naive forecast, `Σ|y[t] − y[t−m]| / n`, in the series' own unit.
    ///
    /// Pairs of which either is missing are skipped. Undefined when there is no pair, and when it is 0, as for a
    /// series that repeats itself exactly: it could not be divided by.
    ///
    /// - Parameters:
    ///   - history: Rows at or before the cutoff.
    ///   - seasonLength: m; 1 without a season.
    public static func seasonalNaiveError(history: ArraySlice<Double>, seasonLength: Int) -> Double? {
        precondition(seasonLength >= 1, "a season is at least one row")
        var sum = 0.0
        var count = 0
        for (later, earlier) in zip(history.dropFirst(seasonLength), history)
        where !later.isNaN && !earlier.isNaN {
            sum += abs(later - earlier)
            count += 1
        }
        let error = sum / Double(count)
        return error.isFinite && error > 0 ? error : nil
    }

    private static func mean(
        _ actual: [Double], _ forecast: [Double], of measure: (_ actual: Double, _ forecast: Double) -> Double
    ) -> Double? {
        precondition(actual.count == forecast.count, "every actual has a forecast")
        var sum = 0.0
        var count = 0
        for (actual, forecast) in zip(actual, forecast) where !actual.isNaN {
            sum += measure(actual, forecast)
            count += 1
        }
        let mean = sum / Double(count)
        return mean.isFinite ? mean : nil
    }
}
