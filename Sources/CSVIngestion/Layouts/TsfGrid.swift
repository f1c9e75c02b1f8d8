import TimeSeries

/// The times of the series of a `.tsf` file: their starts, and the step.
struct TsfGrid {
    /// Nil where values are only numbered.
    let frequency: Frequency?
    /// How times are written.
    let format: TimestampFormat
    /// Whether days were taken off because the starts of a monthly step differ in them.
    let isCut: Bool
    private let starts: [Timestamp]

    init(_ request: FrequencyRequest?, _ starts: [Timestamp]) {
        guard let request, !starts.isEmpty else {
            (frequency, format, isCut, self.starts) = (nil, .ordinal, false, [])
            return
        }
        let isMidnight = starts.allSatisfy { $0.secondOfDay == 0 }
        let seconds = TimestampFormat(fields: TimestampFormat.isoFields(time: 2, separator: UInt8(ascii: " ")))
        switch request {
        case .calendar(let months), .anchored(let months, _):
            let anchor = Self.anchor(starts)
            isCut = anchor == nil
            frequency = .calendar(months: months, anchor: anchor ?? .day(1))
            format = isCut ? .month : isMidnight ? .day : seconds
            self.starts = isCut ? starts.map(\.firstOfMonth) : starts
        case .weekly:
            isCut = false
            frequency = .fixed(seconds: Frequency.secondsPerWeek)
            format = isMidnight ? .day : seconds
            self.starts = starts
        case .fixed(let step):
            isCut = false
            frequency = .fixed(seconds: step)
            format = isMidnight && step % CivilDate.secondsPerDay == 0 ? .day : seconds
            self.starts = starts
        case .sessions, .week:
            isCut = false
            frequency = if case .week(let pattern) = request { .week(pattern) } else { .sessions }
            format = isMidnight ? .day : seconds
            self.starts = starts
        case .ordinal:
            (frequency, format, isCut, self.starts) = (nil, .ordinal, false, starts)
        }
    }

    /// The day of the month that all starts share; nil when they do not.
    private static func anchor(_ starts: [Timestamp]) -> Frequency.MonthAnchor? {
        let dates = starts.map { CivilDate($0) }
        let times = Set(starts.map(\.secondOfDay))
        guard times.count == 1, let first = dates.first else { return nil }
        if dates.allSatisfy({ $0.day == CivilDate.length(ofMonth: $0.month, year: $0.year) }) { return .lastDay }
        return dates.allSatisfy { $0.day == first.day } ? .day(first.day) : nil
    }

    /// The times of a series' values.
    func timestamps(from series: Int, count: Int) -> [Timestamp] {
        guard let frequency else { return (0..<count).map { Timestamp(ticks: Int64($0 + 1)) } }
        return count == 0 ? [] : [starts[series]] + frequency.timestamps(after: starts[series], count: count - 1)
    }
}

extension Timestamp {
    fileprivate var firstOfMonth: Timestamp {
        let date = CivilDate(self)
        let days = CivilDate(year: date.year, month: date.month, day: 1).daysSince1970
        return Timestamp(ticks: Int64(days * CivilDate.secondsPerDay))
    }
}
