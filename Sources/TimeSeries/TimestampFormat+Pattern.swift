extension TimestampFormat {
    /// The form in one word or two: `ordinal`, an ISO 8601 pattern such as `yyyy-MM-dd HH:mm:ss.000Z`, or terms of strftime.
    public var pattern: String {
        if isOrdinal { return "ordinal" }
        return isoPattern ?? strftime
    }

    /// Reads a ``pattern``; nil when it is none.
    public init?(pattern: String) {
        if pattern == "ordinal" {
            self = .ordinal
        } else if pattern.utf8.contains(UInt8(ascii: "%")) {
            guard let format = try? TimestampFormat(strftime: pattern) else { return nil }
            self = format
        } else {
            guard let format = Self.iso(pattern), format.isoPattern == pattern else { return nil }
            self = format
        }
    }

    /// The pattern of a form of ISO 8601 whose offset is the same on every row; nil for others.
    private var isoPattern: String? {
        if fields == Self.compactDay.fields { return "yyyyMMdd" }
        if self == .year { return "yyyy" }
        if self == .month { return "yyyy-MM" }
        guard isoHead != .none else { return nil }
        var pattern = ""
        for field in fields {
            switch field {
            case .number(.year, _): pattern += "yyyy"
            case .number(.month, _): pattern += "MM"
            case .number(.day, _): pattern += "dd"
            case .number(.hour, _): pattern += "HH"
            case .number(.minute, _): pattern += "mm"
            case .number(.second, _): pattern += "ss"
            case .fraction(let digits) where digits > 0: pattern += String(repeating: "0", count: digits)
            case .literal(let byte): pattern.append(Character(Unicode.Scalar(byte)))
            default: return nil
            }
        }
        return Self.isISO(pattern) ? pattern : nil
    }

    /// `yyyyMMdd`.
    static let compactDay = TimestampFormat(fields: [
        .number(.year, isPadded: true), .number(.month, isPadded: true), .number(.day, isPadded: true),
    ])

    /// The fields of an ISO 8601 pattern, read from left to right; whatever is no letter of the calendar is itself.
    private static func iso(_ pattern: String) -> TimestampFormat? {
        if pattern == "yyyyMMdd" { return compactDay }
        let units: [(String, TimestampField.Unit)] = [
            ("yyyy", .year), ("MM", .month), ("dd", .day), ("HH", .hour), ("mm", .minute), ("ss", .second),
        ]
        var fields: [TimestampField] = []
        var rest = Substring(pattern)
        while let first = rest.utf8.first {
            if let (word, unit) = units.first(where: { rest.hasPrefix($0.0) }) {
                fields.append(.number(unit, isPadded: true))
                rest = rest.dropFirst(word.count)
            } else if fields.last == .literal(.point), first == .zero {
                let digits = rest.utf8.prefix { $0 == .zero }.count
                fields.append(.fraction(digits: digits))
                rest = rest.dropFirst(digits)
            } else {
                guard rest.first?.isASCII ?? false else { return nil }
                fields.append(.literal(first))
                rest = rest.dropFirst()
            }
        }
        return fields.isEmpty ? nil : TimestampFormat(fields: fields)
    }

    /// Whether a pattern is a date, a separator, a time of day, a fraction and a UTC offset, each optional but the date.
    private static func isISO(_ pattern: String) -> Bool {
        guard pattern.hasPrefix("yyyy-MM-dd") else { return false }
        var rest = pattern.dropFirst(10)
        if rest.isEmpty { return true }
        guard let separator = rest.first, "T ".contains(separator) else { return false }
        rest = rest.dropFirst()
        guard rest.hasPrefix("HH:mm") else { return false }
        rest = rest.dropFirst(5)
        if rest.hasPrefix(":ss") {
            rest = rest.dropFirst(3)
            if rest.hasPrefix(".") {
                let zeros = rest.dropFirst().prefix { $0 == "0" }.count
                guard (1...mostFractionDigits).contains(zeros) else { return false }
                rest = rest.dropFirst(1 + zeros)
            }
        }
        let offset = Array(rest.utf8)
        return fixedOffset(offset.span, from: 0) != nil
    }

    /// The length of the UTC offset, always the same, with which `text` ends: none, `Z`, ` UTC` or `±hh`, `±hhmm`, `±hh:mm`.
    static func fixedOffset(_ text: Span<UInt8>, from start: Int) -> Int? {
        let count = text.count - start
        if count == 0 { return 0 }
        if count == 1, text[start] == UInt8(ascii: "Z") { return 1 }
        if count == 4, text.holds(" UTC", at: start) { return 4 }
        guard let style = offsetStyle(text, from: start), style.length == count else { return nil }
        return count
    }

    /// How the offset is written that begins at `start` and ends the text; nil for none.
    static func offsetStyle(_ text: Span<UInt8>, from start: Int) -> TimestampField.OffsetStyle? {
        for style in [TimestampField.OffsetStyle.extended, .basic, .hours]
        where text.count - start == style.length && text.offset(style, at: start) != nil { return style }
        return nil
    }
}
