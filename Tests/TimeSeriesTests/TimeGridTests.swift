import ForecastTestSupport
import Testing
import TimeSeries

@Suite struct TimeGridTests {
    @Test(arguments: [
        Frequency.ordinal(step: 3), .fixed(seconds: 900), .calendar(months: 1, anchor: .lastDay),
        .calendar(months: 1, anchor: .lastWeekday),
        .calendar(months: 3, anchor: .day(30)), .sessions,
    ])
    func `a position gives a timestamp that has this position`(frequency: Frequency) {
        // 2000-03-31 07:30, a Friday and a month's end.
        let grid = TimeGrid(frequency, through: Timestamp(ticks: 954_487_800))
        for position in -3000...3000 {
            let timestamp = grid.timestamp(at: position)
            #expect(grid.position(of: timestamp) == position)
            #expect(grid.position(atOrBefore: Timestamp(ticks: timestamp.ticks - 1)) == position - 1)
        }
    }

    @Test func `rows beside the grid have no position`() {
        func time(_ text: String) -> Timestamp { TimestampFormat.day.timestamp(from: text) ?? Timestamp(ticks: 0) }
        let monthly = TimeGrid(.calendar(months: 1, anchor: .day(1)), through: time("2020-01-01"))
        #expect(monthly.position(of: time("2020-02-02")) == nil)
        let quarterly = TimeGrid(.calendar(months: 3, anchor: .day(1)), through: time("2020-01-01"))
        #expect(quarterly.position(of: time("2020-02-01")) == nil)
        let sessions = TimeGrid(.sessions, through: time("2020-01-03"))
        #expect(sessions.position(of: time("2020-01-04")) == nil)
        let weekly = TimeGrid(.fixed(seconds: 604_800), through: time("2020-01-03"))
        #expect(weekly.position(of: time("2020-01-11")) == nil)
    }

    @Test func `the grid runs through most of the rows`() {
        let rows = [0, 7, 14, 15, 21, 29].map { Timestamp(ticks: Int64($0)) }
        let grid = TimeGrid(.ordinal(step: 7), fitting: rows)
        #expect(rows.filter { grid.position(of: $0) == nil } == [Timestamp(ticks: 15), Timestamp(ticks: 29)])
    }
}
