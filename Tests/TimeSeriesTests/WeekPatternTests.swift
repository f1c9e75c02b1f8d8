import ForecastTestSupport
import Testing
import TimeSeries

private let businessHours = WeekPattern.Slots(opening: 9 * 3600, step: 3600, count: 9)

@Suite struct WeekPatternTests {
    @Test func `places and times of a pattern are each other's inverse, and in order`() throws {
        var random = SplitMix64(seed: 12)
        for _ in 0..<200 {
            let days = UInt8.random(in: 1...127, using: &random)
            let step = [300, 900, 3600, 7200].randomElement(using: &random) ?? 3600
            let opening = Int.random(in: 0..<20, using: &random) * 1800
            let count = Int.random(in: 1...((86_400 - opening - 1) / step + 1), using: &random)
            let slots =
                Bool.random(using: &random) ? WeekPattern.Slots(opening: opening, step: step, count: count) : nil
            let pattern = try #require(WeekPattern(days: days, slots: slots))
            let frequency = Frequency.week(pattern)
            let start = Timestamp(ticks: Int64.random(in: -4_000_000_000...4_000_000_000, using: &random))
            let next = frequency.timestamps(after: start, count: 300)
            let grid = TimeGrid(frequency, through: start)
            for (earlier, later) in zip([start] + next, next) {
                #expect(earlier < later)
                let weekday = CivilDate.weekday(daysSince1970: later.daysSince1970)
                #expect(days >> UInt8(weekday) & 1 == 1)
                #expect(grid.position(of: later).map { grid.timestamp(at: $0) } == later)
                #expect(grid.position(atOrBefore: Timestamp(ticks: later.ticks - 1)) + 1 == grid.position(of: later))
            }
        }
    }

    @Test(arguments: [
        ("sun-thu", "daily, Sunday to Thursday (holidays missing)"),
        ("mon,wed,fri", "daily, Monday, Wednesday, Friday (holidays missing)"),
        ("mon-fri/09:00-17:00/1h", "hourly from 09:00 to 17:00, Monday to Friday (holidays missing)"),
        ("mon-sun/09:30-16:00/5min", "every 5 minutes from 09:30 to 16:00, Monday to Sunday (holidays missing)"),
        ("mon-fri", "sessions (weekdays, holidays missing)"), ("B", "weekdays"), ("weekdays", "weekdays"),
    ])
    func `days and hours are read and described`(text: String, words: String) throws {
        #expect(try #require(FrequencyRequest(text)).description == words)
    }

    @Test func `a forecast of business hours goes on in the next morning, and on Monday`() throws {
        let pattern = try #require(WeekPattern(days: 31, slots: businessHours))
        let format = try #require(TimestampFormat(pattern: "yyyy-MM-dd HH:mm"))
        let friday = try #require(format.timestamp(from: "2024-03-01 16:00"))
        let next = Frequency.week(pattern).timestamps(after: friday, count: 3).map(format.text)
        #expect(next == ["2024-03-01 17:00", "2024-03-04 09:00", "2024-03-04 10:00"])
    }

    @Test func `seasons are the rows of a day, or the days of a week`() throws {
        #expect(Frequency.week(try #require(WeekPattern(days: 31, slots: businessHours))).defaultSeasonLength == 9)
        #expect(Frequency.week(try #require(WeekPattern(days: 0b100_1111))).defaultSeasonLength == 5)
        #expect(Frequency.week(.weekdays).defaultSeasonLength == 5)
    }

    @Test func `times beyond a day, and no days, are no pattern`() {
        #expect(WeekPattern(days: 0) == nil)
        #expect(WeekPattern(days: 128) == nil)
        #expect(WeekPattern.Slots(opening: 82_800, step: 3600, count: 2) == nil)
        #expect(WeekPattern.Slots(opening: 0, step: 0, count: 1) == nil)
    }
}
