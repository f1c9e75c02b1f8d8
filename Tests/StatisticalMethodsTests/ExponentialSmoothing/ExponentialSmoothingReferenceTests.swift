import Numerics
import Testing

@testable import StatisticalMethods

/// Against `forecast::ets` of R.
@Suite struct ExponentialSmoothingReferenceTests {
    @Test(arguments: ExponentialSmoothingGolden.allFits)
    func `with R's parameters, likelihood and variance are R's`(_ golden: ExponentialSmoothingGolden.Fit) throws {
        let series = try ExponentialSmoothingGolden.named(golden.series)
        let (search, point) = try golden.asPoint(series.values)
        let (cost, squares) = search.costAndSquares(point)
        #expect(isClose(-cost, golden.logLikelihood, to: 1e-6))
        // R divides by the rows less the parameters.
        let rows = Double(series.values.count - search.form.parameterCount(seasonLength: series.season))
        #expect(isClose(squares / rows / golden.variance, 1, to: 1e-5))
    }

    @Test(arguments: ExponentialSmoothingGolden.allFits)
    func `with R's parameters, states are R's at every row`(_ golden: ExponentialSmoothingGolden.Fit) throws {
        let series = try ExponentialSmoothingGolden.named(golden.series)
        let fit = try golden.asFit()
        for known in golden.states {
            let start = SmoothingState(level: fit.level, growth: fit.growth ?? 0, season: fit.season)
            let state = fit.form.run(
                AdvancingTask(state: start, values: series.values[..<known.row], parameters: fit.parameters))
            let (level, growth, season) = ExponentialSmoothingGolden.Fit.parts(of: known.state, fit.form)
            #expect(isClose(state.level, level, to: 1e-5))
            #expect(isClose(state.growth, growth ?? 0, to: 1e-5))
            for (step, value) in season.enumerated() {
                #expect(isClose(state.season[(state.place + step) % season.count], value, to: 1e-5))
            }
        }
    }

    /// R adds up the damping of a forecast from 1 in MAdM and counts φ twice in MMdM; with its own sums, the numbers agree.
    @Test(arguments: ExponentialSmoothingGolden.allFits)
    func `with R's parameters, forecasts are R's`(_ golden: ExponentialSmoothingGolden.Fit) throws {
        let values = try ExponentialSmoothingGolden.named(golden.series).values
        let fit = try golden.asFit()
        let forecast = fit.forecasts(values, origins: [values.count], horizon: 4, probabilities: [])
        let first = SmoothingState(level: fit.level, growth: fit.growth ?? 0, season: fit.season)
        let state = fit.form.run(AdvancingTask(state: first, values: values[...], parameters: fit.parameters))
        let phi = fit.parameters.phi
        var (damping, ofR) = (0.0, golden.form == "MAdM" ? 1 : phi)
        for step in 0..<4 {
            damping += ReproducibleMath.power(phi, Double(step + 1))
            var mine = forecast[0].point[step]
            if golden.form == "MAdM" {
                mine *= (state.level + ofR * state.growth) / (state.level + damping * state.growth)
            }
            if golden.form == "MMdM" { mine *= ReproducibleMath.power(state.growth, ofR - damping) }
            #expect(isClose(mine, golden.forecast[step], to: 1e-5))
            ofR += ReproducibleMath.power(phi, Double(step + 1))
        }
    }

    @Test(arguments: ExponentialSmoothingGolden.allFits)
    func `the likelihood found is not below R's`(_ golden: ExponentialSmoothingGolden.Fit) throws {
        let series = try ExponentialSmoothingGolden.named(golden.series)
        var method = ExponentialSmoothing(form: ExponentialSmoothingForm(golden.form))
        method.bounds = .usual
        let fit = try method.fit(series.values, seasonLength: series.season)
        #expect(fit.form.name == golden.form)
        #expect(fit.logLikelihood >= golden.logLikelihood - 1e-5)
    }

    @Test(arguments: [("MAdM", -679.123), ("MAM", -675.9975)])
    func `AirPassengers is fitted at least as well as known`(form: String, logLikelihood: Double) throws {
        let series = try ExponentialSmoothingGolden.named("AirPassengers")
        let method = ExponentialSmoothing(form: ExponentialSmoothingForm(form))
        let fit = try method.fit(series.values, seasonLength: 12)
        #expect(fit.logLikelihood >= logLikelihood)
    }

    @Test func `the form chosen for AirPassengers beats R's by ten`() throws {
        let series = try ExponentialSmoothingGolden.named("AirPassengers")
        let fit = try ExponentialSmoothing().fit(series.values, seasonLength: 12)
        #expect(fit.form.name == "MAM")
        let criterion = try #require(fit.correctedAkaike)
        #expect(criterion <= 1390.9)
    }

    @Test func `wineind with a given alpha is fitted at least as well as by R`() throws {
        let series = try ExponentialSmoothingGolden.named("wineind")
        var method = ExponentialSmoothing(form: ExponentialSmoothingForm("MAM"))
        method.bounds = .usual
        method.bounds.alpha = 0.1611...0.1611
        let fit = try method.fit(series.values, seasonLength: 12)
        #expect(fit.parameters.alpha == 0.1611)
        #expect(fit.logLikelihood >= -1802.9587)
    }

    @Test func `parameters are admissible where the largest root says so`() throws {
        let roots = try #require(ExponentialSmoothingGolden.shared?.roots)
        #expect(roots.count == 40)
        for root in roots {
            let parameters = SmoothingParameters(
                alpha: root.parameters[0], beta: root.parameters[1], gamma: root.parameters[2],
                phi: root.parameters[3])
            #expect(parameters.isAdmissible(seasonLength: root.season) == (root.largest < 1))
        }
    }
}
