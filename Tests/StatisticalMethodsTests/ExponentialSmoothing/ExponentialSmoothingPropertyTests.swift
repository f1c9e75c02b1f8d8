import Testing

@testable import StatisticalMethods

@Suite struct ExponentialSmoothingPropertyTests {
    private static let airline = (try? ExponentialSmoothingGolden.named("AirPassengers").values) ?? []

    @Test(arguments: ["ANN", "AAdA", "MAM", nil])
    func `in another unit, everything is in that unit`(name: String?) throws {
        let method = ExponentialSmoothing(form: name.flatMap { ExponentialSmoothingForm($0) })
        let one = try method.fit(Self.airline, seasonLength: 12)
        // Not a power of two, so that nothing is exact; starts that are close may end apart by a little.
        let unit = 1e-7
        let other = try method.fit(Self.airline.map { $0 * unit }, seasonLength: 12)
        #expect(one.form == other.form)
        #expect(isClose(other.level / unit, one.level, to: 1e-3))
        let first = one.forecasts(Self.airline, origins: [144], horizon: 24, probabilities: [0.1])[0]
        let second = other.forecasts(
            Self.airline.map { $0 * unit }, origins: [144], horizon: 24, probabilities: [0.1])[0]
        for step in 0..<24 {
            #expect(isClose(second.point[step] / unit, first.point[step], to: 1e-3))
            #expect(isClose(second.quantiles[0][step] / unit, first.quantiles[0][step], to: 1e-3))
        }
        let shift = Double(Self.airline.count) * 16.11809565095832
        #expect(isClose(other.logLikelihood - shift, one.logLikelihood, to: 1e-4))
    }

    @Test(arguments: ["ANN", "AAdA", "MAM", "MMdM"])
    func `a forecast does not read what comes after its origin`(name: String) throws {
        let fit = try ExponentialSmoothing(form: ExponentialSmoothingForm(name)).fit(Self.airline, seasonLength: 12)
        let origins = [1, 50, 100, 143]
        let forecasts = fit.forecasts(Self.airline, origins: origins, horizon: 13, probabilities: [0.2, 0.8])
        for (origin, forecast) in zip(origins, forecasts) {
            var changed = Self.airline
            for row in origin..<changed.count { changed[row] = row.isMultiple(of: 2) ? .nan : 1e6 }
            let again = fit.forecasts(changed, origins: [origin], horizon: 13, probabilities: [0.2, 0.8])
            #expect(again[0] == forecast)
        }
    }

    @Test func `damped growth adds up to phi, phi squared and so on`() {
        let fit = ExponentialSmoothingFit(
            form: ExponentialSmoothingForm(error: .additive, trend: .additive, isDamped: true),
            parameters: SmoothingParameters(alpha: 0, beta: 0, gamma: 0, phi: 0.5), level: 8, growth: 4, season: [],
            standardDeviation: 1, logLikelihood: 0, correctedAkaike: nil)
        #expect(
            fit.forecasts([10], origins: [1], horizon: 3, probabilities: [])[0].point == [11, 11.5, 11.75])
    }

    @Test func `intervals of a random walk widen with the root of the horizon`() {
        let fit = ExponentialSmoothingFit(
            form: ExponentialSmoothingForm(error: .additive), parameters: SmoothingParameters(alpha: 1), level: 5,
            growth: nil, season: [], standardDeviation: 2, logLikelihood: 0, correctedAkaike: nil)
        let quantiles = fit.forecasts([7], origins: [1], horizon: 9, probabilities: [0.5, 0.975])[0].quantiles
        #expect(quantiles[0].allSatisfy { $0 == 7 })
        for step in [1, 4, 9] {
            #expect(isClose(quantiles[1][step - 1], 7 + 2 * 1.959963984540054 * Double(step).squareRoot(), to: 1e-12))
        }
    }

    @Test func `variances of a linear form are those of its sample paths`() {
        let parameters = SmoothingParameters(alpha: 0.4, beta: 0.2, gamma: 0.3, phi: 0.9)
        let fit = ExponentialSmoothingFit(
            form: ExponentialSmoothingForm(error: .additive, trend: .additive, isDamped: true, season: .additive),
            parameters: parameters, level: 50, growth: 1, season: [3, -1, -2], standardDeviation: 2, logLikelihood: 0,
            correctedAkaike: nil)
        let exact = fit.forecasts([54], origins: [1], horizon: 10, probabilities: [0.1, 0.9])[0]
        let state = fit.form.run(
            AdvancingTask(
                state: SmoothingState(level: 50, growth: 1, season: [3, -1, -2]), values: [54],
                parameters: parameters))
        let simulated = fit.form.run(
            SimulatingTask(
                state: state, point: exact.point, parameters: parameters, deviation: 2, isRelative: false,
                probabilities: [0.1, 0.9]))
        for step in 0..<10 {
            let width = exact.quantiles[1][step] - exact.quantiles[0][step]
            let paths = simulated[1][step] - simulated[0][step]
            // Ten standard errors of a width from 2,000 paths are a quarter of it.
            #expect(abs(paths / width - 1) < 0.12)
        }
    }

    @Test func `simulated quantiles rise with the probability and enclose the point`() throws {
        let fit = try ExponentialSmoothing(form: ExponentialSmoothingForm("MAM")).fit(Self.airline, seasonLength: 12)
        let forecast = fit.forecasts(Self.airline, origins: [144], horizon: 24, probabilities: [0.05, 0.5, 0.95])[0]
        for step in 0..<24 {
            #expect(forecast.quantiles[0][step] < forecast.point[step])
            #expect(isClose(forecast.quantiles[1][step], forecast.point[step], to: 0.02))
            #expect(forecast.quantiles[2][step] > forecast.point[step])
        }
        // Errors of 3.8% a step: the first interval is 2 · 1.645 of them wide.
        let width = (forecast.quantiles[2][0] - forecast.quantiles[0][0]) / forecast.point[0]
        #expect(abs(width / (3.29 * fit.standardDeviation) - 1) < 0.12)
    }

    @Test func `missing rows do not count, and pass as expected`() throws {
        var values = Self.airline
        for row in [3, 40, 41, 42, 100] { values[row] = .nan }
        let fit = try ExponentialSmoothing(form: ExponentialSmoothingForm("MAM")).fit(values, seasonLength: 12)
        let whole = try ExponentialSmoothing(form: ExponentialSmoothingForm("MAM")).fit(
            Self.airline, seasonLength: 12)
        let forecast = fit.forecasts(values, origins: [40, 144], horizon: 12, probabilities: [])
        let known = whole.forecasts(Self.airline, origins: [144], horizon: 12, probabilities: [])[0].point
        for step in 0..<12 { #expect(isClose(forecast[1].point[step], known[step], to: 0.03)) }
        // Three missing rows later, the forecast is the same but three steps shorter.
        let later = fit.forecasts(values, origins: [43], horizon: 9, probabilities: [])[0].point
        for step in 0..<9 { #expect(isClose(later[step], forecast[0].point[step + 3], to: 1e-12)) }
    }

    @Test func `a form is read as it is written`() {
        for name in SmoothingDerivativeTests.forms { #expect(ExponentialSmoothingForm(name)?.name == name) }
        for name in ["", "AN", "NNN", "ANdN", "ZZZ", "AAdd", "dAAN", "AAAA", "aan"] {
            #expect(ExponentialSmoothingForm(name) == nil)
        }
    }

    @Test func `too few rows for a form give the next simpler one`() throws {
        let method = ExponentialSmoothing(form: ExponentialSmoothingForm("AAdA"))
        for (rows, season, name) in [
            (40, 12, "AAdA"), (18, 12, "AAdN"), (7, 12, "AAN"), (5, 12, "ANN"), (144, 25, "AAdN"),
        ] {
            let fit = try method.fit(Array(Self.airline.prefix(rows)), seasonLength: season)
            #expect(fit.form.name == name)
        }
    }
}
