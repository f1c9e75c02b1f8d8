/// Seasonal ARIMA models, of a given order or the one that a stepwise search by AICc finds.
///
/// Hyndman & Khandakar 2008, "Automatic time series forecasting: the forecast package for R", Journal of Statistical
/// Software 27; the steps are those of R's `forecast::auto.arima`:
/// - D by the strength of STL's season, d by the test of Kwiatkowski et al.;
/// - a mean where nothing is differenced, a drift where it is differenced once;
/// - p, q, P, Q and the constant by ``ARIMASearch``; a model with a root too close to the unit circle is not allowed.
///
/// Differencing comes first, and the likelihood is that of the differences: exact, but for long series or seasons, and series
/// with missing values, where the search compares conditional sums of squares and the model it finds is fitted exactly. See
/// ``ARIMABounds`` for where that begins, and for what is left out of the largest series.
/// ```swift
/// let fit = try SeasonalARIMA().fit(passengers, seasonLength: 12)
/// let next = fit.forecasts(passengers, origins: [passengers.count], horizon: 12, probabilities: [0.1, 0.9])[0]
/// ```
package struct SeasonalARIMA: SeriesMethod {
    /// The order, with the series' season instead of its own; nil to search for one.
    package var order: ARIMAOrder?
    /// Which models the search allows.
    package var rules = Rules.byLength
    /// Whether a mean or drift may be in the model, or is in it where the order is given.
    package var allowsConstant = true
    /// The highest p.
    package var maximumAutoregressive = 5
    /// The highest q.
    package var maximumMovingAverage = 5
    /// The highest P.
    package var maximumSeasonalAutoregressive = 2
    /// The highest Q.
    package var maximumSeasonalMovingAverage = 2
    /// Most models that the search fits.
    package var maximumFits = 94

    /// Which models the search allows.
    package enum Rules: String, Sendable {
        /// A series is differenced once at most from row to row, and roots may be as close to 1 as n rows tell them from it:
        /// `1 + 4/n`, at least 1.01 and at most 1.1, those of Φ and Θ 1.01.
        ///
        /// An estimated root of a random walk has its median 4/n from 1 (Dickey & Fuller 1979, "Distribution of the estimators
        /// for autoregressive time series with a unit root", simulated: 4.0/n of 20 rows, 4.3/n of 200). OWA on M3's yearly /
        /// quarterly / monthly / other series is .883 / .939 / .845 / .677, and as in R .959 / .968 / .861 / .647.
        case byLength
        /// As R: a series is differenced twice at most, and roots may be as close as 1.01.
        case asInR
    }

    /// Creates the method that searches for the order.
    package init(rules: Rules = .byLength) { self.rules = rules }

    /// Creates the method of one order.
    package init(order: ARIMAOrder, hasConstant: Bool = true) {
        self.order = order
        allowsConstant = hasConstant
    }

    package func fit(_ values: [Double], seasonLength: Int) throws(SeriesMethodError) -> SeasonalARIMAFit {
        try fit(values, seasonLength: seasonLength, regressors: [])
    }

    /// Learns a regression whose errors are a seasonal ARIMA process.
    ///
    /// - Parameters:
    ///   - values: Shape `[N]`, NaN where missing.
    ///   - seasonLength: m.
    ///   - regressors: K columns, shape `[K, N]`; a row with NaN in one of them counts as missing.
    package func fit(
        _ values: [Double], seasonLength: Int, regressors: [[Double]]
    ) throws(SeriesMethodError) -> SeasonalARIMAFit {
        try ARIMALearner(self, values, seasonLength: seasonLength, regressors: regressors).fit()
    }
}
