/// What ``LevelShape`` learned from one series.
package struct LevelShapeFit: SeriesFit {
    /// A form and how its levels go on.
    struct Part: Sendable, Codable, Equatable {
        let form: LevelShapeForm
        /// Above zero, not yet a share.
        let weight: Double
        let regression: LaggedRegression
    }

    /// m, rows in a season.
    let season: Int
    /// Empty when the last season is repeated.
    let parts: [Part]
    let scaling: SeriesScaling

    /// Shape and level are those of the rows before each origin; there are no quantiles.
    package func forecasts(
        _ values: [Double], origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [SeriesForecast] {
        let series = BridgedSeries(values, scaling: scaling, seasonLength: season)
        return origins.map { origin in
            let known = min(origin - series.start, series.values.count)
            guard known > 0 else { return SeriesForecast.zeros(horizon, 0) }
            return SeriesForecast(point: path(series.values, known, horizon: horizon).map(scaling.unscaled))
        }
    }

    private func path(_ values: [Double], _ origin: Int, horizon: Int) -> [Double] {
        let usable = parts.filter { $0.form.fewestRows <= origin }
        guard !usable.isEmpty else {
            let period = season <= origin ? season : 1
            return (0..<horizon).map { values[origin - period + $0 % period] }
        }
        let total = usable.reduce(0) { $0 + $1.weight }
        var sum = [Double](repeating: 0, count: horizon)
        for part in usable {
            let path = part.form.path(values, origin, part.regression, horizon: horizon)
            for step in sum.indices { sum[step] += part.weight / total * path[step] }
        }
        return sum
    }
}
