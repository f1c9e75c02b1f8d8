import Testing

@testable import StatisticalMethods

@Suite struct ARIMAHardInputTests {
    /// A name, a season and values that a method may meet.
    struct Input: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var season: Int
        var values: [Double]

        init(_ name: String, _ season: Int, _ values: [Double]) {
            (testDescription, self.season, self.values) = (name, season, values)
        }
    }

    static let inputs: [Input] = {
        let noise = (0..<60).map { Double(($0 * 7919 + 3) % 97) }
        var gaps = noise
        for row in [0, 1, 7, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 59] { gaps[row] = .nan }
        let alternate = noise.enumerated().map { $0 % 2 == 0 ? $1 : .nan }
        let month = noise.enumerated().map { $0 % 12 == 5 ? .nan : $1 }
        return [
            Input("one value", 1, [5]), Input("one value, a season", 12, [5]), Input("two values", 4, [1, 2]),
            Input("three values", 1, [3, 1, 2]), Input("four values", 1, [3, 1, 2, 8]),
            Input("all equal", 4, Array(repeating: 7, count: 30)),
            Input("all zero", 12, Array(repeating: 0, count: 40)),
            Input("a spike among zeros", 4, (0..<40).map { $0 == 17 ? 1000 : 0 }),
            Input("a spike at the end", 1, (0..<40).map { $0 == 39 ? 1000 : 0 }),
            Input("a line", 12, (0..<50).map { 0.1 * Double($0) }),
            Input("a parabola", 1, (0..<50).map { 0.1 * Double($0 * $0) }),
            Input("a season without noise", 4, (0..<40).map { Double($0 % 4) }),
            Input("a rising season without noise", 4, (0..<40).map { Double($0 % 4 + $0) }),
            Input("tiny", 4, noise.map { $0 * 1e-300 }), Input("huge", 4, noise.map { $0 * 1e300 }),
            Input("tiny to huge", 1, (0..<60).map { $0 % 2 == 0 ? 1e-300 : 1e300 }),
            Input("subnormal", 1, noise.map { $0 * Double.leastNonzeroMagnitude }),
            Input("huge offset", 4, noise.map { $0 + 1e15 }),
            Input("shorter than a season", 24, Array(noise.prefix(15))),
            Input("shorter than two seasons", 24, Array(noise.prefix(30))),
            Input("a season of a row more", 30, Array(noise.prefix(61))),
            Input("gaps", 4, gaps), Input("gaps, a long season", 12, gaps), Input("every other row", 1, alternate),
            Input("every other row of a season", 2, alternate), Input("a month never seen", 12, month),
            Input("one value among gaps", 4, (0..<20).map { $0 == 11 ? 3 : .nan }),
            Input("two values among gaps", 4, (0..<20).map { $0 == 3 || $0 == 19 ? Double($0) : .nan }),
            Input("exponential", 1, (0..<80).map { Double(sign: .plus, exponent: $0, significand: 1.1) }),
            Input("alternating", 1, (0..<50).map { $0 % 2 == 0 ? 1 : -1 }),
        ]
    }()

    @Test(arguments: inputs) func `a hard series gets finite forecasts`(input: Input) throws {
        for rules in [SeasonalARIMA.Rules.byLength, .asInR] {
            let fit = try SeasonalARIMA(rules: rules).fit(input.values, seasonLength: input.season)
            let count = input.values.count
            let origins = Set([1, 2, count / 2, count]).filter { (1...count).contains($0) }.sorted()
            let forecasts = fit.forecasts(input.values, origins: origins, horizon: 100, probabilities: [0.1, 0.9])
            #expect(forecasts.count == origins.count)
            for forecast in forecasts {
                #expect(forecast.point.count == 100 && forecast.point.allSatisfy(\.isFinite))
                #expect(forecast.quantiles.allSatisfy { $0.count == 100 && $0.allSatisfy(\.isFinite) })
            }
            var learned = [fit.constantCoefficient, fit.errorDeviation, fit.criterion ?? 0, fit.logLikelihood ?? 0]
            learned += fit.autoregressive + fit.movingAverage
            #expect(learned.allSatisfy { $0.isFinite })
        }
    }

    @Test(arguments: inputs) func `a given order gets finite forecasts or an error`(input: Input) {
        let order = ARIMAOrder(2, 1, 2, seasonal: (1, 1, 1), seasonLength: input.season)
        guard let fit = try? SeasonalARIMA(order: order).fit(input.values, seasonLength: input.season) else { return }
        let forecasts = fit.forecasts(
            input.values, origins: [input.values.count], horizon: 30, probabilities: [0.1])
        #expect(forecasts[0].point.allSatisfy(\.isFinite) && forecasts[0].quantiles[0].allSatisfy(\.isFinite))
    }

    @Test func `without a value there is nothing to learn`() {
        #expect(throws: SeriesMethodError.tooShort(needed: 1, observed: 0)) {
            try SeasonalARIMA().fit([.nan, .nan], seasonLength: 1)
        }
    }

    @Test func `regressors that are equal, constant or missing do no harm`() throws {
        let values = try ARIMAGolden.airline()
        let rows = values.indices.map(Double.init)
        let zeros = values.map { _ in 0.0 }
        let gaps = rows.map { $0 == 50 ? .nan : $0 * 1e200 }
        let fit = try SeasonalARIMA().fit(values, seasonLength: 12, regressors: [rows, rows, zeros, gaps])
        let forecast = fit.forecasts(
            values, origins: [144], horizon: 12, probabilities: [], regressors: [rows, rows, zeros, gaps])[0]
        #expect(forecast.point.allSatisfy { $0.isFinite && $0 > 200 && $0 < 1000 })
        #expect(fit.regressorCoefficients.count == 4 && fit.regressorCoefficients.allSatisfy(\.isFinite))
    }

    @Test func `an order whose state would fill the memory is fitted by sums of squares`() throws {
        let values = (0..<20_000).map { row -> Double in
            Double((row * 7919 + 3) % 97) + Double(row % 4000) / 400
        }
        let order = ARIMAOrder(1, 0, 0, seasonal: (1, 1, 1), seasonLength: 4000)
        let fit = try SeasonalARIMA(order: order).fit(values, seasonLength: 4000)
        #expect(fit.order.stateSize == 4001)
        let forecast = fit.forecasts(values, origins: [20_000], horizon: 10, probabilities: [])[0]
        #expect(forecast.point.allSatisfy { abs($0) < 300 })
        #expect(throws: SeriesMethodError.self) {
            try SeasonalARIMA(order: order).fit(Array(values.prefix(8000)), seasonLength: 4000)
        }
    }

    @Test(arguments: [(1, true), (24, true), (168, false), (8760, false), (8760, true)])
    func `long series and long seasons take bounded work`(season: Int, hasGaps: Bool) throws {
        var random = CounterBasedRandomSource(seed: 9)
        var values = (0..<100_000).map { row -> Double in
            random.next() + 3 * Double(row % season) / Double(season)
        }
        if hasGaps { for row in stride(from: 100, to: 100_000, by: 997) { values[row] = .nan } }
        let fit = try SeasonalARIMA().fit(values, seasonLength: season)
        let forecasts = fit.forecasts(values, origins: [50_000, 100_000], horizon: 48, probabilities: [0.5])
        #expect(forecasts.allSatisfy { $0.point.allSatisfy { abs($0) < 20 } })
    }
}
