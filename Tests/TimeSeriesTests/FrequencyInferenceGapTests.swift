import ForecastTestSupport
import Testing
import TimeSeries

private let format = TimestampFormat(pattern: "yyyy-MM-ddTHH:mm:ss") ?? .day
private let bars = WeekPattern.Slots(opening: 34_200, step: 300, count: 79)
private let office = WeekPattern.Slots(opening: 9 * 3600, step: 3600, count: 9)

private let frequencies: [Frequency] =
    [1, 60, 300, 900, 3600, 6 * 3600, 86_400, 3 * 86_400, 604_800].map { .fixed(seconds: $0) } + [
        .calendar(months: 1, anchor: .day(1)), .calendar(months: 1, anchor: .lastDay),
        .calendar(months: 1, anchor: .day(15)), .calendar(months: 3, anchor: .day(1)),
        .calendar(months: 3, anchor: .lastDay), .calendar(months: 12, anchor: .day(1)), .sessions,
    ] + patterns

private let patterns: [Frequency] = [
    // Sunday to Thursday, Monday to Saturday, Monday, Wednesday and Friday.
    WeekPattern(days: 0b100_1111), WeekPattern(days: 0b011_1111), WeekPattern(days: 0b001_0101),
    WeekPattern(days: 31, slots: bars), WeekPattern(days: 31, slots: office),
].compactMap { $0.map(Frequency.week) }

/// A start from which every step of `frequency` is on its anchor.
private func start(_ random: inout SplitMix64) -> Timestamp {
    // Midnight of the first day of a year from 1950 to 2030: an anchor of all calendar frequencies but those of a day.
    let date = CivilDate(year: Int.random(in: 1950...2030, using: &random), month: 1, day: 1)
    return Timestamp(ticks: Int64((date.daysSince1970 - 1) * 86_400))
}

@Suite struct FrequencyInferenceGapTests {
    @Test(arguments: frequencies, [0, 20, 40])
    func `a step is found in spite of absent rows`(frequency: Frequency, percent: Int) throws {
        var random = SplitMix64(seed: 31)
        for _ in 0..<15 {
            let count = Int.random(in: 150...400, using: &random) * (patterns.contains(frequency) ? 8 : 1)
            let all = frequency.timestamps(after: start(&random), count: count)
            let kept = all.filter { _ in Int.random(in: 0..<100, using: &random) >= percent }
            #expect(try Frequency.inferred(from: TimeIndex(timestamps: kept, format: format)) == frequency)
        }
    }

    @Test(arguments: frequencies.filter { $0 != .fixed(seconds: 1) }, [0, 30])
    func `a step is found in spite of stray rows`(frequency: Frequency, percent: Int) throws {
        var random = SplitMix64(seed: 32)
        for _ in 0..<15 {
            let count = patterns.contains(frequency) ? 2400 : 300
            let all = frequency.timestamps(after: start(&random), count: count)
            var kept = Set(all.filter { _ in Int.random(in: 0..<100, using: &random) >= percent })
            for _ in 0..<kept.count / 20 {
                kept.insert(Timestamp(ticks: Int64.random(in: all[0].ticks...all[count - 1].ticks, using: &random)))
            }
            #expect(try Frequency.inferred(from: TimeIndex(timestamps: kept.sorted(), format: format)) == frequency)
        }
    }

    @Test func `five minutes are found although most rows are absent`() throws {
        var random = SplitMix64(seed: 33)
        let all = Frequency.fixed(seconds: 300).timestamps(after: Timestamp(ticks: 1_700_000_000), count: 2000)
        let kept = all.filter { _ in Int.random(in: 0..<100, using: &random) >= 55 }
        #expect(try Frequency.inferred(from: TimeIndex(timestamps: kept, format: format)) == .fixed(seconds: 300))
    }

    @Test func `hours of office days are not an hour with gaps, and holidays do not hide them`() throws {
        let frequency = Frequency.week(try #require(office.flatMap { WeekPattern(days: 31, slots: $0) }))
        let all = frequency.timestamps(after: Timestamp(ticks: 1_704_067_200), count: 9 * 60)
        let kept = all.enumerated().filter { ![7, 23, 24].contains($0.offset / 9) }.map(\.element)
        #expect(try Frequency.inferred(from: TimeIndex(timestamps: kept, format: format)) == frequency)
    }

    @Test func `a few days of bars do not tell on which weekdays there are none`() throws {
        let slots = try #require(bars)
        let fewDays = try #require(WeekPattern(days: 0b111_1111, slots: slots))
        // From Monday to Wednesday.
        let all = Frequency.week(fewDays).timestamps(after: Timestamp(ticks: 1_704_067_200), count: 3 * 79)
        #expect(try Frequency.inferred(from: TimeIndex(timestamps: all, format: format)) == .week(fewDays))
    }

    @Test func `month starts and month ends in one column are refused`() {
        let ends = Frequency.calendar(months: 1, anchor: .lastDay).timestamps(after: Timestamp(ticks: 0), count: 24)
        let starts = Frequency.calendar(months: 1, anchor: .day(1))
            .timestamps(after: Timestamp(ticks: 86_400 * 800), count: 24)
        #expect(throws: FrequencyError.self) {
            try Frequency.inferred(from: TimeIndex(timestamps: ends + starts, format: format))
        }
    }

    @Test func `a market that trades on all days is daily, and one day a week is weekly`() throws {
        let days = Frequency.fixed(seconds: 86_400).timestamps(after: Timestamp(ticks: 0), count: 90)
        #expect(try Frequency.inferred(from: TimeIndex(timestamps: days, format: .day)) == .fixed(seconds: 86_400))
        var random = SplitMix64(seed: 34)
        let weeks = Frequency.fixed(seconds: 604_800).timestamps(after: Timestamp(ticks: 0), count: 90)
            .filter { _ in Int.random(in: 0..<10, using: &random) > 2 }
        #expect(try Frequency.inferred(from: TimeIndex(timestamps: weeks, format: .day)) == .fixed(seconds: 604_800))
    }

    @Test func `a local hour that a clock change leaves out is a gap`() throws {
        let hours = Frequency.fixed(seconds: 3600).timestamps(
            after: Timestamp(ticks: 1_711_843_200 - 86_400), count: 72)
        let local = hours.filter { $0.ticks != 1_711_843_200 + 2 * 3600 }
        #expect(try Frequency.inferred(from: TimeIndex(timestamps: local, format: format)) == .fixed(seconds: 3600))
    }

    @Test(arguments: [
        ("MS", FrequencyRequest.anchored(months: 1, .day(1))), ("ME", .anchored(months: 1, .lastDay)),
        ("QS", .anchored(months: 3, .day(1))), ("2QE", .anchored(months: 6, .lastDay)),
        ("BME", .anchored(months: 1, .lastWeekday)), ("BQE", .anchored(months: 3, .lastWeekday)),
        ("YS", .anchored(months: 12, .day(1))), ("YE", .anchored(months: 12, .lastDay)),
        ("M", .calendar(months: 1)), ("Q", .calendar(months: 3)), ("Y", .calendar(months: 12)),
        ("W", .fixed(seconds: 604_800)), ("W-MON", .weekly(on: 0)), ("W-SUN", .weekly(on: 6)),
        ("D", .fixed(seconds: 86_400)), ("3D", .fixed(seconds: 3 * 86_400)), ("h", .fixed(seconds: 3600)),
        ("H", .fixed(seconds: 3600)), ("min", .fixed(seconds: 60)), ("5T", .fixed(seconds: 300)),
        ("s", .fixed(seconds: 1)), ("B", .week(.weekdays)), ("month", .calendar(months: 1)),
    ])
    func `names of pandas are understood`(text: String, request: FrequencyRequest) {
        #expect(FrequencyRequest(text) == request)
    }

    @Test func `weeks from another weekday than that of the rows are refused`() throws {
        let mondays = Frequency.fixed(seconds: 604_800).timestamps(after: Timestamp(ticks: 4 * 86_400), count: 9)
        let request = FrequencyRequest.weekly(on: 2)
        #expect(throws: FrequencyError.otherWeekday(asked: 2, found: 0)) {
            try request.resolved(for: [mondays], format: .day)
        }
        #expect(try FrequencyRequest.weekly(on: 0).resolved(for: [mondays], format: .day) == .fixed(seconds: 604_800))
    }
}
