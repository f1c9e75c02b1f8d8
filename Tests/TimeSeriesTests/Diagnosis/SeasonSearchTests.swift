import ForecastTestSupport
import Testing

@testable import TimeSeries

@Suite struct SeasonSearchTests {
    private func panel(_ values: [Double], _ frequency: Frequency) -> Panel {
        Panel(series: [sampleSeries(values)], columns: ColumnNames(time: "row", target: "y"), frequency: frequency)
    }

    private func noisy(_ count: Int, period: Double) -> [Double] {
        zip(wave(count, period: period, size: 3), normalNoise(count, seed: 7)).map { $0 + $1 }
    }

    @Test(arguments: [7, 12, 24, 52])
    func `the period of numbered rows is found without being told`(period: Int) {
        let search = SeasonSearch(panel(noisy(1000, period: Double(period)), .ordinal(step: 1)))
        #expect(search.found?.seasonLength == period)
    }

    @Test func `a week that hours of a day show besides is the longer season`() {
        let hourly = Frequency.fixed(seconds: 3600)
        let both = zip(noisy(2000, period: 24), wave(2000, period: 168, size: 2)).map { $0 + $1 }
        let search = SeasonSearch(panel(both, hourly))
        #expect(search.found?.seasonLength == 24 && search.longer?.seasonLength == 168)
        #expect(SeasonSearch(panel(normalNoise(2000, seed: 3), hourly)).longer == nil)
    }

    @Test func `the usual season is confirmed where the rows show it, and a week of hours only where it says more`() {
        let hourly = Frequency.fixed(seconds: 3600)
        #expect(SeasonSearch(panel(noisy(2000, period: 24), hourly)).found?.seasonLength == 24)
        let weekly = zip(noisy(2000, period: 168), wave(2000, period: 24, size: 0.5)).map { $0 + $1 }
        #expect(SeasonSearch(panel(weekly, hourly)).found?.seasonLength == 168)
        let daily = SeasonSearch(panel(noisy(1500, period: 365), .fixed(seconds: 86_400)))
        #expect(daily.found?.seasonLength == 365)
    }

    @Test(arguments: [5, 7, 12, 24, 52])
    func `a period in noise or on a walk is found as a wave and as one row that stands out`(period: Int) {
        var found = (noise: 0, walk: 0, peaks: 0)
        let wave = wave(1000, period: Double(period), size: 3)
        let peaks = (0..<1000).map { $0 % period == 0 ? 12.0 : 0 }
        func isFound(_ season: [Double], in rest: [Double]) -> Int {
            let search = SeasonSearch(panel(zip(season, rest).map { $0 + $1 }, .ordinal(step: 1)))
            return search.found?.seasonLength == period ? 1 : 0
        }
        for seed in UInt64(0)..<50 {
            found.noise += isFound(wave, in: normalNoise(1000, seed: seed))
            found.walk += isFound(wave, in: randomWalk(1000, seed: seed))
            found.peaks += isFound(peaks, in: normalNoise(1000, seed: seed))
        }
        #expect(found.noise >= 48 && found.walk >= 45 && found.peaks >= 30, "\(found) of 50")
    }

    /// Each season that is tried is seen by chance one time in twenty; those that the rows suggest hardly ever, though
    /// the best of many is taken.
    @Test(
        arguments: [
            (.ordinal(step: 1), 8), (.fixed(seconds: 3600), 20), (.calendar(months: 1, anchor: .day(1)), 20),
            (.calendar(months: 6, anchor: .day(1)), 20),
        ] as [(Frequency, Int)], [60, 200, 1000])
    func `noise and random walks hardly ever show a season`(frequency: (Frequency, most: Int), count: Int) {
        var found = (noise: 0, walk: 0)
        for seed in UInt64(0)..<200 {
            found.noise += SeasonSearch(panel(normalNoise(count, seed: seed), frequency.0)).found == nil ? 0 : 1
            found.walk += SeasonSearch(panel(randomWalk(count, seed: seed), frequency.0)).found == nil ? 0 : 1
        }
        #expect(found.noise <= frequency.most && found.walk <= frequency.most, "\(found) of 200")
    }

    @Test func `a few rows, equal ones and none that are observed show no season`() {
        for frequency in [Frequency.ordinal(step: 1), .fixed(seconds: 3600)] {
            for values in [[1, 2], [], [Double](repeating: 3, count: 200), [Double](repeating: .nan, count: 200)] {
                #expect(SeasonSearch(panel(values, frequency)).found == nil)
            }
        }
    }
}
