extension TimestampFormat {
    /// The timestamp that `text` writes in this form; nil for another form or a day that is not in the calendar.
    public func timestamp(from text: some StringProtocol) -> Timestamp? {
        timestamp(utf8: Array(text.utf8).span)
    }

    /// The timestamp that the bytes write in this form; nil for another form or a day that is not in the calendar.
    package func timestamp(utf8 text: Span<UInt8>) -> Timestamp? {
        switch precision {
        case .ordinal: return text.ordinal.map { Timestamp(ticks: $0) }
        case .year:
            guard text.count == 4, let year = text.digits(0, 4) else { return nil }
            return Self.timestamp(year, 1, 1)
        case .month:
            guard text.count == 7, text[4] == .dash, let year = text.digits(0, 4), let month = text.digits(5, 2)
            else { return nil }
            return Self.timestamp(year, month, 1)
        case .day where isCompact:
            guard text.count == 8, let year = text.digits(0, 4), let month = text.digits(4, 2),
                let day = text.digits(6, 2)
            else { return nil }
            return Self.timestamp(year, month, day)
        case .day:
            return text.count == 10 ? Self.day(text) : nil
        case .minute, .second:
            return dateTime(text)
        }
    }

    /// Reads date, separator, time of day, fraction and offset.
    private func dateTime(_ text: Span<UInt8>) -> Timestamp? {
        let hasSeconds = precision == .second
        let timeEnd = hasSeconds ? 19 : 16
        let fractionEnd = timeEnd + (fractionDigits > 0 ? fractionDigits + 1 : 0)
        guard text.count == fractionEnd + suffix.utf8.count, text[10] == separator, text[13] == .colon,
            let day = Self.day(text),
            let hour = text.digits(11, 2), hour < 24,
            let minute = text.digits(14, 2), minute < 60
        else { return nil }
        var second = 0
        if hasSeconds {
            guard text[16] == .colon, let value = text.digits(17, 2), value < 60 else { return nil }
            second = value
        }
        if fractionDigits > 0 {
            guard text[timeEnd] == .point else { return nil }
            for position in timeEnd + 1..<fractionEnd where text[position] != .zero { return nil }
        }
        if !suffix.isEmpty, !text.holds(suffix, at: fractionEnd) { return nil }
        return Timestamp(ticks: day.ticks + Int64(hour * 3600 + minute * 60 + second))
    }

    /// Reads `yyyy-MM-dd` at the beginning of at least ten bytes.
    private static func day(_ text: Span<UInt8>) -> Timestamp? {
        guard text[4] == .dash, text[7] == .dash, let year = text.digits(0, 4), let month = text.digits(5, 2),
            let day = text.digits(8, 2)
        else { return nil }
        return timestamp(year, month, day)
    }

    private static func timestamp(_ year: Int, _ month: Int, _ day: Int) -> Timestamp? {
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid, year > 0 else { return nil }
        return Timestamp(ticks: Int64(date.daysSince1970 * CivilDate.secondsPerDay))
    }
}

extension TimestampFormat {
    /// The form that `text` has, whether or not its digits name a day in the calendar; nil when it has no known form.
    ///
    /// - Parameters:
    ///   - text: UTF-8 bytes.
    ///   - yearsAndCompactDays: Whether four digits are a year and eight are `yyyyMMdd` (from 1800 to 2199) instead of
    ///     ordinals.
    package static func shape(of text: Span<UInt8>, yearsAndCompactDays: Bool) -> TimestampFormat? {
        if text.ordinal != nil {
            let isThisMillennium = text.count >= 4 && (1800...2199).contains(text.digits(0, 4) ?? 0)
            guard yearsAndCompactDays, isThisMillennium else { return .ordinal }
            if text.count == 4 { return .year }
            var compact = TimestampFormat.day
            compact.isCompact = true
            return compact.timestamp(utf8: text) != nil ? compact : .ordinal
        }
        guard text.count >= 7, text.digits(0, 4) != nil, text[4] == .dash, text.digits(5, 2) != nil else { return nil }
        if text.count == 7 { return .month }
        guard text.count >= 10, text[7] == .dash, text.digits(8, 2) != nil else { return nil }
        return text.count == 10 ? .day : dateTimeShape(of: text)
    }

    private static func dateTimeShape(of text: Span<UInt8>) -> TimestampFormat? {
        guard text.count >= 16, text[10] == UInt8(ascii: "T") || text[10] == .blank, text.digits(11, 2) != nil,
            text[13] == .colon, text.digits(14, 2) != nil
        else { return nil }
        var format = TimestampFormat(precision: .minute)
        format.separator = text[10]
        var end = 16
        if text.count >= 19, text[16] == .colon, text.digits(17, 2) != nil {
            format.precision = .second
            end = 19
            if text.count > 20, text[19] == .point {
                end = 20
                while end < text.count, text[end].isDigit { end += 1 }
                format.fractionDigits = end - 20
                guard (1...mostFractionDigits).contains(format.fractionDigits) else { return nil }
            }
        }
        guard let suffix = offset(in: text, from: end) else { return nil }
        format.suffix = suffix
        return format
    }

    /// The UTC offset at the end of `text`: empty, `Z`, ` UTC`, `±hh`, `±hhmm` or `±hh:mm`.
    private static func offset(in text: Span<UInt8>, from start: Int) -> String? {
        let count = text.count - start
        if count == 0 { return "" }
        if count == 1, text[start] == UInt8(ascii: "Z") { return "Z" }
        if count == 4, text.holds(" UTC", at: start) { return " UTC" }
        guard text[start] == UInt8(ascii: "+") || text[start] == .dash else { return nil }
        let isOffset =
            switch count {
            case 3: text.digits(start + 1, 2) != nil
            case 5: text.digits(start + 1, 4) != nil
            case 6: text.digits(start + 1, 2) != nil && text[start + 3] == .colon && text.digits(start + 4, 2) != nil
            default: false
            }
        guard isOffset else { return nil }
        return String(decoding: (start..<text.count).map { text[$0] }, as: UTF8.self)
    }
}

extension Span<UInt8> {
    /// The number written by `count` digits; nil when one is no digit.
    fileprivate func digits(_ start: Int, _ count: Int) -> Int? {
        var number = 0
        for position in start..<start + count {
            let digit = self[position] &- .zero
            if digit > 9 { return nil }
            number = number * 10 + Int(digit)
        }
        return number
    }

    /// An integer with an optional sign, at most 15 digits so that steps from it never overflow.
    fileprivate var ordinal: Int64? {
        let hasSign = count > 0 && (self[0] == .dash || self[0] == UInt8(ascii: "+"))
        let start = hasSign ? 1 : 0
        guard count > start, count - start <= 15, let magnitude = digits(start, count - start) else { return nil }
        return Int64(hasSign && self[0] == .dash ? -magnitude : magnitude)
    }

    fileprivate func holds(_ text: String, at start: Int) -> Bool {
        guard start + text.utf8.count <= count else { return false }
        var position = start
        for byte in text.utf8 {
            if self[position] != byte { return false }
            position += 1
        }
        return true
    }
}

extension UInt8 {
    fileprivate static let zero = UInt8(ascii: "0")
    fileprivate static let dash = UInt8(ascii: "-")
    fileprivate static let colon = UInt8(ascii: ":")
    fileprivate static let point = UInt8(ascii: ".")
    fileprivate static let blank = UInt8(ascii: " ")

    fileprivate var isDigit: Bool { self &- .zero <= 9 }
}
