/// The rule of a `TZ` string of POSIX, such as `CET-1CEST,M3.5.0,M10.5.0/3`, with the hours beyond a day of RFC 8536.
struct POSIXZoneRule {
    /// Seconds ahead of UTC outside summer time.
    let standard: Int
    /// Seconds ahead of UTC in summer time, and when it begins and ends; nil for none.
    private let summer: (offset: Int, start: Change, end: Change)?

    /// A day of the year, and a local time on it that may lie days before or after.
    private struct Change {
        enum Day {
            /// 1 to 365, without leap days.
            case julian(Int)
            /// 0 to 365.
            case ordinal(Int)
            /// Month, week (5 for the last) and weekday (0 Sunday).
            case weekday(month: Int, week: Int, weekday: Int)
        }

        var day: Day
        var time: Int

        /// Seconds since 1970 on the local clock.
        func local(in year: Int) -> Int {
            let days: Int
            switch day {
            case .julian(let number):
                let isLeap = CivilDate.length(ofMonth: 2, year: year) == 29
                days =
                    CivilDate(year: year, month: 1, day: 1).daysSince1970 + number - 1 + (isLeap && number > 59 ? 1 : 0)
            case .ordinal(let number): days = CivilDate(year: year, month: 1, day: 1).daysSince1970 + number
            case .weekday(let month, let week, let weekday):
                let first = CivilDate(year: year, month: month, day: 1).daysSince1970
                // CivilDate counts from Monday, POSIX from Sunday.
                let toFirst = (weekday + 6 - CivilDate.weekday(daysSince1970: first)).flooredRemainder(7)
                let day = toFirst + (week - 1) * 7
                days = first + (day < CivilDate.length(ofMonth: month, year: year) ? day : day - 7)
            }
            return days * CivilDate.secondsPerDay + time
        }
    }

    /// The changes that a year brings, in the order of time, each with the offset after it.
    func changes(in year: Int) -> [(time: Int64, offset: Int)] {
        guard let summer else { return [] }
        let start = (time: Int64(summer.start.local(in: year) - standard), offset: summer.offset)
        let end = (time: Int64(summer.end.local(in: year) - summer.offset), offset: standard)
        return start.time < end.time ? [start, end] : [end, start]
    }

    /// Reads a `TZ` string; nil when it is none.
    init?(_ text: String) {
        guard text.utf8.count <= 100 else { return nil }
        var scanner = ZoneScanner(bytes: Array(text.utf8))
        guard scanner.name(), let west = scanner.time(most: 24) else { return nil }
        standard = -west
        if scanner.isAtEnd {
            summer = nil
            return
        }
        guard scanner.name() else { return nil }
        var offset = standard + 3600
        if !scanner.isAt(",") {
            guard let west = scanner.time(most: 24) else { return nil }
            offset = -west
        }
        guard let start = Self.change(&scanner), let end = Self.change(&scanner), scanner.isAtEnd else { return nil }
        summer = (offset, start, end)
    }

    private static func change(_ scanner: inout ZoneScanner) -> Change? {
        guard scanner.take(","), let day = day(&scanner) else { return nil }
        guard scanner.take("/") else { return Change(day: day, time: 2 * 3600) }
        return scanner.time(most: 167).map { Change(day: day, time: $0) }
    }

    private static func day(_ scanner: inout ZoneScanner) -> Change.Day? {
        if scanner.take("J") { return scanner.number(1...365).map { .julian($0) } }
        guard scanner.take("M") else { return scanner.number(0...365).map { .ordinal($0) } }
        guard let month = scanner.number(1...12), scanner.take("."), let week = scanner.number(1...5),
            scanner.take("."),
            let weekday = scanner.number(0...6)
        else { return nil }
        return .weekday(month: month, week: week, weekday: weekday)
    }
}

/// Reads the pieces of a `TZ` string.
private struct ZoneScanner {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    func isAt(_ letter: Unicode.Scalar) -> Bool { position < bytes.count && bytes[position] == UInt8(ascii: letter) }

    mutating func take(_ letter: Unicode.Scalar) -> Bool {
        guard isAt(letter) else { return false }
        position += 1
        return true
    }

    /// A name of letters, or of anything between angle brackets.
    mutating func name() -> Bool {
        let start = position
        if take("<") {
            while position < bytes.count, !isAt(">") { position += 1 }
            return take(">")
        }
        while position < bytes.count, bytes[position].isLetter { position += 1 }
        return position - start >= 3
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int? {
        var number = 0
        let start = position
        while position < bytes.count, position - start < 4, bytes[position].isDigit {
            number = number * 10 + Int(bytes[position] &- .zero)
            position += 1
        }
        return position > start && range.contains(number) ? number : nil
    }

    /// `±hh[:mm[:ss]]` in seconds.
    mutating func time(most hours: Int) -> Int? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard var seconds = number(0...hours).map({ $0 * 3600 }) else { return nil }
        for unit in [60, 1] where take(":") {
            guard let part = number(0...59) else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }
}
