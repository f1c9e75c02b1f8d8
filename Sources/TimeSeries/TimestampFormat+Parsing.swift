extension TimestampFormat {
    /// The timestamp that `text` writes in this form; nil for another form or a day that is not in the calendar.
    public func timestamp(from text: some StringProtocol) -> Timestamp? {
        timestamp(utf8: Array(text.utf8).span)
    }

    /// The timestamp that the bytes write in this form; nil for another form or a day that is not in the calendar.
    package func timestamp(utf8 text: Span<UInt8>) -> Timestamp? {
        var reading = TimestampReading()
        guard let written = written(utf8: text, &reading) else { return nil }
        return zone == nil ? written : timestamp(ofWritten: written)
    }

    /// What the bytes say before a zone is applied, and in `reading` what else they say.
    @inline(__always)
    package func written(utf8 text: Span<UInt8>, _ reading: inout TimestampReading) -> Timestamp? {
        if isoHead == .none { return anyTimestamp(text, &reading) }
        guard text.count >= isoHead.bytes, let ticks = isoTicks(text) else { return nil }
        if text.count == isoHead.bytes, fields.count == isoHead.fields { return Timestamp(ticks: ticks) }
        reading = TimestampReading()
        guard read(text, from: isoHead.bytes, field: isoHead.fields, &reading) == text.count else { return nil }
        return Timestamp(ticks: ticks + reading.correction)
    }

    /// Whether the bytes have this form, be they in the calendar or not.
    package func isForm(of text: Span<UInt8>) -> Bool {
        var reading = TimestampReading()
        return read(text, from: 0, field: 0, &reading) == text.count
    }

    /// Reads field after field.
    private func anyTimestamp(_ text: Span<UInt8>, _ reading: inout TimestampReading) -> Timestamp? {
        reading = TimestampReading()
        guard read(text, from: 0, field: 0, &reading) == text.count else { return nil }
        return reading.ticks.map { Timestamp(ticks: $0) }
    }

    /// Reads `yyyy-MM-dd`, with `HH:mm` or `HH:mm:ss` behind it, from bytes that are long enough.
    private func isoTicks(_ text: Span<UInt8>) -> Int64? {
        guard text[4] == .dash, text[7] == .dash, let year = text.digits(0, 4), let month = text.digits(5, 2),
            let day = text.digits(8, 2)
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid, year > 0 else { return nil }
        var ticks = date.daysSince1970 * CivilDate.secondsPerDay
        if isoHead == .day { return Int64(ticks) }
        guard fields[5] == .literal(text[10]), text[13] == .colon, let hour = text.digits(11, 2), hour < 24,
            let minute = text.digits(14, 2), minute < 60
        else { return nil }
        ticks += hour * 3600 + minute * 60
        if isoHead == .minute { return Int64(ticks) }
        guard text[16] == .colon, let second = text.digits(17, 2), second < 60 else { return nil }
        return Int64(ticks + second)
    }

    /// Reads the fields from `field` on; the place behind the last, or nil where one is not there.
    func read(_ text: Span<UInt8>, from start: Int, field first: Int, _ reading: inout TimestampReading) -> Int? {
        var position = start
        for index in first..<fields.count {
            guard let end = fields[index].read(text, from: position, &reading) else { return nil }
            position = end
        }
        return position
    }
}

/// What the fields of a timestamp say; numbers that are not written keep their defaults.
package struct TimestampReading {
    /// Whether a fraction of a second was there that is not zero.
    package private(set) var hasFraction = false
    /// Seconds by which the row's clock is ahead of UTC.
    package private(set) var offset = 0

    private var year = 1970
    private var month = 1
    private var day = 1
    private var quarter = 0
    private var week = 0
    private var weekday = 1
    private var dayOfYear = 0
    private var hour = 0
    private var halfDayHour = -1
    private var isAfternoon = false
    private var minute = 0
    private var second = 0
    private var roundsUp = false
    private var counted: Int64?

    package init() {}

    /// What the fraction and the offset add to the civil time.
    var correction: Int64 { (roundsUp ? 1 : 0) - Int64(offset) }

    /// Seconds since 1970; nil when there is no such day or time.
    var ticks: Int64? {
        if let counted { return counted }
        guard let days, let secondOfDay else { return nil }
        return Int64(days * CivilDate.secondsPerDay + secondOfDay) + correction
    }

    private var days: Int? {
        guard year > 0 else { return nil }
        if week > 0 { return CivilDate.daysSince1970(isoYear: year, week: week, weekday: weekday) }
        if dayOfYear > 0 {
            let first = CivilDate(year: year, month: 1, day: 1).daysSince1970
            return CivilDate(daysSince1970: first + dayOfYear - 1).year == year ? first + dayOfYear - 1 : nil
        }
        let date = CivilDate(year: year, month: quarter > 0 ? quarter * 3 - 2 : month, day: day)
        return date.isValid ? date.daysSince1970 : nil
    }

    private var secondOfDay: Int? {
        guard hour < 24, minute < 60, second < 60 else { return nil }
        guard halfDayHour >= 0 else { return hour * 3600 + minute * 60 + second }
        guard (1...12).contains(halfDayHour) else { return nil }
        return (halfDayHour % 12 + (isAfternoon ? 12 : 0)) * 3600 + minute * 60 + second
    }

    mutating func set(_ unit: TimestampField.Unit, _ value: Int) -> Bool {
        switch unit {
        case .year, .isoYear: year = value
        case .shortYear: year = value < 69 ? 2000 + value : 1900 + value
        case .quarter:
            quarter = value
            return (1...4).contains(value)
        case .month: month = value
        case .week: week = value == 0 ? 99 : value
        case .weekday: weekday = value
        case .dayOfYear: dayOfYear = value == 0 ? 999 : value
        case .day: day = value
        case .hour: hour = value
        case .halfDayHour: halfDayHour = value
        case .minute: minute = value
        case .second: second = value
        }
        return true
    }

    mutating func set(month: Int) { self.month = month }
    mutating func set(isAfternoon: Bool) { self.isAfternoon = isAfternoon }
    mutating func set(offset: Int) { self.offset = offset }

    mutating func set(counted: Int64, milliseconds: Bool) {
        guard milliseconds else { return self.counted = counted }
        let (quotient, remainder) = Int(counted).flooredDivision(1000)
        hasFraction = remainder != 0
        self.counted = Int64(quotient + (remainder >= 500 ? 1 : 0))
    }

    /// Reads the digits of a fraction; rounds half up.
    mutating func set(fraction text: Span<UInt8>, _ range: Range<Int>) {
        for position in range where text[position] != .zero { hasFraction = true }
        roundsUp = text[range.lowerBound] >= UInt8(ascii: "5")
    }
}

extension TimestampField {
    /// Reads the field at `start`; the place behind it, or nil when it is not there.
    func read(_ text: Span<UInt8>, from start: Int, _ reading: inout TimestampReading) -> Int? {
        switch self {
        case .literal(let byte): return start < text.count && text[start] == byte ? start + 1 : nil
        case .number(let unit, let isPadded):
            let count = isPadded ? unit.width : text.digitCount(from: start, most: unit.width)
            guard count > 0, start + count <= text.count, let value = text.digits(start, count) else { return nil }
            return reading.set(unit, value) ? start + count : nil
        case .monthName(let style):
            guard let (index, length) = style.read(text, from: start, NameStyle.monthBytes) else { return nil }
            reading.set(month: index + 1)
            return start + length
        case .weekdayName(let style):
            guard let (_, length) = style.read(text, from: start, NameStyle.weekdayBytes) else { return nil }
            return start + length
        case .halfDay:
            guard start + 2 <= text.count, text[start + 1] | 0x20 == UInt8(ascii: "m") else { return nil }
            let letter = text[start] | 0x20
            guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") else { return nil }
            reading.set(isAfternoon: letter == UInt8(ascii: "p"))
            return start + 2
        case .fraction(let digits):
            let count = text.digitCount(from: start, most: digits == 0 ? TimestampFormat.mostFractionDigits : digits)
            guard count > 0, digits == 0 || count == digits else { return nil }
            reading.set(fraction: text, start..<start + count)
            return start + count
        case .optionalFraction:
            guard start < text.count, text[start] == .point else { return start }
            let count = text.digitCount(from: start + 1, most: TimestampFormat.mostFractionDigits)
            guard count > 0 else { return nil }
            reading.set(fraction: text, start + 1..<start + 1 + count)
            return start + 1 + count
        case .offset(let style):
            guard let offset = text.offset(style, at: start) else { return nil }
            reading.set(offset: offset)
            return start + style.length
        case .unixSeconds, .unixMilliseconds, .ordinal:
            guard let number = text.ordinal(from: start) else { return nil }
            reading.set(counted: number, milliseconds: self == .unixMilliseconds)
            return text.count
        }
    }
}

extension Span<UInt8> {
    /// The number written by `count` digits; nil when one is no digit.
    @inline(__always)
    func digits(_ start: Int, _ count: Int) -> Int? {
        var number = 0
        for position in start..<start + count {
            let digit = self[position] &- .zero
            if digit > 9 { return nil }
            number = number * 10 + Int(digit)
        }
        return number
    }

    /// How many digits stand from `start` on, at most `most`.
    func digitCount(from start: Int, most: Int) -> Int {
        var end = start
        while end < count, end - start < most, self[end].isDigit { end += 1 }
        return end - start
    }

    /// An integer up to the end, with an optional sign, at most 15 digits so that steps from it never overflow.
    func ordinal(from start: Int = 0) -> Int64? {
        let hasSign = count > start && (self[start] == .dash || self[start] == .plus)
        let first = hasSign ? start + 1 : start
        guard count > first, count - first <= 15, let magnitude = digits(first, count - first) else { return nil }
        return Int64(hasSign && self[start] == .dash ? -magnitude : magnitude)
    }

    /// The UTC offset written at `start`, in seconds; less than a day.
    func offset(_ style: TimestampField.OffsetStyle, at start: Int) -> Int? {
        guard start + style.length <= count, self[start] == .plus || self[start] == .dash,
            let hours = digits(start + 1, 2), hours < 24
        else { return nil }
        var minutes = 0
        if style != .hours {
            if style == .extended, self[start + 3] != .colon { return nil }
            guard let written = digits(start + (style == .extended ? 4 : 3), 2), written < 60 else { return nil }
            minutes = written
        }
        return (self[start] == .dash ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    func holds(_ text: String, at start: Int) -> Bool {
        guard start + text.utf8.count <= count else { return false }
        var position = start
        for byte in text.utf8 {
            if self[position] != byte { return false }
            position += 1
        }
        return true
    }
}

extension Int {
    /// Quotient and remainder rounded towards minus infinity; `divisor` is positive.
    func flooredDivision(_ divisor: Int) -> (quotient: Int, remainder: Int) {
        let quotient = flooredQuotient(divisor)
        return (quotient, self - quotient * divisor)
    }
}
