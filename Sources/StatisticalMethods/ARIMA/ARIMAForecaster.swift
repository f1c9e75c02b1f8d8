import Numerics

/// Forecasts of a model from any row of a series.
struct ARIMAForecaster {
    private let fit: SeasonalARIMAFit
    private let model: ARMAPolynomials
    /// Power of two that the series is divided by.
    private let scale: Double
    /// The series less mean, drift and regressors, scaled; NaN where missing.
    private let rest: [Double]
    /// Mean, drift and regressors, scaled, shape `[rows]`.
    private let explained: [Double]
    private let differences: (lags: [Int], values: [Double])
    private let reach: Int

    init(_ fit: SeasonalARIMAFit, _ values: [Double], regressors: [[Double]], rows: Int) {
        self.fit = fit
        model = fit.polynomials
        differences = DifferencedSeries.coefficients(fit.order)
        reach = fit.order.differencingReach
        let size = max(abs(fit.constantCoefficient), fit.errorDeviation, values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 })
        scale = Double(sign: .plus, exponent: max(-1000, min(1000, size > 0 ? size.exponent : 0)), significand: 1)
        var explained = Array(repeating: 0.0, count: max(rows, values.count))
        switch fit.constant {
        case .mean: for row in explained.indices { explained[row] = fit.constantCoefficient / scale }
        case .drift: for row in explained.indices { explained[row] = fit.constantCoefficient / scale * Double(row) }
        case nil: break
        }
        for (column, coefficient) in zip(regressors, fit.regressorCoefficients) where !column.isEmpty {
            var last = 0.0
            for row in explained.indices {
                let value = column[min(row, column.count - 1)]
                if value.isFinite { last = value }
                explained[row] += coefficient / scale * last
            }
        }
        self.explained = explained
        rest = zip(values, explained).map { [scale] in $0.isFinite ? $0 / scale - $1 : .nan }
    }

    func forecasts(origins: [Int], horizon: Int, probabilities: [Double]) -> [SeriesForecast] {
        guard let last = origins.last else { return [] }
        let whole = filled(before: last)
        let differenced = DifferencedSeries.differences(Array(whole[..<last]), fit.order)
        let filter = StationaryFilter(columns: [differenced], stateSize: fit.order.stateSize)
        let isStationary = filter.begin(model, columns: [0], from: .stationary)
        if !isStationary { _ = filter.begin(model, columns: [0], from: .conditional(on: 0)) }
        let deviations = probabilities.isEmpty ? [] : deviations(horizon)
        return origins.map { origin in
            var point = Array(repeating: 0.0, count: horizon)
            let row = max(0, origin - reach)
            if !filter.advance(model, to: row) {
                _ = filter.begin(model, columns: [0], from: .conditional(on: 0))
                _ = filter.advance(model, to: row)
            }
            filter.predict(model, column: 0, into: &point)
            integrate(&point, whole, origin)
            return forecast(point, origin, deviations, probabilities)
        }
    }

    /// Turns forecasts of the differences into those of the series.
    private func integrate(_ point: inout [Double], _ whole: [Double], _ origin: Int) {
        guard origin >= reach else {
            for step in point.indices { point[step] = early(whole, origin, step) }
            return
        }
        for step in point.indices {
            for (place, lag) in differences.lags.enumerated() {
                let value = lag <= step ? point[step - lag] : whole[origin + step - lag]
                point[step] += differences.values[place] * value
            }
        }
    }

    /// The forecast from an origin before the differences begin: the season before, or the last value.
    private func early(_ whole: [Double], _ origin: Int, _ step: Int) -> Double {
        let season = fit.order.seasonLength
        guard fit.order.seasonalDifferences > 0, origin >= season else { return whole[origin - 1] }
        return whole[origin - season + step % season]
    }

    private func forecast(
        _ rest: [Double], _ origin: Int, _ deviations: [Double], _ probabilities: [Double]
    ) -> SeriesForecast {
        func value(_ step: Int, _ offset: Double) -> Double {
            let value = (rest[step] + explained[origin + step] + offset) * scale
            let limit = Double.greatestFiniteMagnitude
            return value.isNaN ? 0 : min(max(value, -limit), limit)
        }
        return SeriesForecast(
            point: rest.indices.map { value($0, 0) },
            quantiles: probabilities.map { probability in
                let quantile = NormalDistribution.quantile(probability)
                return rest.indices.map { value($0, quantile * deviations[$0]) }
            })
    }

    /// Standard deviations of the forecasts: `σ √(Σ ψ²)` over the steps before, with ψ the response of the series to an
    /// error (Box & Jenkins 1970, section 5.1), scaled.
    private func deviations(_ horizon: Int) -> [Double] {
        var response = Array(repeating: 0.0, count: horizon)
        response[0] = 1
        for (lag, value) in zip(model.movingAverageLags, model.movingAverageValues) where lag < horizon {
            response[lag] = value
        }
        func divide(_ lags: [Int], _ values: [Double]) {
            for step in response.indices {
                for (lag, value) in zip(lags, values) where lag <= step { response[step] += value * response[step - lag] }
            }
        }
        divide(model.autoregressiveLags, model.autoregressiveValues)
        divide(differences.lags, differences.values)
        var sum = 0.0
        return response.map {
            sum += $0 * $0
            return fit.errorDeviation / scale * sum.squareRoot()
        }
    }

    /// The rows before `end` with missing ones forecast from those before them.
    private func filled(before end: Int) -> [Double] {
        guard rest[..<end].contains(where: \.isNaN) else { return rest }
        guard let first = rest[..<end].firstIndex(where: { !$0.isNaN }) else { return rest.map { _ in 0 } }
        let observed = rest[first..<end].map { !$0.isNaN }
        let filter = SubstitutingFilter(
            columns: [Array(rest[first..<end])], isObserved: observed, order: fit.order, stateSize: fit.order.stateSize)
        _ = filter.run(model, columns: [0], from: .conditional(on: 0))
        return Array(repeating: filter.whole[0], count: first) + filter.whole
    }
}
