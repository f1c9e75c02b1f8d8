import Testing
import TimeSeries

@Suite struct FrequencyRequestTests {
    @Test(arguments: [
        ("monthly", FrequencyRequest.calendar(months: 1)), ("Quarterly", .calendar(months: 3)),
        ("yearly", .calendar(months: 12)),
        ("weekly", .fixed(seconds: 604_800)), ("daily", .fixed(seconds: 86_400)), ("sessions", .sessions),
        ("hourly", .fixed(seconds: 3600)), ("15min", .fixed(seconds: 900)), ("10s", .fixed(seconds: 10)),
        ("6h", .fixed(seconds: 21_600)), ("2d", .fixed(seconds: 172_800)), ("2w", .fixed(seconds: 1_209_600)),
        ("6mo", .calendar(months: 6)), ("2q", .calendar(months: 6)), ("2y", .calendar(months: 24)),
        ("1", .ordinal(step: 1)),
    ])
    func `words and numbers with a unit are understood`(text: String, request: FrequencyRequest) {
        #expect(FrequencyRequest(text) == request)
    }

    @Test(arguments: [
        "", "fortnightly", "0min", "-1h", "1.5h", "15 min", "99999999999s", "1000000y", "min5", "٣d", "ms", "2B",
        "W-XYZ", "mon-", "/", "mon-fri/09:00-08:00/1h", "mon-fri/09:00-17:00", "mon/9-17/1h", "mon-fri/09:00-17:00/2d",
        "mon-fri/09:00-17:00/7min",
    ])
    func `anything else is not`(text: String) {
        #expect(FrequencyRequest(text) == nil)
    }

    @Test func `a month request takes its day from the rows`() throws {
        let ends = ["2020-01-31", "2020-02-29", "2020-03-31"].compactMap { TimestampFormat.day.timestamp(from: $0) }
        let frequency = try FrequencyRequest.calendar(months: 1).resolved(for: [ends], format: .day)
        #expect(frequency == .calendar(months: 1, anchor: .lastDay))
    }

    @Test(arguments: [
        ("hourly", TimestampFormat.day), ("daily", .month), ("monthly", .year), ("sessions", .month),
        ("monthly", .ordinal),
        ("3", .day),
    ])
    func `a step that the timestamps cannot show is refused`(text: String, format: TimestampFormat) throws {
        let request = try #require(FrequencyRequest(text))
        #expect(throws: FrequencyError.notWritable(request, format: format)) {
            try request.resolved(for: [], format: format)
        }
    }
}
