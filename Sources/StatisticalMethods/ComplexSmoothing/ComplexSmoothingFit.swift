internal import Numerics

/// What ``ComplexSmoothing`` learned from one series.
package struct ComplexSmoothingFit: SeriesFit {
    /// What repeats every season.
    package let seasonality: ComplexSmoothing.Seasonality
    /// m, rows in a season; 1 without one.
    package let seasonLength: Int
    /// α₀ and α₁, then β₀ and β₁ where the kind has them.
    package let parameters: [Double]
    /// The states before the first row, in units of ``scale``.
    let states: ComplexSmoothingStates
    /// Standard deviation of the errors one step ahead, in units of ``scale``.
    package let deviation: Double
    /// The unit that the series is computed in.
    package let scale: SeriesScale

    init(_ model: ComplexSmoothingModel, _ found: ComplexSmoothingSearch.Found, count: Int, scale: SeriesScale) {
        (seasonality, seasonLength, self.scale) = (model.seasonality, model.seasonLength, scale)
        parameters = (0..<seasonality.parameterCount).map { found.parameters[$0] }
        states = found.states
        // One for the spread beside the smoothing parameters, one as in the R package smooth.
        let freedom = max(1, count - seasonality.parameterCount - 2)
        deviation = (found.squaredErrors / Double(freedom)).squareRoot()
    }

    /// Forecasts as the mean of the model's future, with Gaussian errors of a constant spread for the quantiles.
    ///
    /// Cost: O(N + (H + m)·origins).
    package func forecasts(
        _ values: [Double], origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [SeriesForecast] {
        var path = ComplexSmoothingPath(self)
        let scores = probabilities.map(NormalDistribution.quantile)
        let deviations = scores.isEmpty ? [] : path.deviations(horizon)
        var forecasts: [SeriesForecast] = []
        forecasts.reserveCapacity(origins.count)
        for origin in origins {
            while path.row < min(origin, values.count) {
                let value = values[path.row] / scale.unit
                path.advance(value.isFinite ? value : .nan)
            }
            let points = path.points(horizon)
            let quantiles = scores.map { score in
                points.indices.map { scale.unscaled(points[$0] + score * deviations[$0]) }
            }
            forecasts.append(SeriesForecast(point: points.map(scale.unscaled), quantiles: quantiles))
        }
        return forecasts
    }
}
