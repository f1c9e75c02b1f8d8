/// The frequencies that some rows suggest, each with what it takes to name it, in bits: the more usual, the fewer.
struct FrequencyCandidates {
    struct Candidate {
        let frequency: Frequency
        let bits: Double
    }

    /// The preferred ones first.
    private(set) var all: [Candidate] = []
    private let series: [[Timestamp]]

    init(_ series: [[Timestamp]], format: TimestampFormat) {
        self.series = series
        let steps = Self.steps(series)
        switch format.precision {
        case .ordinal: for step in steps { add(.ordinal(step: step), bits: step == 1 ? 1 : 4) }
        case .year, .quarter, .month: addCalendars()
        case .week, .day, .hour, .minute, .second:
            if isSparse { addCalendars() }
            for step in steps { add(.fixed(seconds: step), bits: Self.usualSteps.contains(step) ? 2 : 4) }
            if steps.contains(where: { $0 % CivilDate.secondsPerDay == 0 }) { addDaysOfWeek() }
            for step in steps.filter({ CivilDate.secondsPerDay % $0 == 0 && $0 < CivilDate.secondsPerDay }).prefix(3) {
                addHoursOfWeek(step: step)
            }
        }
    }

    private mutating func add(_ frequency: Frequency, bits: Double) {
        if all.contains(where: { $0.frequency == frequency }) { return }
        all.append(Candidate(frequency: frequency, bits: bits))
    }

    private static let usualSteps: Set<Int> = {
        let minutes = [1, 2, 3, 5, 10, 15, 20, 30].map { $0 * 60 }
        let hours = [1, 2, 3, 4, 6, 8, 12].map { $0 * 3600 }
        let days = [1, 2, 7, 14].map { $0 * CivilDate.secondsPerDay }
        return Set([1, 2, 5, 10, 15, 20, 30] + minutes + hours + days)
    }()

    // MARK: - Steps

    /// Differences that are common among neighbours, and what the most common of them have in common.
    ///
    /// Of a thinned index these are multiples of its step, and that of two of them rarely another one.
    private static func steps(_ series: [[Timestamp]]) -> [Int] {
        let common = mostCommonDifferences(series, 8)
        var steps = common
        for one in common.prefix(5) {
            for other in common.prefix(5) where other < one { steps.append(greatestCommonDivisor(one, other)) }
        }
        var seen: Set<Int> = []
        return steps.filter { $0 <= TimeGrid.longestStep && seen.insert($0).inserted }
    }

    private static func mostCommonDifferences(_ series: [[Timestamp]], _ most: Int) -> [Int] {
        var counts: [Int: Int] = [:]
        for timestamps in series {
            var run = (difference: 0, length: 0)
            for row in timestamps.indices.dropFirst() {
                let difference = Int(timestamps[row].ticks - timestamps[row - 1].ticks)
                if difference == run.difference {
                    run.length += 1
                } else {
                    counts[run.difference, default: 0] += run.length
                    run = (difference, 1)
                }
            }
            counts[run.difference, default: 0] += run.length
        }
        let ranked = counts.filter { $0.key > 0 && $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let least = (ranked.first?.value ?? 0) / 20
        return ranked.prefix(most).filter { $0.value > least }.map(\.key)
    }

    private static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
        var (large, small) = (one, other)
        while small > 0 { (large, small) = (small, large % small) }
        return large
    }

    // MARK: - Months

    /// Whether rows are so far apart, over all, that they may be of months, with a few stray ones.
    private var isSparse: Bool {
        var seconds = 0
        var steps = 0
        for timestamps in series {
            guard let first = timestamps.first, let last = timestamps.last else { continue }
            seconds += Int(last.ticks - first.ticks)
            steps += timestamps.count - 1
        }
        return seconds >= 14 * CivilDate.secondsPerDay * steps
    }

    /// The day shared by most rows, with the usual numbers of months, and with the most common one.
    private mutating func addCalendars() {
        let anchor = Frequency.anchor(series)
        let common = Frequency.monthsBetween(series, anchor)
        for months in [1, 3, 12, 6, 2, 4, 24, common] {
            let isUsual = [1, 3, 12].contains(months)
            add(.calendar(months: months, anchor: anchor), bits: isUsual ? 2 : 4)
        }
    }

    // MARK: - Weeks

    /// One row a day on some days of the week.
    private mutating func addDaysOfWeek() {
        add(.sessions, bits: 4)
        var rows = [Int](repeating: 0, count: 7)
        for timestamp in series.joined() { rows[CivilDate.weekday(daysSince1970: timestamp.daysSince1970)] += 1 }
        let days = days(rows)
        guard days != WeekPattern.mondayToFriday, days != 0b111_1111, let pattern = WeekPattern(days: days) else {
            return
        }
        add(.week(pattern), bits: 10)
    }

    /// Rows so far apart between some hours of some days of the week.
    private mutating func addHoursOfWeek(step: Int) {
        let slots = CivilDate.secondsPerDay / step
        guard slots <= 1440 else { return }
        let phase = mostCommon(series.lazy.joined().map { Int($0.ticks).flooredRemainder(step) }) ?? 0
        var rowsOfSlots = [Int](repeating: 0, count: slots)
        var rowsOfDays = [Int](repeating: 0, count: 7)
        for timestamp in series.joined() {
            let second = timestamp.secondOfDay - phase
            guard second >= 0, second % step == 0 else { continue }
            rowsOfSlots[second / step] += 1
            rowsOfDays[CivilDate.weekday(daysSince1970: timestamp.daysSince1970)] += 1
        }
        let least = (rowsOfSlots.max() ?? 0) / Self.leastShare
        let days = days(rowsOfDays)
        guard let open = rowsOfSlots.firstIndex(where: { $0 > least }),
            let close = rowsOfSlots.lastIndex(where: { $0 > least }), close > open,
            close - open + 1 < slots || days != 0b111_1111,
            let times = WeekPattern.Slots(opening: phase + open * step, step: step, count: close - open + 1),
            let pattern = WeekPattern(days: days, slots: times)
        else { return }
        add(.week(pattern), bits: 18)
    }

    /// A day or time of day has no rows of its own when it has less than this part of those of the one with the most.
    private static let leastShare = 5

    /// The weekdays that have rows of their own, by the rows on each.
    ///
    /// A weekday that the series do not run over may have some; one without rows may be a holiday until it comes again,
    /// unless it is a weekend's and the other day of it has none either.
    private func days(_ rows: [Int]) -> UInt8 {
        let occurrences = weekdays()
        let rates = rows.indices.map { Double(rows[$0]) / Double(max(1, occurrences[$0])) }
        let least = (rates.max() ?? 0) / Double(Self.leastShare)
        let isWeekendFree = rates[5] <= least && rates[6] <= least
        return rows.indices.reduce(0) { days, weekday in
            let isSeen = occurrences[weekday] >= (weekday >= 5 && isWeekendFree ? 1 : 2)
            return isSeen && rates[weekday] <= least ? days : days | 1 << UInt8(weekday)
        }
    }

    /// How often each weekday comes from the first to the last day of the series.
    private func weekdays() -> [Int] {
        var counts = [Int](repeating: 0, count: 7)
        for timestamps in series {
            guard let first = timestamps.first?.daysSince1970, let last = timestamps.last?.daysSince1970 else {
                continue
            }
            let days = last - first + 1
            for weekday in 0..<7 {
                let untilFirst = (weekday - CivilDate.weekday(daysSince1970: first)).flooredRemainder(7)
                counts[weekday] += (days - untilFirst + 6).flooredQuotient(7)
            }
        }
        return counts
    }
}

extension Frequency {
    /// The most common number of months between neighbours on the anchor.
    static func monthsBetween(_ series: [[Timestamp]], _ anchor: MonthAnchor) -> Int {
        let differences = series.lazy.flatMap { timestamps in
            let months = timestamps.lazy.map { CivilDate($0) }
                .filter { $0.day == anchor.day(inMonth: $0.month, year: $0.year) }
                .map(\.monthIndex)
            return zip(months, months.dropFirst()).lazy.map { $1 - $0 }.filter { $0 > 0 }
        }
        return mostCommon(differences) ?? 1
    }

    /// The day of the month on which most rows fall; the last day when that explains as many.
    static func anchor(_ series: [[Timestamp]]) -> MonthAnchor {
        // rows[k] counts the rows that an anchor on day k explains; day 31 is the last day of every month.
        var rows = [Int](repeating: 0, count: 32)
        var onLastWeekday = 0
        for timestamp in series.joined() {
            let date = CivilDate(timestamp)
            if date.day == MonthAnchor.lastWeekday.day(inMonth: date.month, year: date.year) { onLastWeekday += 1 }
            let isLast = date.day == CivilDate.length(ofMonth: date.month, year: date.year)
            for day in date.day...(isLast ? 31 : date.day) { rows[day] += 1 }
        }
        let most = rows.max() ?? 0
        if onLastWeekday > most { return .lastWeekday }
        if rows[31] == most { return .lastDay }
        return .day(rows.firstIndex(of: most) ?? 1)
    }
}
