/// Seasonal ARIMA models, of a given order or the one that a stepwise search by AICc finds.
///
/// Hyndman & Khandakar 2008, "Automatic time series forecasting: the forecast package for R", Journal of Statistical
/// Software 27; the steps and limits are those of R's `forecast::auto.arima`:
/// - D by the strength of STL's season, d by the test of Kwiatkowski et al.;
/// - a mean where nothing is differenced, a drift where it is differenced once;
/// - p, q, P, Q and the constant by ``ARIMASearch``; a model with a root within 1.01 is not allowed.
///
/// Differencing comes first, and the likelihood is that of the differences: exact, but for long series or seasons, and series
/// with missing values, where the search compares conditional sums of squares.
package struct SeasonalARIMA: SeriesMethod {
    /// The order; nil to search for one. Its season length gives way to that of the series.
    package var order: ARIMAOrder?
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

    /// Rows learned from at most, the latest ones, or four seasons where these are longer.
    static let maximumRows = 4000
    /// The longest season with P or Q above 0; a longer one is only differenced.
    static let longestSeason = 400
    /// Numbers that an exact filter may update in a run of the search; above it sums of squares are compared.
    static let exactSearchSize = 20_000

    /// Creates the method that searches for the order.
    package init() {}

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
