import ForecastTestSupport
import Testing

@testable import StatisticalMethods

@Suite struct AutoregressiveRidgeTests {
    private let method = AutoregressiveRidge()

    private func forecast(
        _ values: [Double], m: Int, horizon: Int, _ method: AutoregressiveRidge = AutoregressiveRidge()
    ) throws -> [Double] {
        let fit = try method.fit(values, seasonLength: m)
        return fit.forecasts(values, origins: [values.count], horizon: horizon, probabilities: [])[0].point
    }

    /// A season of twelve in proportion to a growing level, with a little noise.
    private func sample(_ rows: Int, noise: Double = 0.02) -> [Double] {
        let numbers = normalNoise(rows, seed: 5)
        var level = 100.0
        return (0..<rows).map { row in
            level *= 1.01
            return level * (1 + 0.3 * wave(12, period: 12)[row % 12] + noise * numbers[row])
        }
    }

    @Test func `season and growth go on`() throws {
        let values = sample(120 + 24)
        let point = try forecast(Array(values[..<120]), m: 12, horizon: 24)
        let error = zip(point, values[120...]).reduce(0) { $0 + abs($1.0 / $1.1 - 1) / 24 }
        // The last season as it was is 15% off.
        #expect(error < 0.05, "\(error)")
    }

    @Test func `a week of days is seen in hourly rows`() throws {
        func value(_ row: Int) -> Double {
            let isWeekend = row / 24 % 7 >= 5
            return 50 + 10 * wave(24, period: 24)[row % 24] * (isWeekend ? 0.3 : 1) - (isWeekend ? 15 : 0)
        }
        let noise = normalNoise(24 * 7 * 6, seed: 9)
        let values = noise.indices.map { value($0) + 0.5 * noise[$0] }
        func error(_ method: AutoregressiveRidge) throws -> Double {
            let point = try forecast(values, m: 24, horizon: 168, method)
            return point.indices.reduce(0) { $0 + abs(point[$1] - value(values.count + $1)) / 168 }
        }
        let (week, day) = (try error(AutoregressiveRidge()), try error(AutoregressiveRidge(longerSeasons: [])))
        #expect(week < 1.2 && week < 0.5 * day, "\(week) \(day)")
        #expect(try error(AutoregressiveRidge(longerSeasons: [900, 168])) == week)
    }

    @Test func `of a random walk little more than the last value is kept`() throws {
        let values = randomWalk(200, seed: 3).map { 100 + $0 }
        for step in try forecast(values, m: 1, horizon: 5) { #expect(abs(step - values[199]) < 1) }
    }

    @Test func `lags follow from rows and seasons`() {
        #expect(AutoregressiveLags.oneSeason(rows: 48, seasonLength: 12) == [1...13])
        #expect(AutoregressiveLags.oneSeason(rows: 16, seasonLength: 4) == [1...5])
        #expect(AutoregressiveLags.oneSeason(rows: 20, seasonLength: 12) == [1...6])
        #expect(AutoregressiveLags.oneSeason(rows: 1200, seasonLength: 365) == [1...80, 326...404])
        #expect(AutoregressiveLags.oneSeason(rows: 1, seasonLength: 1) == [1...1])
        #expect(AutoregressiveLags.oneSeason(rows: 100_000, seasonLength: 8760) == [1...80, 8721...8799])
        #expect(
            AutoregressiveLags.twoSeasons(rows: 700, seasonLength: 24, longerSeason: 168) == [1...36, 156...171])
        #expect(AutoregressiveLags.twoSeasons(rows: 500, seasonLength: 24, longerSeason: 168) == nil)
        #expect(AutoregressiveLags.twoSeasons(rows: 9000, seasonLength: 1440, longerSeason: 2000) == nil)
        #expect(AutoregressiveLags.twoSeasons(rows: 900, seasonLength: 24, longerSeason: 30) == nil)
        for rows in 1...400 {
            for season in [1, 2, 7, 52, 400] {
                let blocks = AutoregressiveLags.oneSeason(rows: rows, seasonLength: min(season, rows))
                #expect(blocks[0].lowerBound == 1 && blocks[blocks.count - 1].upperBound <= max(1, rows / 2 + 1))
            }
        }
    }

    @Test func `an origin sees the rows before it alone`() throws {
        let values = sample(100)
        let fit = try method.fit(Array(values[..<80]), seasonLength: 12)
        let origins = [1, 2, 12, 13, 50, 79, 80, 81, 100]
        let all = fit.forecasts(values, origins: origins, horizon: 30, probabilities: [0.1, 0.9])
        for (place, origin) in origins.enumerated() {
            let later = Array(values[..<origin] + values[origin...].map { _ in -1e200 })
            for seen in [Array(values[..<origin]), later] {
                let one = fit.forecasts(seen, origins: [origin], horizon: 30, probabilities: [0.1, 0.9])
                #expect(one == [all[place]], "\(origin)")
            }
        }
    }

    @Test func `the unit of the series does not matter`() throws {
        for shift in [0, -500.0] {
            let values = sample(90).map { $0 + shift }
            let expected = try forecast(values, m: 12, horizon: 20)
            for unit in [1e-290, 1e-3, 1e290] {
                let scaled = try forecast(values.map { $0 * unit }, m: 12, horizon: 20)
                for (a, b) in zip(expected, scaled) { #expect(abs(a - b / unit) < 1e-6 * abs(a)) }
            }
        }
    }

    @Test func `quantiles widen and hold their share`() throws {
        let values = randomWalk(400, seed: 8).map { 1000 + $0 }
        let fit = try method.fit(Array(values[..<200]), seasonLength: 1)
        let origins = Array(200..<390)
        let forecasts = fit.forecasts(values, origins: origins, horizon: 10, probabilities: [0.1, 0.5, 0.9])
        var (first, last) = (0, 0)
        for (origin, forecast) in zip(origins, forecasts) {
            let (low, high) = (forecast.quantiles[0], forecast.quantiles[2])
            #expect(abs(forecast.quantiles[1][3] - forecast.point[3]) < 1e-9 * 1000)
            #expect(high[9] - low[9] > 2 * (high[0] - low[0]))
            first += low[0] <= values[origin] && values[origin] <= high[0] ? 1 : 0
            last += low[9] <= values[origin + 9] && values[origin + 9] <= high[9] ? 1 : 0
        }
        #expect((130...175).contains(first) && (110...185).contains(last), "\(first) \(last)")
    }

    @Test func `a missing row is bridged by the season before`() throws {
        var values = sample(120, noise: 0)
        let whole = try forecast(values, m: 12, horizon: 12)
        for row in [30, 50, 51, 100] { values[row] = .nan }
        for (a, b) in zip(whole, try forecast(values, m: 12, horizon: 12)) { #expect(abs(a / b - 1) < 0.05) }
    }

    @Test func `odd series have finite forecasts`() throws {
        let holes = sample(120).enumerated().map { (20..<50).contains($0) ? .nan : $1 }
        let table: [[Double]] = [
            [Double](repeating: 7, count: 50), [Double](repeating: 0, count: 50),
            [Double](repeating: 0, count: 40) + [9], sample(13), sample(100).map { $0 * 1e300 },
            sample(100).map { $0 * 1e-305 }, holes, [.nan, .nan] + holes, [-1e300, 1e300, -1e300, 1e300, 1, 2, 3, 4],
            [Double](repeating: 1e308, count: 30) + [Double](repeating: 1e-308, count: 30),
            (0..<60).map { Double($0 * $0 * $0) }, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
        ]
        for values in table {
            for season in [1, 12, 24, 8760] {
                let fit = try method.fit(values, seasonLength: season)
                let forecasts = fit.forecasts(
                    values, origins: Array(1...values.count), horizon: 200, probabilities: [0.001, 0.999])
                for forecast in forecasts {
                    #expect(forecast.point.count == 200 && forecast.quantiles.count == 2)
                    #expect(([forecast.point] + forecast.quantiles).allSatisfy { $0.allSatisfy { $0.isFinite } })
                }
            }
        }
        #expect(throws: SeriesMethodError.tooShort(needed: 1, observed: 0)) { try method.fit([.nan], seasonLength: 1) }
        // Three values in a row that rise would go on for ever.
        #expect(throws: SeriesMethodError.tooShort(needed: 8, observed: 3)) {
            try method.fit([5, 6, .nan, 9], seasonLength: 1)
        }
    }

    @Test func `a long season in a long series takes a moment`() throws {
        let values = normalNoise(100_000, seed: 4).enumerated().map { 20 + $1 + Double($0 % 8760) / 1000 }
        let clock = ContinuousClock()
        let time = try clock.measure {
            let point = try forecast(values, m: 8760, horizon: 24)
            #expect(point.count == 24)
        }
        #expect(time < .seconds(20))
    }
}
