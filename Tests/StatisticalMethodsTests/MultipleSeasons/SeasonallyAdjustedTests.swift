import ForecastTestSupport
import Testing

@testable import StatisticalMethods

/// The line of least squares through the last 40 rows; the quantiles lie one to each side.
struct LineDouble: SeriesMethod {
    func fit(_ values: [Double], seasonLength: Int) throws(SeriesMethodError) -> LineDoubleFit {
        LineDoubleFit(seasonLength: seasonLength)
    }
}

struct LineDoubleFit: SeriesFit {
    var isSound: Bool { true }
    var seasonLength: Int

    func forecasts(
        _ values: [Double], origins: [Int], horizon: Int, probabilities: [Double]
    ) -> [SeriesForecast] {
        origins.map { origin in
            let rows = (max(0, origin - 40)..<origin).filter { !values[$0].isNaN }
            let count = Double(max(1, rows.count))
            let middle = (row: Double(rows.reduce(0, +)) / count, value: rows.reduce(0) { $0 + values[$1] } / count)
            let spread = rows.reduce(0) { $0 + (Double($1) - middle.row) * (Double($1) - middle.row) }
            let product = rows.reduce(0) { $0 + (Double($1) - middle.row) * (values[$1] - middle.value) }
            let slope = spread > 0 ? product / spread : 0
            let point = (0..<horizon).map { middle.value + slope * (Double(origin + $0) - middle.row) }
            return SeriesForecast(point: point, quantiles: probabilities.map { p in point.map { $0 + (p - 0.5) } })
        }
    }
}

@Suite struct SeasonallyAdjustedTests {
    private let method = SeasonallyAdjusted(LineDouble(), seasonLengths: [7, 30])

    /// Two seasons of zero mean on a line.
    private func sample(_ rows: Range<Int>) -> [Double] {
        rows.map { row in
            5 + 0.02 * Double(row) + Double(row % 7 - 3) + 4 * (row % 30 < 15 ? 1 : -1)
        }
    }

    @Test func `a line with two seasons is continued`() throws {
        let values = sample(0..<400)
        let fit = try method.fit(values, seasonLength: 1)
        #expect(fit.inner.seasonLength == 1)
        let forecast = fit.forecasts(values, origins: [400], horizon: 70, probabilities: [0.1, 0.9])[0]
        var error = 0.0
        for (step, expected) in sample(400..<470).enumerated() {
            error += abs(forecast.point[step] - expected) / 70
            #expect(forecast.quantiles[0][step] < forecast.point[step])
            #expect(forecast.quantiles[1][step] > forecast.point[step])
        }
        // The seasons are 4.5 off their mean on average.
        #expect(error < 0.5)
    }

    @Test func `seasons in proportion to the level are continued with the logarithm`() throws {
        func sample(_ rows: Range<Int>) -> [Double] {
            rows.map { row in
                let level = (0..<row).reduce(20.0) { level, _ in 1.02 * level }
                return level * [0.5, 1, 2, 1][row % 4]
            }
        }
        let values = sample(0..<80)
        let errors = try [SeasonallyAdjusted<LineDouble>.Transformation.none, .logarithm, .boxCox(power: 0.1)].map {
            let method = SeasonallyAdjusted(LineDouble(), transformation: $0)
            let fit = try method.fit(values, seasonLength: 4)
            let point = fit.forecasts(values, origins: [80], horizon: 8, probabilities: [])[0].point
            return zip(point, sample(80..<88)).reduce(0) { $0 + abs($1.0 - $1.1) } / 8
        }
        #expect(errors[1] < 0.05 * errors[0] && errors[2] < 0.5 * errors[0], "\(errors)")
    }

    @Test func `an origin sees the rows before it alone`() throws {
        let values = sample(0..<300)
        let fit = try method.fit(Array(values[..<200]), seasonLength: 1)
        let origins = [1, 2, 13, 14, 15, 16, 60, 61, 62, 150, 177, 178, 199, 200, 201, 224, 225, 253, 254, 300]
        let all = fit.forecasts(values, origins: origins, horizon: 9, probabilities: [0.5])
        for (place, origin) in origins.enumerated() {
            let later = Array(values[..<origin] + values[origin...].map { -1e12 * $0 })
            for seen in [Array(values[..<origin]), later] {
                let one = fit.forecasts(seen, origins: [origin], horizon: 9, probabilities: [0.5])
                #expect(one == [all[place]], "\(origin)")
            }
        }
    }

    @Test func `rows decomposed are at most an eighth behind the origin`() {
        let anchors = SeasonallyAdjustedFit<LineDoubleFit>.anchors(Array(1...900), rows: 200)
        for (anchor, origin) in zip(anchors, 1...900) {
            #expect(anchor >= 1 && anchor <= origin && Double(origin) < 1.125 * Double(anchor) + 2)
        }
        #expect(anchors[199] == 200 && Set(anchors).count < 50)
    }

    @Test func `odd series have finite forecasts`() throws {
        let holes = sample(0..<120).enumerated().map { (40..<75).contains($0) ? .nan : $1 }
        let table: [[Double]] = [
            [3], [1, 2], [.nan, 4, .nan], [Double](repeating: 7, count: 50), [Double](repeating: 0, count: 50),
            [Double](repeating: 0, count: 40) + [9], sample(0..<13), sample(0..<100).map { $0 * 1e300 },
            sample(0..<100).map { $0 * 1e-300 }, holes, [.nan, .nan] + holes,
            [Double](repeating: 1e308, count: 30) + [Double](repeating: 1e-308, count: 30),
        ]
        for transformation in [SeasonallyAdjusted<LineDouble>.Transformation.none, .logarithm, .boxCox(power: -1)] {
            for values in table {
                let method = SeasonallyAdjusted(LineDouble(), seasonLengths: [7, 30], transformation: transformation)
                let fit = try method.fit(values, seasonLength: 1)
                for forecast in fit.forecasts(
                    values, origins: Array(1...values.count), horizon: 200, probabilities: [0.5])
                {
                    #expect((forecast.point + forecast.quantiles[0]).allSatisfy { $0.isFinite })
                }
            }
        }
        #expect(throws: SeriesMethodError.tooShort(needed: 1, observed: 0)) { try method.fit([.nan], seasonLength: 1) }
    }

    @Test func `a long season in a long series takes a moment`() throws {
        let values = (0..<100_000).map { Double($0 % 24) + Double($0 % 8760) / 100 }
        let method = SeasonallyAdjusted(LineDouble(), seasonLengths: [24, 168, 8760])
        let clock = ContinuousClock()
        let time = try clock.measure {
            let fit = try method.fit(values, seasonLength: 24)
            #expect(fit.forecasts(values, origins: [100_000], horizon: 24, probabilities: []).count == 1)
        }
        #expect(time < .seconds(20))
    }

    @Test func `the unit of the series does not matter`() throws {
        let values = sample(0..<200)
        let expected = try method.fit(values, seasonLength: 1)
            .forecasts(values, origins: [150, 200], horizon: 9, probabilities: [])
        for unit in [1e-200, 1e7] {
            let scaled = values.map { $0 * unit }
            let forecasts = try method.fit(scaled, seasonLength: 1)
                .forecasts(scaled, origins: [150, 200], horizon: 9, probabilities: [])
            for (one, other) in zip(expected, forecasts) {
                for (a, b) in zip(one.point, other.point) { #expect(abs(a - b / unit) < 1e-9) }
            }
        }
    }
}
