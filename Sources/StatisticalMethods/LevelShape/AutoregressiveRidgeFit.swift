internal import Numerics

/// What ``AutoregressiveRidge`` learned from one series.
package struct AutoregressiveRidgeFit: SeriesFit {
    /// Rows in a season, from which holes are filled.
    let season: Int
    /// First and last lag of each block.
    let blocks: [Int]
    /// One for each lag but the first.
    let coefficients: [Double]
    /// What a step adds.
    let drift: Double
    /// Standard deviation of one step.
    let deviation: Double
    let scaling: SeriesScaling

    init(
        season: Int, blocks: [ClosedRange<Int>], path: RidgePath, driftUnit: Double, scaling: SeriesScaling
    ) {
        self.season = season
        self.blocks = blocks.flatMap { [$0.lowerBound, $0.upperBound] }
        coefficients = Array(path.coefficients.dropLast())
        drift = (path.coefficients.last ?? 0) * driftUnit
        deviation = path.variance.squareRoot()
        self.scaling = scaling
    }

    /// The lags but the first.
    private var lags: [Int] {
        let all = stride(from: 0, to: blocks.count - 1, by: 2).flatMap { Array(blocks[$0]...blocks[$0 + 1]) }
        return Array(all.dropFirst().prefix(coefficients.count))
    }

    /// Forecasts one step after the other.
    ///
    /// A step lies within the range of the values before the origin and once that range beyond it, as a regression of one
    /// step may grow without bound over many. Quantiles are those of normal errors of one step, carried on by the
    /// regression.
    package func forecasts(
        _ values: [Double], origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [SeriesForecast] {
        let series = BridgedSeries(values, scaling: scaling, seasonLength: season)
        let lags = lags
        let deviations = probabilities.isEmpty ? [] : deviations(lags, horizon: horizon)
        let normal = probabilities.map(NormalDistribution.quantile)
        var (low, high, row) = (Double.infinity, -Double.infinity, 0)
        return origins.map { origin in
            let known = max(0, min(origin - series.start, series.values.count))
            while row < known {
                (low, high) = (min(low, series.values[row]), max(high, series.values[row]))
                row += 1
            }
            guard known > 0 else { return Self.empty(horizon, probabilities.count) }
            let bounds = (low - (high - low))...(high + (high - low))
            let path = path(series.values, from: known, lags: lags, horizon: horizon, bounds: bounds)
            return SeriesForecast(
                point: path.map(scaling.unscaled),
                quantiles: normal.map { z in path.indices.map { scaling.unscaled(path[$0] + z * deviations[$0]) } })
        }
    }

    /// Before the first value there is nothing to go by.
    private static func empty(_ horizon: Int, _ probabilities: Int) -> SeriesForecast {
        let zeros = [Double](repeating: 0, count: horizon)
        return SeriesForecast(point: zeros, quantiles: [[Double]](repeating: zeros, count: probabilities))
    }

    /// The steps after `origin`, scaled; lags that reach beyond the first row see that row.
    private func path(
        _ values: [Double], from origin: Int, lags: [Int], horizon: Int, bounds: ClosedRange<Double>
    ) -> [Double] {
        let reach = max(1, lags.last ?? 1)
        var recent = (origin - reach..<origin).map { values[max(0, $0)] }
        recent.reserveCapacity(reach + horizon)
        for _ in 0..<horizon {
            let last = recent[recent.count - 1]
            var next = last + drift
            for (place, lag) in lags.enumerated() {
                next += coefficients[place] * (recent[recent.count - lag] - last)
            }
            recent.append(max(bounds.lowerBound, min(bounds.upperBound, next)))
        }
        return Array(recent[reach...])
    }

    /// The standard deviation of each step: what an error of one step adds to the later ones, squared and summed.
    private func deviations(_ lags: [Int], horizon: Int) -> [Double] {
        var effects = [Double](repeating: 0, count: horizon)
        let first = 1 - coefficients.reduce(0, +)
        var sum = 0.0
        return (0..<horizon).map { step in
            var effect = step == 0 ? 1 : first * effects[step - 1]
            for (place, lag) in lags.enumerated() where lag <= step {
                effect += coefficients[place] * effects[step - lag]
            }
            // An unstable regression is held back by the bounds.
            effects[step] = max(-1e6, min(1e6, effect))
            sum += effects[step] * effects[step]
            return deviation * sum.squareRoot()
        }
    }
}
