import Testing

@testable import StatisticalMethods

/// Likelihoods and forecasts of given coefficients against statsmodels' SARIMAX.
@Suite struct ARMALikelihoodTests {
    private func logLikelihood(
        _ golden: ARIMAGolden, _ filter: any PredictionErrorFilter, regressors: [Int] = []
    ) throws -> (value: Double, coefficients: [Double]) {
        var likelihood = ARMALikelihood(filter)
        likelihood.turn(to: golden.model, regressors: regressors, from: .stationary)
        var residuals = Array(repeating: 0.0, count: likelihood.count)
        let sum = likelihood.sumOfSquares(try golden.numbers(), &residuals)
        return (likelihood.logLikelihood(sum), likelihood.coefficients())
    }

    private func stationaryFilter(_ golden: ARIMAGolden) -> StationaryFilter {
        let columns = ([golden.values] + golden.regressors).map { DifferencedSeries.differences($0, golden.model) }
        return StationaryFilter(columns: columns, stateSize: golden.model.stateSize)
    }

    private func diffuseFilter(_ golden: ARIMAGolden, _ values: [Double]) -> DiffuseFilter {
        DiffuseFilter(
            columns: [values] + golden.regressors, isObserved: values.map { !$0.isNaN }, order: golden.model,
            stateSize: golden.model.stateSize)
    }

    private func errors(_ filter: any PredictionErrorFilter) -> [Double] {
        var errors = Array(repeating: 0.0, count: filter.count)
        var span = errors.mutableSpan
        filter.copyErrors(of: 0, into: &span)
        return errors
    }

    @Test func `the fast filter gives the exact likelihood`() throws {
        for golden in try ARIMAGolden.all() {
            let found = try logLikelihood(golden, stationaryFilter(golden)).value
            #expect(abs(found - golden.logLikelihood) < 1e-5, "\(golden.order)")
        }
    }

    @Test func `regressors take the coefficients that make the series most likely`() throws {
        for golden in try ARIMAGolden.all() {
            let found = try logLikelihood(golden, stationaryFilter(golden), regressors: [1, 2])
            #expect(abs(found.value - golden.withRegressors) < 1e-5, "\(golden.order)")
            for (one, other) in zip(found.coefficients, golden.beta) { #expect(abs(one - other) < 1e-6) }
        }
    }

    @Test func `without missing values both filters agree, with regressors and without`() throws {
        for golden in try ARIMAGolden.all() {
            for regressors in [[], [1], [2, 1]] {
                let fast = try logLikelihood(golden, stationaryFilter(golden), regressors: regressors)
                let slow = try logLikelihood(golden, diffuseFilter(golden, golden.values), regressors: regressors)
                #expect(abs(fast.value - slow.value) < 1e-6, "\(golden.order)")
                for (one, other) in zip(fast.coefficients, slow.coefficients) { #expect(abs(one - other) < 1e-6) }
            }
        }
    }

    @Test func `missing values are left out of the likelihood exactly`() throws {
        for golden in try ARIMAGolden.all() {
            let gaps = golden.values(without: golden.missing)
            #expect(
                abs(try logLikelihood(golden, diffuseFilter(golden, gaps)).value - golden.withMissing) < 1e-4,
                "\(golden.order)")
        }
    }

    @Test func `values that differencing needs may be missing`() throws {
        for golden in try ARIMAGolden.all() where !golden.missingEarly.isEmpty {
            let gaps = golden.values(without: golden.missing + golden.missingEarly)
            #expect(
                abs(try logLikelihood(golden, diffuseFilter(golden, gaps)).value - golden.withMissingEarly) < 1e-4,
                "\(golden.order)")
        }
    }

    @Test func `forecasts and their quantiles with missing values are those of the exact filter`() throws {
        for golden in try ARIMAGolden.all() {
            var fit = SeasonalARIMAFit(
                order: golden.model, constant: nil, constantCoefficient: 0, regressorCoefficients: [])
            (fit.autoregressive, fit.movingAverage) = (golden.phi, golden.theta)
            (fit.seasonalAutoregressive, fit.seasonalMovingAverage) = (golden.seasonalPhi, golden.seasonalTheta)
            fit.errorDeviation = golden.deviation
            let gaps = golden.values(without: golden.missing)
            let found = fit.forecasts(gaps, origins: [gaps.count], horizon: 10, probabilities: [0.5, 0.9])[0]
            let size = golden.values.reduce(0) { max($0, abs($1)) }
            for step in 0..<10 {
                #expect(abs(found.point[step] - golden.forecasts[step]) < 1e-6 * size, "\(golden.order)")
                let deviation = (found.quantiles[1][step] - found.quantiles[0][step]) / 1.2815515655446004
                #expect(abs(deviation - golden.deviations[step]) < 1e-5 * golden.deviations[step], "\(golden.order)")
            }
        }
    }

    @Test func `a steady filter is that of the exact one once its gain has settled`() throws {
        // White noise through (1 − 0.5B) wₜ = (1 + 0.3B) eₜ: the gain settles to 1e-12 within some tens of rows.
        let values = (0..<400).map { Double(($0 * 7919 + 13) % 101) - 50 }
        let order = ARIMAOrder(1, 0, 1)
        let model = ARMAPolynomials(order: order, phi: [0.5], seasonalPhi: [], theta: [0.3], seasonalTheta: [])
        let fast = StationaryFilter(columns: [values], stateSize: 2)
        let slow = DiffuseFilter(
            columns: [values], isObserved: values.map { _ in true }, order: order, stateSize: 2)
        #expect(fast.run(model, columns: [0], from: .stationary) && slow.run(model, columns: [0], from: .stationary))
        let (a, b) = (errors(fast), errors(slow))
        for row in values.indices { #expect(abs(a[row] - b[row]) < 1e-9) }
    }
}
