import Numerics

/// A seasonal ARIMA model of one series.
package struct SeasonalARIMAFit: SeriesFit {
    /// Its order.
    package var order: ARIMAOrder
    /// What the constant stands for; nil without one.
    package var constant: ARIMAConstant?
    /// The mean, or the rise a row, in the unit of the series.
    package var constantCoefficient: Double
    /// β, shape `[K]`: what the series rises by with a regressor.
    package var regressorCoefficients: [Double]
    /// φ, shape `[p]`.
    package var autoregressive: [Double] = []
    /// Φ, shape `[P]`.
    package var seasonalAutoregressive: [Double] = []
    /// θ, shape `[q]`.
    package var movingAverage: [Double] = []
    /// Θ, shape `[Q]`.
    package var seasonalMovingAverage: [Double] = []
    /// σ in the unit of the series: the root of the errors' sum of squares over n less the number of coefficients.
    package var errorDeviation = 0.0
    /// The logarithm of the largest likelihood; nil where the model leaves no error.
    package var logLikelihood: Double?
    /// AICc, or AIC where the series has three values or fewer; nil where the model leaves no error.
    package var criterion: Double?

    init(
        order: ARIMAOrder, constant: ARIMAConstant?, constantCoefficient: Double, regressorCoefficients: [Double]
    ) {
        (self.order, self.constant) = (order, constant)
        self.constantCoefficient = constantCoefficient
        self.regressorCoefficients = regressorCoefficients
    }

    package func forecasts(
        _ values: [Double], origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [SeriesForecast] {
        forecasts(values, origins: origins, horizon: horizon, probabilities: probabilities, regressors: [])
    }

    /// Forecasts with the regressors of the steps to come.
    ///
    /// Quantiles are those of normal errors: `σ √(Σ ψ²)` about the point, with the errors before the origin taken as known;
    /// where values are missing, the variance of the exact filter.
    /// - Parameter regressors: K columns that reach `horizon` rows beyond the last origin, shape `[K, ≥ origin + H]`; a
    ///   row that is missing counts as the last one before it. A fit with regressors needs them; one without ignores them.
    package func forecasts(
        _ values: [Double], origins: [Int], horizon: Int, probabilities: [Double], regressors: [[Double]]
    ) -> [SeriesForecast] {
        ARIMAForecaster(self, values, regressors: regressors, rows: (origins.last ?? 0) + horizon)
            .forecasts(origins: origins, horizon: horizon, probabilities: probabilities)
    }

    var polynomials: ARMAPolynomials {
        ARMAPolynomials(
            order: order, phi: autoregressive, seasonalPhi: seasonalAutoregressive, theta: movingAverage,
            seasonalTheta: seasonalMovingAverage)
    }
}
