import ForecastTestSupport
import Testing
import TimeSeries

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

private let frequencies: [Frequency] = [
    .ordinal(step: 1), .ordinal(step: 7), .fixed(seconds: 1), .fixed(seconds: 900), .fixed(seconds: 3600),
    .fixed(seconds: 86_400), .fixed(seconds: 604_800), .calendar(months: 1, anchor: .day(1)),
    .calendar(months: 1, anchor: .day(30)), .calendar(months: 1, anchor: .lastDay),
    .calendar(months: 1, anchor: .lastWeekday),
    .calendar(months: 3, anchor: .lastDay), .calendar(months: 12, anchor: .day(29)), .sessions,
]

@Suite struct FrequencyTests {
    @Test(arguments: frequencies)
    func `the next timestamps increase strictly and continue one another`(frequency: Frequency) {
        var random = SplitMix64(seed: 2)
        for _ in 0..<200 {
            let start = Timestamp(ticks: Int64.random(in: -10_000_000_000...10_000_000_000, using: &random))
            let next = frequency.timestamps(after: start, count: 40)
            #expect(next.count == 40)
            for (earlier, later) in zip([start] + next, next) { #expect(earlier < later) }
            #expect(frequency.timestamps(after: next[19], count: 20) == Array(next[20...]))
        }
        #expect(frequency.timestamps(after: Timestamp(ticks: 0), count: 0).isEmpty)
    }

    @Test(arguments: [
        ("2020-01-31", Frequency.calendar(months: 1, anchor: .lastDay), "2020-02-29 2020-03-31 2020-04-30"),
        ("2021-01-31", .calendar(months: 1, anchor: .lastDay), "2021-02-28 2021-03-31 2021-04-30"),
        ("2023-12-30", .calendar(months: 1, anchor: .day(30)), "2024-01-30 2024-02-29 2024-03-30"),
        ("2022-03-31", .calendar(months: 1, anchor: .lastWeekday), "2022-04-29 2022-05-31 2022-06-30 2022-07-29"),
        ("2020-11-30", .calendar(months: 3, anchor: .lastDay), "2021-02-28 2021-05-31 2021-08-31"),
        ("2020-02-29", .calendar(months: 12, anchor: .day(29)), "2021-02-28 2022-02-28 2023-02-28 2024-02-29"),
        ("2008-10-14", .sessions, "2008-10-15 2008-10-16 2008-10-17 2008-10-20"),
        ("2008-10-18", .sessions, "2008-10-20 2008-10-21"),
        ("1969-12-26", .sessions, "1969-12-29 1969-12-30 1969-12-31 1970-01-01 1970-01-02 1970-01-05"),
        ("2020-02-28", .fixed(seconds: 86_400), "2020-02-29 2020-03-01"),
    ])
    func `steps follow the calendar`(last: String, frequency: Frequency, expected: String) throws {
        let start = try #require(TimestampFormat.day.timestamp(from: last))
        let dates = expected.split(separator: " ").map(String.init)
        #expect(frequency.timestamps(after: start, count: dates.count).map(TimestampFormat.day.text) == dates)
    }

    @Test func `sessions fall on weekdays, month ends on the last day, and both keep the time of day`() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<200 {
            let start = Timestamp(ticks: Int64.random(in: -5_000_000_000...5_000_000_000, using: &random))
            for time in Frequency.sessions.timestamps(after: start, count: 30) {
                #expect(!time.isOnWeekend)
                #expect(time.secondOfDay == start.secondOfDay)
            }
            for time in Frequency.calendar(months: 1, anchor: .lastDay).timestamps(after: start, count: 30) {
                #expect(CivilDate(daysSince1970: time.daysSince1970 + 1).day == 1)
                #expect(time.secondOfDay == start.secondOfDay)
            }
        }
    }

    @Test func `season lengths are those usual for the step`() {
        let seasons: [(Frequency, Int?)] = [
            (.calendar(months: 1, anchor: .day(1)), 12), (.calendar(months: 3, anchor: .lastDay), 4),
            (.calendar(months: 12, anchor: .day(1)), nil), (.calendar(months: 5, anchor: .day(1)), nil),
            (.fixed(seconds: 604_800), 52), (.fixed(seconds: 86_400), 7), (.fixed(seconds: 3600), 24),
            (.fixed(seconds: 900), 96), (.fixed(seconds: 172_800), nil), (.fixed(seconds: 7), nil), (.sessions, 5),
            (.ordinal(step: 1), nil),
        ]
        for (frequency, season) in seasons { #expect(frequency.defaultSeasonLength == season) }
    }

    @Test func `frequencies are described in words`() {
        let words: [(Frequency, String)] = [
            (.calendar(months: 1, anchor: .day(1)), "monthly"),
            (.calendar(months: 1, anchor: .lastDay), "monthly (month ends)"),
            (.calendar(months: 1, anchor: .lastWeekday), "monthly (last weekdays of the month)"),
            (.calendar(months: 3, anchor: .day(1)), "quarterly"), (.calendar(months: 12, anchor: .day(1)), "yearly"),
            (.calendar(months: 24, anchor: .day(1)), "every 2 years"),
            (.calendar(months: 2, anchor: .day(1)), "every 2 months"),
            (.fixed(seconds: 86_400), "daily"), (.fixed(seconds: 604_800), "weekly"), (.fixed(seconds: 3600), "hourly"),
            (.fixed(seconds: 900), "every 15 minutes"), (.fixed(seconds: 1), "every second"),
            (.fixed(seconds: 90), "every 90 seconds"),
            (.sessions, "sessions (weekdays, holidays missing)"), (.ordinal(step: 1), "numbered rows"),
        ]
        for (frequency, text) in words { #expect(frequency.description == text) }
    }

    @Test(arguments: frequencies)
    func `a frequency is coded as one word and reads back`(frequency: Frequency) throws {
        let data = try JSONEncoder().encode([frequency])
        #expect(try JSONDecoder().decode([Frequency].self, from: data) == [frequency])
    }

    @Test(arguments: [
        "", "seconds", "seconds:0", "seconds:-1", "seconds:9223372036854775807", "months:1", "months:1:32",
        "months:0:1",
        "months:1:first", "sessions:1", "ordinal:x",
    ])
    func `a damaged word is refused`(word: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Frequency].self, from: Data("[\"\(word)\"]".utf8))
        }
    }
}
