public import Models

/// A measure of how far forecasts are from what happened.
///
/// In all of them `a` is an actual value, `f` its forecast, and sums run over the n pairs whose actual was observed: a
/// missing actual is skipped. The value is nil, never 0, when it is undefined: when no actual was observed, when a
/// forecast is not a number, or where a case says so. A smaller value is the better one, except for ``bias`` and
/// ``coverage(_:)``.
///
/// Those of intervals run over the pairs whose interval has bounds, `l` and `u`; α is 1 minus the level.
public enum Metric: Sendable, Hashable {
    /// Mean absolute error, `Σ|f − a| / n`, in the series' own unit.
    ///
    /// Zeros are values like any other. Source: Hyndman & Koehler 2006, "Another look at measures of forecast accuracy".
    case mae
    /// Root mean squared error, `√(Σ(f − a)² / n)`, in the series' own unit.
    ///
    /// Zeros are values like any other. Over several series the mean is taken before the root. Source: Hyndman &
    /// Koehler 2006.
    case rmse
    /// Mean squared error, `Σ(f − a)² / n`, in the series' own unit squared.
    ///
    /// Zeros are values like any other. Source: Hyndman & Koehler 2006.
    case mse
    /// Mean absolute percentage error, `100 Σ(|f − a| / |a|) / n`, in percent.
    ///
    /// Undefined when some actual is 0. Source: Hyndman & Koehler 2006.
    case mape
    /// Symmetric mean absolute percentage error, `200 Σ(|f − a| / (|a| + |f|)) / n`, in percent from 0 to 200.
    ///
    /// Undefined when some actual and its forecast are both 0; an actual of 0 with another forecast counts 200, whatever
    /// the forecast. Source: Makridakis, Spiliotis & Assimakopoulos 2020, "The M4 Competition".
    case smape
    /// Mean absolute scaled error, `Σ(|f − a| / s) / n` with s of ``InSampleScale/absolute``, without unit.
    ///
    /// Below 1 is better than the seasonal naive forecast one season ahead was in sample. Undefined when some scale is.
    /// Source: Hyndman & Koehler 2006; the seasonal scale is that of the M4 competition.
    case mase
    /// Root mean squared scaled error, `√(Σ((f − a)² / s) / n)` with s of ``InSampleScale/squared``, without unit.
    ///
    /// Undefined when some scale is. Over several series the mean is taken before the root. Source: Makridakis,
    /// Spiliotis & Assimakopoulos 2022, "The M5 competition", which scales by differences of one step.
    case rmsse
    /// Weighted absolute percentage error, `100 Σ|f − a| / Σ|a|`, in percent.
    ///
    /// Undefined when all actuals are 0; a single 0 is a value like any other. Source: Kolassa & Schütz 2007,
    /// "Advantages of the MAD/Mean ratio over the MAPE".
    case wape
    /// Mean of forecast minus actual, `Σ(f − a) / n`, in the series' own unit; positive when forecasts are too high.
    ///
    /// Zeros are values like any other.
    case bias
    /// Overall weighted average, `(sMAPE / sMAPE₂ + MASE / MASE₂) / 2`, without unit; the index 2 is the M4
    /// competition's benchmark Naive2 on the same pairs.
    ///
    /// Undefined when one of the four is, or one of Naive2's is 0. Source: Makridakis, Spiliotis & Assimakopoulos 2020.
    case owa
    /// Coverage, `100 · #(l ≤ a ≤ u) / n`, in percent; it should be the level.
    case coverage(PredictionLevel)
    /// Mean width of the interval, `Σ(u − l) / n`, in the series' own unit.
    case width(PredictionLevel)
    /// Pinball loss, the mean of `Σρ(a − l) / n` at τ = α/2 and `Σρ(a − u) / n` at τ = 1 − α/2, with
    /// `ρ(d) = max(τd, (τ−1)d)`, in the series' own unit.
    ///
    /// Zeros are values like any other. Source: Koenker & Bassett 1978, "Regression quantiles".
    case pinball(PredictionLevel)
    /// Mean scaled interval score, `Σ(u − l + (2/α)(l − a)₊ + (2/α)(a − u)₊) / s / n` with s of
    /// ``InSampleScale/absolute``, without unit.
    ///
    /// Undefined when some scale is. Source: Gneiting & Raftery 2007, "Strictly proper scoring rules", scaled as in the M4
    /// competition.
    case msis(PredictionLevel)
    /// Weighted quantile loss, the mean over quantiles of `2 Σρ / Σ|a|`, without unit: the continuous ranked probability
    /// score in as many points as there are quantiles.
    ///
    /// The quantiles are the bounds of all levels and the forecast, which is taken for the median. Undefined when all
    /// actuals are 0, and without intervals. Source: Gasthaus et al. 2019, "Probabilistic forecasting with spline
    /// quantile function RNNs"; Park et al. 2022.
    case crps
}

extension ErrorSums {
    /// The value of `metric`; nil where it is undefined.
    ///
    /// - Parameter naive2: The sums of the Naive2 forecast over the same pairs, which only ``Metric/owa`` needs.
    public func value(_ metric: Metric, naive2: ErrorSums? = nil) -> Double? {
        let n = Double(count)
        let value =
            switch metric {
            case .mae: absolute / n
            case .rmse: meanSquare.squareRoot()
            case .mse: meanSquare
            case .mape: 100 * relative / n
            case .smape: 200 * symmetric / n
            case .mase: scaledAbsolute / n
            case .rmsse: (scaledSquared / n).squareRoot()
            case .wape: 100 * absolute / actual
            case .bias: signed / n
            case .owa: overallWeightedAverage(naive2)
            case .coverage(let level): interval(level)?.coverage ?? .nan
            case .width(let level): interval(level)?.meanWidth ?? .nan
            case .pinball(let level): interval(level)?.pinball ?? .nan
            case .msis(let level): interval(level)?.meanScaledScore ?? .nan
            case .crps: weightedQuantileLoss
            }
        return count > 0 && value.isFinite ? value : nil
    }

    /// NaN where squares of the errors are too small for a Double.
    private var meanSquare: Double { absolute > 0 && !squared.isNormal ? .nan : squared / Double(count) }

    private func interval(_ level: PredictionLevel) -> IntervalSums? { intervals.first { $0.level == level } }

    private var weightedQuantileLoss: Double {
        guard let first = intervals.first else { return .nan }
        let bounds = intervals.reduce(0) { $0 + $1.weightedLoss }
        return (bounds + first.weightedMedianLoss) / Double(2 * intervals.count + 1)
    }

    private func overallWeightedAverage(_ naive2: ErrorSums?) -> Double {
        func ratio(_ metric: Metric) -> Double {
            (value(metric) ?? .nan) / (naive2?.value(metric) ?? .nan)
        }
        return (ratio(.smape) + ratio(.mase)) / 2
    }
}
