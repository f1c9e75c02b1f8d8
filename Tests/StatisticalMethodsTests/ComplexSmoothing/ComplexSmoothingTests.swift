import Numerics
import Testing

@testable import StatisticalMethods

@Suite struct ComplexSmoothingTests {
    /// A fit with given parameters.
    private func fit(
        _ seasonality: ComplexSmoothing.Seasonality, _ parameters: [Double], _ values: [Double], season: Int
    ) -> (fit: ComplexSmoothingFit, squaredErrors: Double) {
        let scale = SeriesScale(values)
        let model = ComplexSmoothingModel(scale.scaled(values), seasonality, seasonLength: season)
        var point = SIMD4<Double>()
        for (number, parameter) in parameters.enumerated() { point[number] = parameter }
        let gains = ComplexSmoothingGains([point, point, point, point])
        var filter = ComplexSmoothingFilter(model)
        let squaredErrors = filter.squaredErrors(gains)[2]
        let found = ComplexSmoothingSearch.Found(
            parameters: point, squaredErrors: squaredErrors, states: filter.firstStates(gains))
        let fit = ComplexSmoothingFit(model, found, count: values.count, scale: scale)
        return (fit, squaredErrors * scale.unit * scale.unit)
    }

    @Test func `At given parameters errors and forecasts are those of statsforecast`() throws {
        for golden in try ComplexSmoothingGolden.all() {
            for model in golden.models {
                let seasonality = try #require(ComplexSmoothing.Seasonality(rawValue: model.seasonality))
                let result = fit(seasonality, model.parameters, golden.values, season: golden.season)
                // Without season statsforecast begins with the mean of ten values, R and this with that of a season at
                // least.
                let tolerance = seasonality == .none ? 1e-4 : 1e-9
                #expect(
                    abs(result.squaredErrors / model.squaredErrors - 1) < tolerance, "\(golden.name), \(seasonality)")
                let origin = golden.values.count
                let point = result.fit.forecasts(golden.values, origins: [origin], horizon: 20, probabilities: [])[0]
                    .point
                #expect(farthest(point, model.forecast) < tolerance * 100, "\(golden.name), \(seasonality)")
            }
        }
    }

    @Test func `At R's parameters forecasts are those of R's smooth`() throws {
        let values = try ThetaGolden.airline()
        let cases: [(ComplexSmoothing.Seasonality, [Double], [Double])] = [
            (.none, [2.001457, 1.000727], [430.9211, 432.4049, 431.2324, 432.7212, 431.5439]),
            (.simple, [1.996411, 1.206694], [446.2768, 423.5779, 481.4365, 514.7730, 533.5008]),
            (.partial, [1.476837, 1, 0.91997], [437.6247, 412.9464, 445.5811, 498.5370, 493.0405]),
            (.full, [1.350795, 1.009169, 1.777909, 0.973739], [450.9262, 429.2925, 465.4771, 510.1799, 517.9913]),
        ]
        for (seasonality, parameters, expected) in cases {
            let point = fit(seasonality, parameters, values, season: 12).fit
                .forecasts(values, origins: [144], horizon: 5, probabilities: [])[0].point
            #expect(farthest(point, expected) < 1e-2, "\(seasonality)")
        }
    }

    @Test func `No parameters near by have smaller errors`() throws {
        for golden in try ComplexSmoothingGolden.all() {
            for seasonality in ComplexSmoothing.Seasonality.allCases {
                let bounds = ComplexSmoothingBounds(.admissible, seasonality, seasonLength: golden.season)
                let method = ComplexSmoothing([seasonality], bounds: .admissible)
                let found = try method.fit(golden.values, seasonLength: golden.season)
                let least = fit(seasonality, found.parameters, golden.values, season: golden.season).squaredErrors
                for number in found.parameters.indices {
                    for shift in [-0.02, -0.001, 0.001, 0.02] {
                        var point = SIMD4<Double>(1, 1, 1, 1)
                        for (place, parameter) in found.parameters.enumerated() { point[place] = parameter }
                        point[number] += shift
                        guard bounds.clamped(point) == point else { continue }
                        let moved = found.parameters.indices.map { point[$0] }
                        let errors = fit(seasonality, moved, golden.values, season: golden.season).squaredErrors
                        #expect(errors >= least * (1 - 1e-5), "\(golden.name), \(seasonality), \(number)")
                    }
                }
            }
        }
    }

    @Test func `Errors are not larger than at R's parameters, nor far from those of statsforecast`() throws {
        let values = try ThetaGolden.airline()
        // R's parameters, α₀ of the first two moved inside the bounds from 2.001457 and 1.996411; the log-likelihood
        // −(n/2) ln Σe² that statsforecast 2.1.1 ends with.
        let ends: [(ComplexSmoothing.Seasonality, parameters: [Double], logLikelihood: Double)] = [
            (.none, [1.995, 1.000727], -873.6331333), (.simple, [1.99, 1.206694], -791.6730077),
            (.partial, [1.476837, 1, 0.91997], -741.1781431),
            (.full, [1.350795, 1.009169, 1.777909, 0.973739], -711.4629528),
        ]
        for (seasonality, parameters, logLikelihood) in ends {
            let found = try ComplexSmoothing([seasonality], bounds: .admissible).fit(values, seasonLength: 12)
            let errors = fit(seasonality, found.parameters, values, season: 12).squaredErrors
            #expect(errors <= fit(seasonality, parameters, values, season: 12).squaredErrors, "\(seasonality)")
            #expect(errors < ReproducibleMath.exp(-2 * logLikelihood / 144) * 1.02, "\(seasonality)")
        }
    }

    @Test func `Parameters within bounds make a filter that forgets`() {
        // The two eigenvalues z of the filter's matrix are inside of the unit circle where |z₁z₂| < 1 and
        // |z₁ + z₂| < 1 + z₁z₂.
        let bounds = ComplexSmoothingBounds(.admissible, .full, seasonLength: 4)
        for imaginary in stride(from: -1.0, through: 3, by: 0.1) {
            for real in stride(from: -1.0, through: 4, by: 0.1) {
                let point = bounds.clamped(SIMD4(real, imaginary, real, imaginary))
                let (p, q) = (point.x, point.y)
                let (a, b, c, d) = (1 - (p - q), q - 1, 1 - (p + q), 1 - p)
                let product = a * d - b * c
                #expect(abs(product) < 1 && abs(a + d) < 1 + product, "\(p), \(q)")
                #expect(point.z == p && point.w == q)
            }
        }
    }

    @Test func `Cautious bounds keep a level from growing fast`() throws {
        let values = (0..<30).map { 100 * (1 + Double($0 * $0) / 100) }
        let cautious = try ComplexSmoothing().fit(values, seasonLength: 1)
        let free = try ComplexSmoothing(bounds: .admissible).fit(values, seasonLength: 1)
        #expect(cautious.parameters[1] <= 1.05)
        #expect(free.parameters[1] > 1.05)
    }

    @Test func `The kind of season is chosen by the information criterion`() throws {
        let values = try ThetaGolden.airline()
        #expect(try ComplexSmoothing().fit(values, seasonLength: 12).seasonality == .full)
        #expect(try ComplexSmoothing().fit(values, seasonLength: 1).seasonality == .none)
        #expect(try ComplexSmoothing([.full]).fit(Array(values[..<23]), seasonLength: 12).seasonality == .none)
        let flat = (0..<48).map { 50 + [0.3, -0.2, 0.1, -0.4, 0.2][$0 % 5] }
        #expect(try ComplexSmoothing().fit(flat, seasonLength: 4).seasonality != .full)
    }

    @Test func `Variances are the sums of squared responses to a shock`() throws {
        let values = try ThetaGolden.airline()
        let horizon = 30
        let cases: [(ComplexSmoothing.Seasonality, [Double])] = [
            (.none, [1.2, 0.99]), (.simple, [1.4, 1.05]), (.partial, [1.3, 1.01, 0.4]), (.full, [1.3, 1, 1.2, 1.03]),
        ]
        for (seasonality, parameters) in cases {
            let fit = fit(seasonality, parameters, values, season: 12).fit
            let base = fit.forecasts(values, origins: [144], horizon: horizon, probabilities: [0.1, 0.9])[0]
            var shocked = Array(values)
            shocked.append(base.point[0] + 1)
            let answer = fit.forecasts(shocked, origins: [145], horizon: horizon - 1, probabilities: [])[0].point
            var sum = 1.0
            for step in 0..<horizon {
                let width = (base.quantiles[1][step] - base.quantiles[0][step]) / (2 * 1.2815515655446004)
                let expected = fit.deviation * fit.scale.unit * sum.squareRoot()
                #expect(abs(width / expected - 1) < 1e-9, "\(seasonality), \(step)")
                guard step < horizon - 1 else { continue }
                let response = answer[step] - base.point[step + 1]
                sum += response * response
            }
        }
    }
}
