import ForecastTestSupport
import Testing

@testable import StatisticalMethods

@Suite struct LevelShapeTests {
    private let method = LevelShape()

    private func forecast(
        _ values: [Double], m: Int, horizon: Int, _ method: LevelShape = LevelShape()
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

    @Test(arguments: [2, 3, 4, 5, 12])
    func `the shape of a period on a line is found, of any length and at any row`(period: Int) {
        let profile = normalNoise(period, seed: 7)
        let middle = profile.reduce(0, +) / Double(period)
        for origin in [2 * period + 1, 3 * period, 5 * period + 2, 60] where origin > 2 * period {
            let values = (0..<origin).map { 0.5 * Double($0) + profile[$0 % period] }
            let form = LevelShapeForm(period: period, cycles: 2, block: 1, lags: 1)
            let shape = form.shape(values, origin)
            for place in 0..<period {
                #expect(abs(shape[place] - (profile[(origin + place) % period] - middle)) < 1e-9)
            }
            let levels = form.levels(values, origin, shape: shape, most: 9)
            for (place, level) in levels.enumerated() {
                #expect(abs(level - middle - 0.5 * Double(origin - levels.count + place)) < 1e-9)
            }
        }
    }

    @Test func `levels are means of blocks that end at the origin`() {
        let form = LevelShapeForm(period: 1, cycles: 1, block: 3, lags: 1)
        let values = (0..<11).map(Double.init)
        #expect(form.levels(values, 11, shape: [0], most: 2) == [6, 9])
        #expect(form.levels(values, 10, shape: [0], most: 9) == [2, 5, 8])
    }

    @Test func `season and growth go on`() throws {
        let values = sample(120 + 24)
        let point = try forecast(Array(values[..<120]), m: 12, horizon: 24)
        let error = zip(point, values[120...]).reduce(0) { $0 + abs($1.0 / $1.1 - 1) / 24 }
        // The last season as it was is 15% off.
        #expect(error < 0.06, "\(error)")
    }

    @Test func `a week of days is seen in hourly rows`() throws {
        func value(_ row: Int) -> Double {
            let isWeekend = row / 24 % 7 >= 5
            return 50 + 10 * wave(24, period: 24)[row % 24] * (isWeekend ? 0.3 : 1) - (isWeekend ? 15 : 0)
        }
        let noise = normalNoise(24 * 7 * 6, seed: 9)
        let values = noise.indices.map { value($0) + 0.5 * noise[$0] }
        func error(_ method: LevelShape) throws -> Double {
            let point = try forecast(values, m: 24, horizon: 168, method)
            return point.indices.reduce(0) { $0 + abs(point[$1] - value(values.count + $1)) / 168 }
        }
        let (week, day) = (try error(LevelShape()), try error(LevelShape(longerSeasons: [])))
        #expect(week < 2 && week < 0.5 * day, "\(week) \(day)")
        #expect(try error(LevelShape(longerSeasons: [900, 168])) == week)
    }

    @Test func `a series shorter than its season repeats the last value, not itself`() throws {
        #expect(try forecast([5, 9, 4], m: 12, horizon: 5) == [4, 4, 4, 4, 4])
        let year = sample(13)
        let fit = try method.fit(year, seasonLength: 12)
        let path = fit.forecasts(year, origins: [3], horizon: 4, probabilities: [])[0].point
        #expect(path.allSatisfy { abs($0 - year[2]) < 1e-9 })
    }

    @Test func `where repeating the last season is best it is repeated`() throws {
        let exact = (0..<60).map { Double($0 % 12) }
        #expect(try forecast(exact, m: 12, horizon: 30) == (0..<30).map { Double($0 % 12) })
        // Without a season: a walk whose changes turn at the end, where every regression is misled.
        let turned = (0..<40).map { $0 < 30 ? Double($0) * 10 + 5 : 295 }
        #expect(try method.fit(turned, seasonLength: 1).parts.isEmpty)
        #expect(try forecast(turned, m: 1, horizon: 2) == [295, 295])
        // Too short for a shape.
        #expect(try forecast([1, 2, 3, 4, 5], m: 4, horizon: 6) == [2, 3, 4, 5, 2, 3])
    }

    @Test func `its own errors are never more than those of the last season`() throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            let walk = randomWalk(70, seed: seed)
            let values = walk.indices.map { walk[$0] + 3 * wave(7, period: 7)[$0 % 7] }
            let series = BridgedSeries(
                values, scaling: SeriesScaling(largest: 1, smallest: -1, power: nil), seasonLength: 7)
            let forms = method.forms(rows: 70, season: 7)
            let weights = LevelShapeTrial(series, season: 7).weights(forms)
            let total = weights.reduce(0, +)
            guard total > 0 else { continue }
            var (mean, usual) = (0.0, 0.0)
            for origin in [63, 56, 49, 42] {
                var path = [Double](repeating: 0, count: 7)
                let part = zip(forms, weights).filter { $0.0.fewestRows <= origin }
                let share = part.reduce(0) { $0 + $1.1 }
                for (form, weight) in part {
                    let regression = form.regression(values, origin, isObserved: series.isObserved)
                    let one = form.path(values, origin, regression, horizon: 7)
                    for step in 0..<7 { path[step] += weight / share * one[step] }
                }
                for step in 0..<7 {
                    mean += abs(path[step] - values[origin + step])
                    usual += abs(values[origin - 7 + step] - values[origin + step])
                }
            }
            #expect(mean < usual)
        }
    }

    @Test func `an origin sees the rows before it alone`() throws {
        let values = sample(100)
        let fit = try method.fit(Array(values[..<80]), seasonLength: 12)
        let origins = [1, 2, 12, 13, 24, 25, 50, 79, 80, 81, 100]
        let all = fit.forecasts(values, origins: origins, horizon: 30, probabilities: [0.1, 0.9])
        #expect(!fit.parts.isEmpty)
        for (place, origin) in origins.enumerated() {
            let later = Array(values[..<origin] + values[origin...].map { _ in -1e200 })
            for seen in [Array(values[..<origin]), later] {
                let one = fit.forecasts(seen, origins: [origin], horizon: 30, probabilities: [])
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

    @Test func `odd series have finite forecasts`() throws {
        let holes = sample(120).enumerated().map { (20..<50).contains($0) ? .nan : $1 }
        let table: [[Double]] = [
            [3], [1, 2], [.nan, 4, .nan], [Double](repeating: 7, count: 50), [Double](repeating: 0, count: 50),
            [Double](repeating: 0, count: 40) + [9], sample(13), sample(100).map { $0 * 1e300 },
            sample(100).map { $0 * 1e-305 }, holes, [.nan, .nan] + holes, [-1e300, 1e300, -1e300, 1e300, 1, 2, 3],
            [Double](repeating: 1e308, count: 30) + [Double](repeating: 1e-308, count: 30),
            (0..<60).map { Double($0 * $0 * $0) }, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
        ]
        for values in table {
            for season in [1, 2, 12, 24, 8760] {
                let fit = try method.fit(values, seasonLength: season)
                let forecasts = fit.forecasts(
                    values, origins: Array(1...values.count), horizon: 200, probabilities: [0.5])
                for forecast in forecasts {
                    #expect(forecast.point.count == 200 && forecast.quantiles.isEmpty)
                    #expect(forecast.point.allSatisfy { $0.isFinite })
                }
            }
        }
        #expect(throws: SeriesMethodError.tooShort(needed: 1, observed: 0)) { try method.fit([.nan], seasonLength: 1) }
    }

    @Test(arguments: [1, 24, 8760])
    func `a long series takes a moment`(season: Int) throws {
        let values = normalNoise(100_000, seed: 4).enumerated().map { 20 + $1 + Double($0 % 8760) / 1000 }
        let clock = ContinuousClock()
        let time = try clock.measure {
            let point = try forecast(values, m: season, horizon: 24)
            #expect(point.count == 24)
        }
        #expect(time < .seconds(20))
    }
}
