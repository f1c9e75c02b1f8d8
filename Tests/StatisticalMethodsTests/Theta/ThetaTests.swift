import Testing

@testable import StatisticalMethods

@Suite struct ThetaTests {
    /// A fit with given parameters, in the unit of the series.
    private func fit(
        _ form: ThetaMethod.Form, _ values: [Double], level: Double, alpha: Double, theta: Double
    ) -> ThetaFit {
        let scale = SeriesScale(values)
        let lines = ThetaLines(scale.scaled(values), isDynamic: form.isDynamic)
        let omega = 1 - 1 / theta
        let moments = lines.moments(alpha: alpha, from: ThetaMethod.Form.firstJudged)
        let squaredErrors = moments.squaredErrors(level: level / scale.unit, omega: omega)
        let parameters = ThetaParameters(
            alpha: alpha, level: level / scale.unit, omega: omega, count: 3, squaredErrors: squaredErrors)
        return ThetaFit(form, parameters, lines, scale: scale, season: nil)
    }

    private func point(_ method: ThetaMethod, _ values: [Double], season: Int, horizon: Int = 5) throws -> [Double] {
        let fit = try method.fit(values, seasonLength: season)
        return fit.forecasts(values, origins: [values.count], horizon: horizon, probabilities: [])[0].point
    }

    @Test func `At given parameters errors and forecasts are those of statsforecast`() throws {
        for golden in try ThetaGolden.all() {
            for model in golden.models {
                let form = try #require(ThetaMethod.Form(rawValue: model.form))
                let fit = fit(form, golden.values, level: model.level, alpha: model.alpha, theta: model.theta)
                let point = fit.forecasts(golden.values, origins: [golden.values.count], horizon: 14, probabilities: [])
                #expect(farthest(point[0].point, model.forecast) < 1e-7, "\(golden.name), \(model.form)")
                let lines = ThetaLines(golden.values, isDynamic: form.isDynamic)
                let errors = lines.moments(alpha: model.alpha, from: 3)
                    .squaredErrors(level: model.level, omega: 1 - 1 / model.theta)
                #expect(abs(errors / model.squaredErrors - 1) < 1e-9, "\(golden.name), \(model.form)")
            }
        }
    }

    @Test func `Without estimation forecasts are those of forecTheta`() throws {
        let values = try ThetaGolden.airline()
        let still = [441.9132, 443.2418, 444.5704, 445.8990, 447.2276]
        let moving = [441.9132, 443.2330, 444.5484, 445.8594, 447.1659]
        for form in ThetaMethod.Form.allCases {
            let point = fit(form, values, level: 56, alpha: 0.5, theta: 2)
                .forecasts(values, origins: [144], horizon: 5, probabilities: [])[0].point
            #expect(farthest(point, form.isDynamic ? moving : still) < 1e-4)
        }
    }

    @Test func `With estimation forecasts are those of forecTheta where those are at the minimum`() throws {
        let values = try ThetaGolden.airline()
        let cases: [(ThetaMethod.Form, Int, [Double])] = [
            (.standard, 1, [432.9292, 434.2578, 435.5864, 436.9150, 438.2435]),
            (.dynamicStandard, 1, [432.9292, 434.2520, 435.5693, 436.8809, 438.1871]),
            (.optimized, 12, [442.8492, 432.1255, 495.1706, 482.1585, 487.3280]),
        ]
        for (form, season, expected) in cases {
            #expect(
                farthest(try point(ThetaMethod([form], initialLevel: .learned), values, season: season), expected)
                    < 1e-2)
        }
    }

    @Test func `With estimation the other forecasts are near those of forecTheta`() throws {
        // None of them lies at the minimum of its own objective, whichever errors are left out; its parameters are not
        // known.
        let values = try ThetaGolden.airline()
        let cases: [(ThetaMethod.Form, Int, [Double])] = [
            (.standard, 12, [440.7886, 429.0739, 490.4933, 476.4663, 480.4363]),
            (.dynamicStandard, 12, [440.7631, 429.0512, 490.4711, 476.4495, 480.4251]),
            (.dynamicOptimized, 12, [442.9720, 432.3586, 495.5702, 482.6789, 487.9888]),
            (.dynamicOptimized, 1, [432.5131, 433.4257, 434.3344, 435.2391, 436.1399]),
        ]
        for (form, season, expected) in cases {
            let point = try point(ThetaMethod([form], initialLevel: .learned), values, season: season)
            #expect(farthest(point, expected) < (season == 12 ? 0.2 : 1.3), "\(form), \(season)")
        }
    }

    @Test func `No other parameters have smaller errors`() throws {
        for golden in try ThetaGolden.all() {
            for form in ThetaMethod.Form.allCases {
                let lines = ThetaLines(golden.values, isDynamic: form.isDynamic)
                let found = form.parameters(lines, .learned)
                func errors(_ alpha: Double, _ level: Double, _ omega: Double) -> Double {
                    lines.moments(alpha: alpha, from: form.firstLearned(.learned))
                        .squaredErrors(level: level, omega: omega)
                }
                let least = errors(found.alpha, found.level, found.omega)
                for alpha in stride(from: 0.1, through: 0.99, by: 0.01) {
                    for omega in form.isOptimized ? [0, 0.25, 0.5, 0.75, 0.99] : [0.5] {
                        for level in [-100, 0.0, 50, 100, 200] {
                            #expect(errors(alpha, level, omega) >= least * (1 - 1e-9))
                        }
                    }
                }
            }
        }
    }

    @Test func `With a given level the first forecast is the first value and no other parameters have smaller errors`()
        throws
    {
        for golden in try ThetaGolden.all() {
            for form in ThetaMethod.Form.allCases {
                let lines = ThetaLines(golden.values, isDynamic: form.isDynamic)
                let found = form.parameters(lines, .firstValue)
                #expect(abs(found.level + found.omega * lines.first - golden.values[0]) < 1e-9)
                func errors(_ alpha: Double, _ omega: Double) -> Double {
                    lines.moments(alpha: alpha, from: form.firstLearned(.firstValue))
                        .squaredErrors(level: golden.values[0] - omega * lines.first, omega: omega)
                }
                let least = errors(found.alpha, found.omega)
                for alpha in stride(from: 0.1, through: 0.99, by: 0.01) {
                    for omega in form.isOptimized ? Array(stride(from: 0, to: 1, by: 0.02)) : [0.5] {
                        #expect(errors(alpha, omega) >= least * (1 - 1e-9))
                    }
                }
            }
        }
    }

    @Test func `Variances are the sums of squared responses to a shock`() throws {
        let values = try ThetaGolden.airline()
        let horizon = 9
        for form in ThetaMethod.Form.allCases {
            let fit = fit(form, values, level: 100, alpha: 0.4, theta: 3)
            let base = fit.forecasts(values, origins: [144], horizon: horizon, probabilities: [0.1, 0.5, 0.9])[0]
            var sums = [Double](repeating: 0, count: horizon)
            for step in 0..<horizon {
                // What follows when the value in this step is off by one.
                var future = Array(base.point[...step])
                future[step] += 1
                let later = values + future
                let answer = fit.forecasts(later, origins: [later.count], horizon: horizon, probabilities: [])[0].point
                sums[step] += 1
                for next in (step + 1)..<max(horizon, step + 1) {
                    let response = answer[next - step - 1] - base.point[next]
                    sums[next] += response * response
                }
            }
            for step in 0..<horizon {
                let width = (base.quantiles[2][step] - base.quantiles[0][step]) / (2 * 1.2815515655446004)
                let expected = fit.deviation * fit.scale.unit * sums[step].squareRoot()
                #expect(abs(width / expected - 1) < 1e-6, "\(form), \(step)")
                #expect(abs(base.quantiles[1][step] - base.point[step]) < 1e-9)
            }
        }
    }

    @Test func `A form is chosen by its errors`() throws {
        let values = try ThetaGolden.airline()
        let all = try ThetaMethod(ThetaMethod.Form.allCases, initialLevel: .learned).fit(values, seasonLength: 12)
        let each = try ThetaMethod.Form.allCases.map {
            try ThetaMethod([$0], initialLevel: .learned).fit(values, seasonLength: 12)
        }
        // statsforecast's AutoTheta takes OTM for this series as well.
        #expect(all.form == .optimized)
        #expect(each.contains(all))
        let fewest = ThetaMethod(ThetaMethod.Form.allCases, choice: .informationCriterion)
        // A random walk: θ has nothing to explain, and a parameter less is better.
        let walk = [5.0, 6, 5, 4, 5, 6, 7, 6, 7, 8, 7, 6, 5, 6, 5, 6, 7, 6, 5, 4, 3, 4, 5, 6, 5]
        #expect(try !fewest.fit(walk, seasonLength: 1).form.isOptimized)
    }

    @Test func `A season is taken out by subtraction where values are not positive`() throws {
        let values = (0..<48).map { [5.0, -5, 0, 0][$0 % 4] + 0.1 * Double($0 % 3) }
        let fit = try ThetaMethod().fit(values, seasonLength: 4)
        #expect(fit.season?.form == .additive)
        let above = values.map { $0 + 20 }
        #expect(try ThetaMethod().fit(above, seasonLength: 4).season?.form == .multiplicative)
        #expect(try ThetaMethod(adjustment: .additive).fit(above, seasonLength: 4).season?.form == .additive)
        #expect(try ThetaMethod(adjustment: .none).fit(values, seasonLength: 4).season == nil)
    }
}
