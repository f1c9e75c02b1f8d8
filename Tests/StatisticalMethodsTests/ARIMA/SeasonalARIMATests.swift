import Testing

@testable import StatisticalMethods

@Suite struct SeasonalARIMATests {
    @Test func `airline passengers get the model that R finds`() throws {
        let fit = try SeasonalARIMA(rules: .asInR).fit(ARIMAGolden.airline(), seasonLength: 12)
        #expect(fit.order == ARIMAOrder(2, 1, 1, seasonal: (0, 1, 0), seasonLength: 12))
        #expect(fit.constant == nil)
        #expect(try #require(fit.criterion) <= 1018.17)
        #expect(abs(try #require(fit.logLikelihood) + 504.92) < 0.005)
        for (found, published) in zip(fit.autoregressive + fit.movingAverage, [0.5960, 0.2143, -0.9819]) {
            #expect(abs(found - published) < 1e-3)
        }
        #expect(abs(fit.errorDeviation * fit.errorDeviation - 132.3) < 0.1)
    }

    @Test func `airline passengers in logarithms get the published airline model`() throws {
        // Box & Jenkins 1970, section 9.2: θ = 0.4, Θ = 0.6; by exact likelihood R's arima gives 0.4018 and 0.5569.
        let values = try ARIMAGolden.airline().map { ReproducibleLog.log($0) }
        let order = ARIMAOrder(0, 1, 1, seasonal: (0, 1, 1), seasonLength: 12)
        let fit = try SeasonalARIMA(order: order, hasConstant: false).fit(values, seasonLength: 12)
        #expect(abs(fit.movingAverage[0] + 0.4018) < 1e-3 && abs(fit.seasonalMovingAverage[0] + 0.5569) < 1e-3)
        #expect(abs(try #require(fit.logLikelihood) - 244.70) < 0.01)
    }

    @Test func `fits are no less likely than the given coefficients`() throws {
        for golden in try ARIMAGolden.all() {
            let method = SeasonalARIMA(order: golden.model, hasConstant: false)
            let fit = try method.fit(golden.values, seasonLength: golden.order[6])
            #expect(try #require(fit.logLikelihood) > golden.logLikelihood - 1e-6, "\(golden.order)")
            let gaps = golden.values(without: golden.missing)
            let other = try method.fit(gaps, seasonLength: golden.order[6])
            #expect(try #require(other.logLikelihood) > golden.withMissing - 1e-4, "\(golden.order)")
        }
    }

    @Test func `a regression with errors that depend on each other is found`() throws {
        let golden = try #require(try ARIMAGolden.all().first { $0.order == [1, 1, 1, 0, 0, 0, 1] })
        let column = golden.regressors[1]
        let values = zip(golden.values, column).map { $0 + 5 * $1 }
        let fit = try SeasonalARIMA().fit(values, seasonLength: 1, regressors: [column])
        let plain = try SeasonalARIMA(order: fit.order).fit(golden.values, seasonLength: 1)
        #expect(abs(fit.regressorCoefficients[0] - 5) < 0.5)
        #expect(try #require(fit.logLikelihood) >= #require(plain.logLikelihood) - 1e-6)
        // What the regressor does in the future is in the forecast.
        let future = [Double](repeating: 0, count: 4) + [100]
        let quiet = fit.forecasts(
            values, origins: [values.count], horizon: 5, probabilities: [],
            regressors: [column + [Double](repeating: 0, count: 5)])[0].point
        let loud = fit.forecasts(
            values, origins: [values.count], horizon: 5, probabilities: [], regressors: [column + future])[0].point
        #expect(loud[3] == quiet[3])
        #expect(abs(loud[4] - quiet[4] - 100 * fit.regressorCoefficients[0]) < 1e-6)
    }

    @Test func `a drift goes on`() throws {
        let values = try ARIMAGolden.all()[1].values.enumerated().map { $1 + 10 * Double($0) }
        let fit = try SeasonalARIMA().fit(values, seasonLength: 1)
        #expect(fit.constant == .drift && abs(fit.constantCoefficient - 10) < 1)
        let point = fit.forecasts(values, origins: [values.count], horizon: 50, probabilities: [])[0].point
        #expect(abs(point[49] - point[39] - 10 * fit.constantCoefficient) < 0.5)
    }

    @Test func `quantiles widen, and nine in ten errors of a known process lie between the outer ones`() throws {
        var random = CounterBasedRandomSource(seed: 5)
        var level = 0.0
        let values = (0..<600).map { _ -> Double in
            level += random.next()
            return level
        }
        let fit = try SeasonalARIMA(order: ARIMAOrder(0, 1, 0), hasConstant: false).fit(values, seasonLength: 1)
        let origins = Array(100..<590)
        let forecasts = fit.forecasts(values, origins: origins, horizon: 4, probabilities: [0.05, 0.5, 0.95])
        var within = 0
        for (origin, forecast) in zip(origins, forecasts) {
            let (low, high) = (forecast.quantiles[0], forecast.quantiles[2])
            #expect(high[3] - low[3] > high[0] - low[0] && forecast.quantiles[1] == forecast.point)
            if values[origin] > low[0], values[origin] < high[0] { within += 1 }
        }
        #expect((0.86...0.94).contains(Double(within) / Double(origins.count)))
    }
}
