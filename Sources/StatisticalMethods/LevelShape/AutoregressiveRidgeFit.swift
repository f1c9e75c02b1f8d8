internal import Numerics

/// What ``AutoregressiveRidge`` learned from one series.
package struct AutoregressiveRidgeFit: SeriesFit {
    /// Rows in a season, from which holes are filled.
    let season: Int
    let regression: LaggedRegression
    let scaling: SeriesScaling

    /// Forecasts one step after the other.
    ///
    /// A step lies not far beyond the range of the values before the origin, see ``KnownRange``. Quantiles are those of
    /// normal errors of one step, carried on by the regression.
    package func forecasts(
        _ values: [Double], origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [SeriesForecast] {
        let series = BridgedSeries(values, scaling: scaling, seasonLength: season)
        let lags = regression.lags
        let deviations = probabilities.isEmpty ? [] : regression.deviations(lags, horizon: horizon)
        let normal = probabilities.map(NormalDistribution.quantile)
        var range = KnownRange()
        return origins.map { origin in
            let known = min(origin - series.start, series.values.count)
            guard known > 0 else { return SeriesForecast.zeros(horizon, probabilities.count) }
            range.extend(series.values, to: known)
            let path = regression.path(series.values, from: known, lags: lags, horizon: horizon, range: range)
            return SeriesForecast(
                point: path.map(scaling.unscaled),
                quantiles: normal.map { z in path.indices.map { scaling.unscaled(path[$0] + z * deviations[$0]) } })
        }
    }
}

extension SeriesForecast {
    /// Zeros, as before the first value there is nothing to go by.
    static func zeros(_ horizon: Int, _ probabilities: Int) -> SeriesForecast {
        let zeros = [Double](repeating: 0, count: horizon)
        return SeriesForecast(point: zeros, quantiles: [[Double]](repeating: zeros, count: probabilities))
    }
}
