extension TimestampFormat {
    /// The forms, the likeliest first, in which `text` names a time that is in the calendar; empty for none.
    ///
    /// Bare integers have none here but with `integersAreTimes`: they are years, months, days, or counts since 1970 only in a column
    /// that is known to hold the time.
    package static func candidates(of text: Span<UInt8>, integersAreTimes: Bool = false) -> [TimestampFormat] {
        forms(of: text, integersAreTimes: integersAreTimes) { $0.timestamp(utf8: text) != nil }
    }

    /// Whether the text has one of the forms, be it in the calendar or not.
    package static func shape(of text: Span<UInt8>) -> TimestampFormat? {
        forms(of: text, integersAreTimes: false, most: 1) { $0.isForm(of: text) }.first
    }

    private static func forms(
        of text: Span<UInt8>, integersAreTimes: Bool, most: Int = .max, where isFit: (TimestampFormat) -> Bool
    ) -> [TimestampFormat] {
        guard (4...longest).contains(text.count) else { return [] }
        if text.ordinal() != nil {
            guard integersAreTimes, text[0].isDigit else { return [] }
            return integerForms.filter { isPlausible($0, text) && isFit($0) }
        }
        guard text[0].isDigit || text[0].isLetter else { return [] }
        var found: [TimestampFormat] = []
        for head in text[0].isDigit ? digitHeads : letterHeads where found.count < most {
            guard let (fields, end) = head.beginning(of: text) else { continue }
            guard let tail = end == text.count ? [] : timeTail(text, from: end, after: head) else { continue }
            let format = TimestampFormat(fields: fields + tail)
            if isFit(format), !found.contains(format) { found.append(format) }
        }
        return found
    }

    /// The longest text that is looked at.
    private static let longest = 50

    /// Dates as they are found at the beginning of a text, those that are not ambiguous first.
    ///
    /// Of two that read the same text differently (day and month, or the place of a year of two digits) both are here, and the
    /// whole column decides.
    private static let heads: [TimestampFormat] = [
        "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y",
        "%Y-%m", "%Y/%m", "%m/%Y", "%m-%Y", "%Y%m%d",
        "%d.%m.%y", "%d/%m/%y", "%m/%d/%y", "%y/%m/%d", "%d-%m-%y", "%m-%d-%y", "%y-%m-%d",
        "%YQ%q", "%Y-Q%q", "%Y Q%q", "%Y/Q%q", "Q%q %Y", "Q%q-%Y", "Q%q/%Y", "%Yq%q", "Q%q%Y",
        "%YM%m", "%Y-M%m",
        "%G-W%V", "%GW%V", "%G-W%V-%u", "%GW%V%u", "%G W%V",
        "%b %Y", "%b-%Y", "%b-%y", "%b/%Y", "%b. %Y", "%b, %Y", "%b%Y", "%b %d, %Y", "%b %d %Y", "%b-%d-%Y",
        "%Y %b", "%Y-%b", "%Y-%b-%d", "%Y/%b/%d", "%Y %b %d", "%Y%b%d", "%Y %b",
        "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d/%b/%Y", "%d.%b.%Y", "%d%b%Y", "%d %b %y", "%d. %b %Y",
        "%a %d %b %Y", "%a, %d %b %Y", "%a, %b %d, %Y", "%a %b %d %Y", "%a %Y-%m-%d", "%a %d/%m/%Y", "%a %m/%d/%Y",
    ].compactMap { try? TimestampFormat(strftime: $0) }

    private static let digitHeads = heads.filter { if case .number = $0.fields[0] { true } else { false } }
    private static let letterHeads = heads.filter { if case .number = $0.fields[0] { false } else { true } }

    /// Integers that are times, the likeliest first.
    private static let integerForms: [TimestampFormat] = [
        "%Y", "%Y%m", "%Y%m%d", "%Y%m%d%H%M%S", "%Y%m%d%H%M", "%Y%m%d%H", "%s", "%Q",
    ].compactMap { try? TimestampFormat(strftime: $0) }

    /// Whether an integer has the digits of the form and is of the years 1800 to 2199; counts since 1970 are of 2001 to 2100.
    private static func isPlausible(_ format: TimestampFormat, _ text: Span<UInt8>) -> Bool {
        switch format.fields[0] {
        case .unixSeconds: return text.count == 10 && (1_000_000_000..<4_102_444_800).contains(text.digits(0, 10) ?? 0)
        case .unixMilliseconds:
            return text.count == 13 && (1_000_000_000..<4_102_444_800).contains(text.digits(0, 10) ?? 0)
        default:
            return format.fields.count * 2 + 2 == text.count && (1800...2199).contains(text.digits(0, 4) ?? 0)
        }
    }

    /// This head as `text` writes it, and the place behind it; nil when the text begins otherwise.
    private func beginning(of text: Span<UInt8>) -> (fields: [TimestampField], end: Int)? {
        for format in [self, wide] {
            guard let format else { continue }
            var reading = TimestampReading()
            guard let end = format.read(text, from: 0, field: 0, &reading) else { continue }
            let isWhole = end == text.count || !(text[end - 1].isDigit && text[end].isDigit)
            if isWhole { return (format.capitalised(as: text), end) }
        }
        return nil
    }

    /// With names in capitals where the text has them so.
    private func capitalised(as text: Span<UInt8>) -> [TimestampField] {
        var letters = 0
        var small = 0
        for position in 0..<text.count where text[position].isLetter {
            letters += 1
            if text[position] >= UInt8(ascii: "a") { small += 1 }
        }
        guard letters >= 3, small == 0 else { return fields }
        return fields.map { field in
            switch field {
            case .monthName(let style): .monthName(.init(isFull: style.isFull, isUppercase: true))
            case .weekdayName(let style): .weekdayName(.init(isFull: style.isFull, isUppercase: true))
            default: field
            }
        }
    }

    /// The fields of a time of day, and of a UTC offset behind it, that make up the rest of a text; nil when it is none.
    private static func timeTail(_ text: Span<UInt8>, from start: Int, after head: TimestampFormat) -> [TimestampField]?
    {
        guard head.precision == .day else { return nil }
        var scanner = TimeOfDayScanner(position: start)
        let isBasic = head == compactDay
        return scanner.scan(text, isBasic: isBasic) ? scanner.fields : nil
    }
}

/// Reads a time of day of any form behind a date.
private struct TimeOfDayScanner {
    var position: Int
    private(set) var fields: [TimestampField] = []

    init(position: Int) {
        self.position = position
    }

    mutating func scan(_ text: Span<UInt8>, isBasic: Bool) -> Bool {
        take(UInt8(ascii: ","), text)
        guard take(.blank, text) || take(UInt8(ascii: "T"), text) else { return false }
        let digits = text.digitCount(from: position, most: 6)
        guard isBasic || digits <= 2 else { return false }
        switch digits {
        case 1, 2: if !clock(text, hourDigits: digits) { return false }
        case 4, 6:
            let units = [TimestampField.Unit.hour, .minute, .second].prefix(digits / 2)
            fields += units.map { .number($0, isPadded: true) }
            position += digits
        default: return false
        }
        if digits != 4 { fraction(text) }
        halfDay(text)
        return offset(text)
    }

    /// An hour, and minutes and seconds behind colons.
    private mutating func clock(_ text: Span<UInt8>, hourDigits: Int) -> Bool {
        fields.append(.number(.hour, isPadded: hourDigits == 2))
        position += hourDigits
        for unit in [TimestampField.Unit.minute, .second] {
            guard position < text.count, text[position] == .colon else { return true }
            guard text.digitCount(from: position + 1, most: 3) == 2 else { return false }
            fields += [.literal(.colon), .number(unit, isPadded: true)]
            position += 3
        }
        return true
    }

    /// A point and digits behind seconds.
    private mutating func fraction(_ text: Span<UInt8>) {
        guard case .number(.second, _) = fields.last else { return }
        guard position + 1 < text.count, text[position] == .point || text[position] == UInt8(ascii: ",") else { return }
        let digits = text.digitCount(from: position + 1, most: TimestampFormat.mostFractionDigits)
        guard digits > 0 else { return }
        fields += [.literal(text[position]), .fraction(digits: digits)]
        position += 1 + digits
    }

    /// `AM` or `PM`, which makes the hour one of twelve.
    private mutating func halfDay(_ text: Span<UInt8>) {
        var end = position
        if end < text.count, text[end] == .blank { end += 1 }
        guard end + 2 <= text.count, text[end + 1] | 0x20 == UInt8(ascii: "m"),
            [UInt8(ascii: "a"), UInt8(ascii: "p")].contains(text[end] | 0x20)
        else { return }
        if end > position { fields.append(.literal(.blank)) }
        fields.append(.halfDay(isUppercase: text[end] < UInt8(ascii: "a")))
        position = end + 2
        fields = fields.map {
            if case .number(.hour, let pad) = $0 { .number(.halfDayHour, isPadded: pad) } else { $0 }
        }
    }

    /// What is left: nothing, the letters of UTC, or an offset.
    private mutating func offset(_ text: Span<UInt8>) -> Bool {
        if position == text.count { return true }
        let hasBlank = text[position] == .blank
        for word in ["Z", "z", "UTC", "GMT"] where text.count - position - (hasBlank ? 1 : 0) == word.utf8.count {
            guard text.holds(word, at: position + (hasBlank ? 1 : 0)) else { continue }
            fields += (hasBlank ? [.literal(.blank)] : []) + word.utf8.map { .literal($0) }
            return true
        }
        let start = hasBlank ? position + 1 : position
        guard let style = TimestampFormat.offsetStyle(text, from: start) else { return false }
        if hasBlank { fields.append(.literal(.blank)) }
        fields.append(.offset(style))
        return true
    }

    @discardableResult
    private mutating func take(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
        guard position < text.count, text[position] == byte else { return false }
        fields.append(.literal(byte))
        position += 1
        return true
    }
}
