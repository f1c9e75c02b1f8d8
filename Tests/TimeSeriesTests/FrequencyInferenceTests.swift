import ForecastTestSupport
import Testing
import TimeSeries

private func days(_ texts: String) -> TimeIndex {
    TimeIndex(
        timestamps: texts.split(separator: " ").compactMap { TimestampFormat.day.timestamp(from: $0) }, format: .day)
}

@Suite struct FrequencyInferenceTests {
    @Test(arguments: [
        Frequency.fixed(seconds: 1), .fixed(seconds: 900), .fixed(seconds: 3600), .fixed(seconds: 86_400),
        .fixed(seconds: 10 * 86_400), .fixed(seconds: 604_800), .fixed(seconds: 30 * 86_400),
        .calendar(months: 1, anchor: .day(1)),
        .calendar(months: 1, anchor: .day(15)), .calendar(months: 1, anchor: .lastDay),
        .calendar(months: 1, anchor: .lastWeekday),
        .calendar(months: 2, anchor: .day(5)),
        .calendar(months: 3, anchor: .lastDay), .calendar(months: 3, anchor: .day(1)),
        .calendar(months: 12, anchor: .day(4)),
        .sessions,
    ])
    func `a series made with a step is found to have it, also with rows missing`(frequency: Frequency) throws {
        var random = SplitMix64(seed: 4)
        let format = try #require(TimestampFormat(pattern: "yyyy-MM-ddTHH:mm:ss"))
        // Begins on an anchor of every calendar frequency but those that ask for another day.
        let seed = Timestamp(ticks: 951_782_400)
        for _ in 0..<20 {
            let all = frequency.timestamps(after: seed, count: 80)
            #expect(try Frequency.inferred(from: TimeIndex(timestamps: all, format: format)) == frequency)
            let thinned = all.filter { _ in Int.random(in: 0..<10, using: &random) > 0 }
            #expect(try Frequency.inferred(from: TimeIndex(timestamps: thinned, format: format)) == frequency)
        }
    }

    @Test func `five weekdays in one week are daily, and six around a weekend are sessions`() throws {
        let week = "2024-01-01 2024-01-02 2024-01-03 2024-01-04 2024-01-05"
        #expect(try Frequency.inferred(from: days(week)) == .fixed(seconds: 86_400))
        #expect(try Frequency.inferred(from: days(week + " 2024-01-08")) == .sessions)
        #expect(try Frequency.inferred(from: days(week + " 2024-01-06")) == .fixed(seconds: 86_400))
    }

    @Test func `stray rows do not hide a monthly step`() throws {
        let index = days("1990-01-01 1990-02-01 1990-02-05 1990-03-01 1990-04-01 1990-05-01 1990-05-04 1990-06-01")
        #expect(try Frequency.inferred(from: index) == .calendar(months: 1, anchor: .day(1)))
    }

    @Test func `months, years and integers are taken as what they are`() throws {
        func inferred(_ texts: [String], _ format: TimestampFormat) throws -> Frequency {
            try .inferred(from: TimeIndex(timestamps: texts.compactMap { format.timestamp(from: $0) }, format: format))
        }
        #expect(try inferred(["2020-01", "2020-04", "2020-07"], .month) == .calendar(months: 3, anchor: .day(1)))
        #expect(try inferred(["1990", "1991", "1992"], .year) == .calendar(months: 12, anchor: .day(1)))
        #expect(try inferred(["0", "5", "10", "20"], .ordinal) == .ordinal(step: 5))
    }

    @Test func `the step is common to all series`() throws {
        let frequency = try Frequency.inferred(
            from: days("2020-01-01 2020-01-08 2020-01-15"), days("2020-01-03 2020-01-10"))
        #expect(frequency == .fixed(seconds: 604_800))
    }

    @Test func `two rows are too few`() {
        #expect(throws: FrequencyError.tooFewRows(2)) { try Frequency.inferred(from: days("2020-01-01 2020-01-02")) }
    }

    @Test func `rows without a common step are refused`() {
        #expect(throws: FrequencyError.self) {
            try Frequency.inferred(from: days("2020-01-01 2020-01-03 2020-01-08 2020-01-19 2020-02-25 2020-03-01"))
        }
    }
}
