/// The regular timestamps on which a series' rows lie: a frequency and where it begins.
///
/// A timestamp on the grid has a position, and neighbours on the grid have neighbouring positions, so that a gap is a
/// jump in positions and a stray row has none.
package struct TimeGrid: Sendable {
    package let frequency: Frequency
    /// What all rows have in common: seconds or ordinals modulo the step, or months modulo the step.
    let phase: Int
    /// Seconds since midnight, the same on every row of a grid of one row a day or less.
    let timeOfDay: Int

    /// Steps stay far from overflow, whatever the horizon: 10¹² seconds are 31 700 years.
    package static let longestStep = 1_000_000_000_000

    package init(_ frequency: Frequency, phase: Int, timeOfDay: Int) {
        self.frequency = frequency
        self.phase = phase
        self.timeOfDay = timeOfDay
    }

    /// The grid that runs through `timestamp`.
    package init(_ frequency: Frequency, through timestamp: Timestamp) {
        self.init(
            frequency,
            phase: TimeGrid.phase(of: timestamp, frequency),
            timeOfDay: TimeGrid.timeOfDay(of: timestamp, frequency)
        )
    }

    /// The grid on which most of `timestamps` lie; ties go to the smaller phase.
    package init(_ frequency: Frequency, fitting timestamps: [Timestamp]) {
        let candidates = timestamps.lazy.filter { TimeGrid.isOnAnchor($0, frequency) }
        let timesOfDay = candidates.map { TimeGrid.timeOfDay(of: $0, frequency) }
        self.init(
            frequency,
            phase: mostCommon(candidates.map { TimeGrid.phase(of: $0, frequency) }) ?? 0,
            timeOfDay: frequency.hasTimeOfDay ? mostCommon(timesOfDay) ?? 0 : 0
        )
    }

    /// The place of `timestamp` on the grid, or nil when it lies beside it.
    package func position(of timestamp: Timestamp) -> Int? {
        let ticks = Int(timestamp.ticks)
        switch frequency {
        case .ordinal(let step), .fixed(let step):
            let (quotient, remainder) = (ticks - phase).quotientAndRemainder(dividingBy: step)
            return remainder == 0 ? quotient : nil
        case .calendar(let months, _):
            guard TimeGrid.isOnAnchor(timestamp, frequency), isAtTimeOfDay(timestamp) else { return nil }
            let (quotient, remainder) = (CivilDate(timestamp).monthIndex - phase).quotientAndRemainder(
                dividingBy: months)
            return remainder == 0 ? quotient : nil
        case .sessions, .week:
            let position = position(atOrBefore: timestamp)
            return self.timestamp(at: position) == timestamp ? position : nil
        }
    }

    /// The place of the last timestamp of the grid that is not after `timestamp`.
    package func position(atOrBefore timestamp: Timestamp) -> Int {
        let ticks = Int(timestamp.ticks)
        switch frequency {
        case .ordinal(let step), .fixed(let step): return (ticks - phase).flooredQuotient(step)
        case .calendar(let months, _):
            let position = (CivilDate(timestamp).monthIndex - phase).flooredQuotient(months)
            return self.timestamp(at: position) > timestamp ? position - 1 : position
        case .sessions: return position(atOrBefore: timestamp, in: .sessions)
        case .week(let pattern): return position(atOrBefore: timestamp, in: pattern)
        }
    }

    /// The timestamp at a place of the grid.
    package func timestamp(at position: Int) -> Timestamp {
        switch frequency {
        case .ordinal(let step), .fixed(let step): return Timestamp(ticks: Int64(phase + position * step))
        case .calendar(let months, let anchor):
            let index = phase + position * months
            let year = index.flooredQuotient(12)
            let month = index - year * 12 + 1
            let date = CivilDate(year: year, month: month, day: anchor.day(inMonth: month, year: year))
            return Timestamp(ticks: Int64(date.daysSince1970 * CivilDate.secondsPerDay + timeOfDay))
        case .sessions: return self.timestamp(at: position, in: .sessions)
        case .week(let pattern): return self.timestamp(at: position, in: pattern)
        }
    }

    /// Weeks begin on Monday 1970-01-05, day 4.
    private func position(atOrBefore timestamp: Timestamp, in pattern: WeekPattern) -> Int {
        let days = timestamp.daysSince1970 - 4
        let week = days.flooredQuotient(7)
        let weekday = days - week * 7
        let rows = pattern.rowsPerDay
        let startOfDay = (week * pattern.daysPerWeek + pattern.rank(ofWeekday: weekday)) * rows
        let sinceOpening = timestamp.secondOfDay - (pattern.slots?.opening ?? timeOfDay)
        guard pattern.includes(weekday: weekday), sinceOpening >= 0 else { return startOfDay - 1 }
        return startOfDay + min(rows - 1, pattern.slots.map { sinceOpening / $0.step } ?? 0)
    }

    private func timestamp(at position: Int, in pattern: WeekPattern) -> Timestamp {
        let day = position.flooredQuotient(pattern.rowsPerDay)
        let week = day.flooredQuotient(pattern.daysPerWeek)
        let days = 4 + week * 7 + pattern.weekday(at: day - week * pattern.daysPerWeek)
        let slot = position - day * pattern.rowsPerDay
        let time = pattern.slots.map { $0.opening + slot * $0.step } ?? timeOfDay
        return Timestamp(ticks: Int64(days * CivilDate.secondsPerDay + time))
    }

    /// Places of a day, where a day without a row is a holiday; nil where there are no holidays.
    package var placesBetweenHolidays: Int? {
        guard let pattern = frequency.weekPattern, pattern.hasHolidays else { return nil }
        return pattern.rowsPerDay
    }

    private func isAtTimeOfDay(_ timestamp: Timestamp) -> Bool {
        TimeGrid.timeOfDay(of: timestamp, frequency) == timeOfDay
    }

    /// Whether the day itself can lie on such a grid: the anchor's day of the month, or a weekday.
    private static func isOnAnchor(_ timestamp: Timestamp, _ frequency: Frequency) -> Bool {
        switch frequency {
        case .ordinal, .fixed: return true
        case .calendar(_, let anchor):
            let date = CivilDate(timestamp)
            return date.day == anchor.day(inMonth: date.month, year: date.year)
        case .sessions, .week:
            let weekday = CivilDate.weekday(daysSince1970: timestamp.daysSince1970)
            return frequency.weekPattern?.includes(weekday: weekday) ?? true
        }
    }

    private static func phase(of timestamp: Timestamp, _ frequency: Frequency) -> Int {
        switch frequency {
        case .ordinal(let step), .fixed(let step): Int(timestamp.ticks).flooredRemainder(step)
        case .calendar(let months, _): CivilDate(timestamp).monthIndex.flooredRemainder(months)
        case .sessions, .week: 0
        }
    }

    private static func timeOfDay(of timestamp: Timestamp, _ frequency: Frequency) -> Int {
        frequency.hasTimeOfDay ? timestamp.secondOfDay : 0
    }
}

extension Frequency {
    /// Whether neighbours are exactly one step apart throughout, as far as differences alone can tell; never told of steps
    /// whose length varies.
    package func isKept(by timestamps: [Timestamp]) -> Bool {
        guard case .fixed(let step) = self.constantStep else { return false }
        let difference = Int64(step)
        let span = timestamps.span
        for row in 1..<max(1, span.count) where span[row].ticks - span[row - 1].ticks != difference { return false }
        return true
    }

    /// A step of numbers as one of seconds.
    private var constantStep: Frequency {
        if case .ordinal(let step) = self { .fixed(seconds: step) } else { self }
    }

    /// Whether steps count days and leave the time of day as it is.
    fileprivate var hasTimeOfDay: Bool {
        switch self {
        case .ordinal, .fixed: false
        case .calendar, .sessions: true
        case .week(let pattern): pattern.slots == nil
        }
    }
}

extension Timestamp {
    package var daysSince1970: Int { Int(ticks).flooredQuotient(CivilDate.secondsPerDay) }

    package var secondOfDay: Int { Int(ticks).flooredRemainder(CivilDate.secondsPerDay) }

    package var isOnWeekend: Bool { CivilDate.weekday(daysSince1970: daysSince1970) >= 5 }
}

/// The most frequent number, among equals the smallest; nil for none.
///
/// Runs of the same number are counted before the table is touched, because on a regular series there is one run.
func mostCommon(_ numbers: some Sequence<Int>) -> Int? {
    var counts: [Int: Int] = [:]
    var run = (number: 0, length: 0)
    for number in numbers {
        if number == run.number {
            run.length += 1
        } else {
            counts[run.number, default: 0] += run.length
            run = (number, 1)
        }
    }
    counts[run.number, default: 0] += run.length
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return best.flatMap { $0.value > 0 ? $0.key : nil }
}
