import Testing

@testable import StatisticalMethods

@Suite struct ARIMAPropertyTests {
    @Test(arguments: [0x1p-40, 0x1p30, -1.0]) func `forecasts follow the unit`(factor: Double) throws {
        let values = try ARIMAGolden.airline()
        let fit = try SeasonalARIMA().fit(values, seasonLength: 12)
        let scaled = values.map { $0 * factor }
        let other = try SeasonalARIMA().fit(scaled, seasonLength: 12)
        #expect(other.order == fit.order)
        let (one, two) = (
            fit.forecasts(values, origins: [100, 144], horizon: 20, probabilities: [0.1]),
            other.forecasts(scaled, origins: [100, 144], horizon: 20, probabilities: [0.9])
        )
        for (a, b) in zip(one, two) {
            for step in 0..<20 { #expect(abs(a.point[step] * factor - b.point[step]) < 1e-6 * abs(factor) * 600) }
        }
        let criterion = try #require(fit.criterion)
        let shift = 2 * 131 * ReproducibleLog.log(abs(factor))
        #expect(abs(try #require(other.criterion) - criterion - shift) < 1e-3)
    }

    @Test func `no forecast sees what comes after its origin`() throws {
        for rows in [[], [3, 30, 31, 32, 80]] {
            var values = try ARIMAGolden.airline()
            for row in rows { values[row] = .nan }
            let fit = try SeasonalARIMA().fit(values, seasonLength: 12)
            let origins = [1, 2, 12, 13, 14, 31, 33, 90, 144]
            let all = fit.forecasts(values, origins: origins, horizon: 15, probabilities: [0.2])
            for (place, origin) in origins.enumerated() {
                var changed = values
                for row in origin..<144 { changed[row] = row % 3 == 0 ? .nan : 1e6 }
                let one = fit.forecasts(changed, origins: [origin], horizon: 15, probabilities: [0.2])[0]
                for step in 0..<15 {
                    #expect(abs(one.point[step] - all[place].point[step]) < 1e-6 * 600, "\(origin)")
                    #expect(abs(one.quantiles[0][step] - all[place].quantiles[0][step]) < 1e-6 * 600, "\(origin)")
                }
            }
        }
    }

    @Test func `a season that is missing as a whole is bridged`() throws {
        var values = try ARIMAGolden.airline()
        for row in 60..<72 { values[row] = .nan }
        let fit = try SeasonalARIMA().fit(values, seasonLength: 12)
        #expect(fit.order.seasonalDifferences == 1)
        let whole = try SeasonalARIMA().fit(ARIMAGolden.airline(), seasonLength: 12)
        let origins = [144]
        let point = fit.forecasts(values, origins: origins, horizon: 12, probabilities: [])[0].point
        let other = try whole.forecasts(ARIMAGolden.airline(), origins: origins, horizon: 12, probabilities: [])[0]
        for step in 0..<12 { #expect(abs(point[step] - other.point[step]) < 0.05 * other.point[step]) }
    }

    @Test func `only the latest rows of a long series are learned from`() throws {
        var random = CounterBasedRandomSource(seed: 3)
        let values = (0..<ARIMABounds.rows + 500).map { _ in random.next() }
        var other = values
        for row in 0..<500 { other[row] = 1000 }
        #expect(try SeasonalARIMA().fit(values, seasonLength: 1) == SeasonalARIMA().fit(other, seasonLength: 1))
        other[500] = 1000
        #expect(try SeasonalARIMA().fit(values, seasonLength: 1) != SeasonalARIMA().fit(other, seasonLength: 1))
    }

    @Test func `roots are held off the unit circle`() throws {
        let model = ARMAPolynomials(
            order: ARIMAOrder(2, 0, 1), phi: [0.5, 0.45], seasonalPhi: [], theta: [-0.95], seasonalTheta: [])
        // Roots of 1 − 0.5z − 0.45z²: 1.036 and −2.147; of 1 − 0.95z: 1.0526.
        func lieBeyond(_ ar: Double, _ ma: Double) -> Bool {
            model.rootsLieBeyond(RootLimits(autoregressive: ar, movingAverage: ma, seasonal: 1.01))
        }
        #expect(lieBeyond(1.035, 1.05) && !lieBeyond(1.037, 1.05) && !lieBeyond(1.035, 1.054))
    }

    @Test func `differencing polynomials multiply out`() {
        let order = ARIMAOrder(0, 1, 0, seasonal: (0, 1, 0), seasonLength: 4)
        let (lags, values) = DifferencedSeries.coefficients(order)
        #expect(lags == [1, 4, 5] && values == [1, 1, -1])
        let once = ARIMAOrder(0, 2, 0)
        #expect(DifferencedSeries.coefficients(once).lags == [1, 2])
        #expect(DifferencedSeries.coefficients(once).values == [2, -1])
    }
}
