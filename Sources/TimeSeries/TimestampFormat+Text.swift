extension TimestampFormat {
    /// The timestamp in this form; what the form does not show (the day of a `yyyy-MM`) is left out.
    public func text(_ timestamp: Timestamp) -> String {
        if isOrdinal { return String(timestamp.ticks) }
        let moment = moment(of: timestamp)
        var text: [UInt8] = []
        text.reserveCapacity(32)
        for field in fields { field.write(moment, to: &text) }
        return String(decoding: text, as: UTF8.self)
    }
}

/// A timestamp taken apart for writing.
struct Moment {
    let date: CivilDate
    let days: Int
    let secondOfDay: Int
    let instant: Timestamp
    /// Seconds by which the clock is ahead of UTC.
    let offset: Int

    init(_ local: Timestamp, instant: Timestamp, offset: Int) {
        days = local.daysSince1970
        date = CivilDate(daysSince1970: days)
        secondOfDay = local.secondOfDay
        self.instant = instant
        self.offset = offset
    }

    func value(_ unit: TimestampField.Unit) -> Int {
        switch unit {
        case .year: date.year
        case .shortYear: date.year.flooredRemainder(100)
        case .isoYear: CivilDate.week(daysSince1970: days).year
        case .quarter: (date.month + 2) / 3
        case .month: date.month
        case .week: CivilDate.week(daysSince1970: days).week
        case .weekday: CivilDate.weekday(daysSince1970: days) + 1
        case .dayOfYear: days - CivilDate(year: date.year, month: 1, day: 1).daysSince1970 + 1
        case .day: date.day
        case .hour: secondOfDay / 3600
        case .halfDayHour: (secondOfDay / 3600 + 11) % 12 + 1
        case .minute: secondOfDay / 60 % 60
        case .second: secondOfDay % 60
        }
    }
}

extension TimestampField {
    /// Writes the field's part of a timestamp.
    func write(_ moment: Moment, to text: inout [UInt8]) {
        switch self {
        case .literal(let byte): text.append(byte)
        case .number(let unit, let isPadded): text.append(moment.value(unit), width: isPadded ? unit.width : 1)
        case .monthName(let style): text += style.text(NameStyle.months[moment.date.month - 1]).utf8
        case .weekdayName(let style):
            text += style.text(NameStyle.weekdays[CivilDate.weekday(daysSince1970: moment.days)]).utf8
        case .halfDay(let isUppercase):
            let isMorning = moment.secondOfDay < 12 * 3600
            text += (isUppercase ? (isMorning ? "AM" : "PM") : (isMorning ? "am" : "pm")).utf8
        case .fraction(let digits): text += [UInt8](repeating: .zero, count: digits == 0 ? 6 : digits)
        case .optionalFraction: break
        case .offset(let style): style.write(moment.offset, to: &text)
        case .unixSeconds, .ordinal: text += String(moment.instant.ticks).utf8
        case .unixMilliseconds: text += String(moment.instant.ticks * 1000).utf8
        }
    }
}

extension TimestampField.OffsetStyle {
    /// Writes an offset; its seconds, which a few zones had before 1920, are left out.
    func write(_ offset: Int, to text: inout [UInt8]) {
        text.append(offset < 0 ? .dash : .plus)
        let minutes = abs(offset) / 60
        text.append(minutes / 60, width: 2)
        if self == .extended { text.append(.colon) }
        if self != .hours { text.append(minutes % 60, width: 2) }
    }
}

extension [UInt8] {
    /// Writes a number with at least `width` digits.
    mutating func append(_ number: Int, width: Int) {
        let digits = String(number).utf8
        append(contentsOf: repeatElement(UInt8.zero, count: Swift.max(0, width - digits.count)))
        append(contentsOf: digits)
    }
}
