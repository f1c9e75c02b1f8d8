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

    @Test func `the usual season is confirmed where the rows show it, and a week of hours only where it says more`() {
        let hourly = Frequency.fixed(seconds: 3600)
        #expect(SeasonSearch(panel(noisy(2000, period: 24), hourly)).found?.seasonLength == 24)
        let weekly = zip(noisy(2000, period: 168), wave(2000, period: 24, size: 0.5)).map { $0 + $1 }
        #expect(SeasonSearch(panel(weekly, hourly)).found?.seasonLength == 168)
        let daily = SeasonSearch(panel(noisy(1500, period: 365), .fixed(seconds: 86_400)))
        #expect(daily.found?.seasonLength == 365)
    }

    @Test func `noise, a random walk and a few rows show none`() {
        for frequency in [Frequency.ordinal(step: 1), .fixed(seconds: 3600), .calendar(months: 1, anchor: .day(1))] {
            for seed in UInt64(0)..<5 {
                #expect(SeasonSearch(panel(normalNoise(1000, seed: seed), frequency)).found == nil)
                #expect(SeasonSearch(panel(randomWalk(1000, seed: seed), frequency)).found == nil)
            }
            #expect(SeasonSearch(panel([1, 2], frequency)).found == nil)
        }
    }
}
