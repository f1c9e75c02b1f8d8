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

    /// - Parameter rows: As many as the last origin and the horizon make.
    init(_ fit: SeasonalARIMAFit, _ values: [Double], regressors: [[Double]], rows: Int) {
        self.fit = fit
        model = fit.polynomials
        differences = DifferencedSeries.coefficients(fit.order)
        reach = fit.order.differencingReach
        let largest = max(abs(fit.constantCoefficient), fit.errorDeviation)
        let size = values.reduce(largest) { $1.isFinite ? max($0, abs($1)) : $0 }
        scale = Double(sign: .plus, exponent: max(-1000, min(1000, size > 0 ? size.exponent : 0)), significand: 1)
        explained = Self.explained(fit, regressors, rows: max(rows, values.count), scale: scale)
        rest = zip(values, explained).map { [scale] in $0.isFinite ? $0 / scale - $1 : .nan }
    }

    private static func explained(
        _ fit: SeasonalARIMAFit, _ regressors: [[Double]], rows: Int, scale: Double
    ) -> [Double] {
        var explained = Array(repeating: 0.0, count: rows)
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
        return explained
    }

    /// One forecast an origin, origins in rising order.
    func forecasts(origins: [Int], horizon: Int, probabilities: [Double]) -> [SeriesForecast] {
        guard let last = origins.last else { return [] }
        let known = rest[..<last]
        guard let first = known.firstIndex(where: { !$0.isNaN }) else {
            return origins.map { forecast(Array(repeating: 0, count: horizon), $0, [], probabilities) }
        }
        if known[first...].contains(where: \.isNaN), ARIMAFilters.isSmall(rows: last, fit.order) {
            return diffuseForecasts(first, origins, horizon, probabilities)
        }
        let whole = filled(known[first...])
        let differenced = DifferencedSeries.differences(whole, fit.order)
        let filter = StationaryFilter(columns: [differenced], stateSize: fit.order.stateSize)
        var isExact = fit.order.stateSize <= ARIMABounds.exactStateSize
        isExact = isExact && filter.begin(model, columns: [0], from: .stationary)
        if !isExact { _ = filter.begin(model, columns: [0], from: .conditional(on: 0)) }
        let deviations = probabilities.isEmpty ? [] : deviations(horizon)
        return origins.map { origin in
            var point = Array(repeating: 0.0, count: horizon)
            let place = max(0, origin - first)
            guard place >= max(1, reach) else {
                return forecast(early(whole, place, horizon), origin, deviations, probabilities)
            }
            if !filter.advance(model, to: place - reach), isExact {
                isExact = filter.begin(model, columns: [0], from: .conditional(on: 0))
                _ = filter.advance(model, to: place - reach)
            }
            filter.predict(model, column: 0, into: &point)
            integrate(&point, whole, place)
            return forecast(point, origin, deviations, probabilities)
        }
    }

    /// Forecasts where values are missing, by the exact filter.
    private func diffuseForecasts(
        _ first: Int, _ origins: [Int], _ horizon: Int, _ probabilities: [Double]
    ) -> [SeriesForecast] {
        let last = origins[origins.count - 1]
        let known = Array(rest[first..<last])
        let filter = DiffuseFilter(
            columns: [known], isObserved: known.map { !$0.isNaN }, order: fit.order, stateSize: fit.order.stateSize)
        let isStationary = filter.begin(model, columns: [0])
        let usual = probabilities.isEmpty ? [] : deviations(horizon)
        let whole = filled(known[...])
        return origins.map { origin in
            let place = origin - first
            guard isStationary, place >= max(1, reach) else {
                return forecast(early(whole, max(0, place), horizon), origin, usual, probabilities)
            }
            filter.advance(model, to: place)
            let saved = filter.state()
            let (point, variances) = filter.predict(model, column: 0, horizon: horizon)
            filter.restore(saved)
            let deviations = variances.map { $0.squareRoot() * fit.errorDeviation / scale }
            return forecast(point, origin, deviations, probabilities)
        }
    }

    /// Turns forecasts of the differences into those of the series.
    private func integrate(_ point: inout [Double], _ whole: [Double], _ place: Int) {
        for step in point.indices {
            for (index, lag) in differences.lags.enumerated() {
                let value = lag <= step ? point[step - lag] : whole[place + step - lag]
                point[step] += differences.values[index] * value
            }
        }
    }

    /// The forecasts from an origin before the differences begin: the season before, or the last value.
    private func early(_ whole: [Double], _ place: Int, _ horizon: Int) -> [Double] {
        guard place > 0 else { return Array(repeating: 0, count: horizon) }
        let season = fit.order.seasonLength
        let length = fit.order.seasonalDifferences > 0 && place >= season ? season : 1
        return (0..<horizon).map { whole[place - length + $0 % length] }
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
                return rest.indices.map { value($0, deviations.isEmpty ? 0 : quantile * deviations[$0]) }
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
                for (lag, value) in zip(lags, values) where lag <= step {
                    response[step] += value * response[step - lag]
                }
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

    /// The rows with missing ones forecast from those before them.
    private func filled(_ known: ArraySlice<Double>) -> [Double] {
        guard known.contains(where: \.isNaN) else { return Array(known) }
        let filter = SubstitutingFilter(
            columns: [Array(known)], isObserved: known.map { !$0.isNaN }, order: fit.order,
            stateSize: fit.order.stateSize)
        _ = filter.run(model, columns: [0], from: .conditional(on: 0))
        return filter.whole
    }
}
