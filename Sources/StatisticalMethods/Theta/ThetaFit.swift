internal import Numerics

/// What ``ThetaMethod`` learned from one series.
package struct ThetaFit: SeriesFit {
    /// Which model it is.
    package let form: ThetaMethod.Form
    /// α, the weight of the newest value in the level.
    package let alpha: Double
    /// θ, from 1: how much the smoothed line is bent more than the series.
    package let theta: Double
    /// The level before the first row, in units of ``scale``, as the line.
    package let initialLevel: Double
    /// a and b of the line `a + b t` through all rows learned from; t is 1 in the first observed row.
    package let line: [Double]
    /// Standard deviation of the errors one step ahead, in units of ``scale``, without season.
    package let deviation: Double
    /// Mean of the values without season: the forecast before the first observed row.
    package let mean: Double
    /// The season that is taken out, in units of ``scale`` where additive.
    package let season: SeasonalIndices?
    /// The unit that the series is computed in.
    package let scale: SeriesScale

    init(
        _ form: ThetaMethod.Form, _ parameters: ThetaParameters, _ lines: ThetaLines, scale: SeriesScale,
        season: SeasonalIndices?
    ) {
        (self.form, self.scale, self.season) = (form, scale, season)
        alpha = parameters.alpha
        initialLevel = parameters.level
        theta = 1 / (1 - parameters.omega)
        var last = RunningLine()
        for row in lines.values.indices where !lines.values[row].isNaN {
            last.append(lines.values[row], time: Double(row + 1))
        }
        line = [last.intercept, last.slope]
        mean = last.mean
        let judged = lines.values.dropFirst(ThetaMethod.Form.firstJudged).reduce(0) { $0 + ($1.isNaN ? 0 : 1) }
        deviation = (parameters.squaredErrors / Double(max(1, judged - parameters.count))).squareRoot()
    }

    /// Whether every number can be forecast from.
    var isFinite: Bool {
        [alpha, theta, initialLevel, deviation, mean, line[0], line[1]].allSatisfy(\.isFinite)
    }

    /// Forecasts as the mean of the model's future, with Gaussian errors of a constant spread for the quantiles.
    ///
    /// Before the first observed row it is the mean of the values learned from. Cost: O(N + H·origins).
    package func forecasts(
        _ values: [Double], origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [SeriesForecast] {
        let known = values[..<min(values.count, origins.last ?? 0)]
        let begin = known.firstIndex(where: \.isFinite) ?? known.count
        var state = ThetaState(self)
        var forecasts: [SeriesForecast] = []
        forecasts.reserveCapacity(origins.count)
        let scores = probabilities.map(NormalDistribution.quantile)
        var row = begin
        for origin in origins {
            while row < min(origin, known.count) {
                let value = known[row] / scale.unit
                state.observe(value.isFinite ? season?.adjusted(value, row: row) ?? value : .nan)
                row += 1
            }
            forecasts.append(forecast(from: origin, state, horizon, scores))
        }
        return forecasts
    }

    private func forecast(from origin: Int, _ state: ThetaState, _ horizon: Int, _ scores: [Double]) -> SeriesForecast {
        let points = state.points(horizon)
        func inData(_ value: Double, _ step: Int) -> Double {
            scale.unscaled(season?.seasonal(value, row: origin + step) ?? value)
        }
        let point = points.indices.map { inData(points[$0], $0) }
        guard !scores.isEmpty else { return SeriesForecast(point: point) }
        let deviations = state.deviations(horizon)
        let quantiles = scores.map { score in
            points.indices.map { inData(points[$0] + score * deviations[$0], $0) }
        }
        return SeriesForecast(point: point, quantiles: quantiles)
    }
}
