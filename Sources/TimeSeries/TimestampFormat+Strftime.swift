extension TimestampFormat {
    /// Compiles terms of strftime, such as `%d.%m.%Y %H:%M`.
    ///
    /// | term | meaning |
    /// |---|---|
    /// | `%Y %y %m %d %j` | year, year of two digits (69 to 99 are 19xx), month, day, day of the year |
    /// | `%b %B %a %A` | English name of month or weekday, short or full; `%^b` in capitals |
    /// | `%H %I %p %M %S` | hour of 24, hour of 12, AM or PM (`%P` am or pm), minute, second |
    /// | `%f %3f %.f` | digits of the fraction of a second, so many of them, a point and digits or nothing |
    /// | `%G %V %u` | year, week and weekday of ISO 8601 |
    /// | `%q %s %Q` | quarter, seconds and milliseconds since 1970 in UTC (`%q` and `%Q` as in d3) |
    /// | `%z %:z %Z` | UTC offset as `+0100`, as `+01:00`, the letters `UTC` |
    /// | `%F %T %R %D` | `%Y-%m-%d`, `%H:%M:%S`, `%H:%M`, `%m/%d/%y` |
    /// | `%%` | a percent sign |
    ///
    /// A dash as in `%-d` writes a number without zeros before it. Everything else stands for itself.
    ///
    /// - Throws: ``TimeFormatError`` with the place of a term that is not known, is there twice, or lacks another.
    public init(strftime text: String) throws(TimeFormatError) {
        var scanner = StrftimeScanner(text)
        let fields = try scanner.fields()
        try TimeFormatError.check(fields, of: text)
        self.init(fields: fields)
        // It is written with `%F` as `%Y-%m-%d`, and has to be read again.
        guard strftime.utf8.count <= StrftimeScanner.longest else { throw .tooLong }
    }

    /// The form in terms of strftime.
    public var strftime: String {
        var text: [UInt8] = []
        for field in fields {
            // A letter beyond ASCII is several bytes, each a literal.
            if case .literal(let byte) = field, byte >= 0x80 {
                text.append(byte)
            } else {
                text += field.strftime.utf8
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Reads terms of strftime from left to right.
private struct StrftimeScanner {
    /// The most bytes of a form.
    static let longest = 100

    let text: String
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    mutating func fields() throws(TimeFormatError) -> [TimestampField] {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= Self.longest else { throw .tooLong }
        var fields: [TimestampField] = []
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == UInt8(ascii: "%") else {
                fields.append(.literal(byte))
                position += 1
                continue
            }
            let start = position
            fields += try term()
            if let number = fields.dropFirst().indices.last(where: { isTouching(fields, $0) }) {
                throw .touching(text, place: start + 1, previous: fields[number - 1].strftime)
            }
        }
        return fields
    }

    /// Whether a number without a fixed width touches another.
    private func isTouching(_ fields: [TimestampField], _ index: Int) -> Bool {
        let (before, after) = (fields[index - 1], fields[index])
        return before.isNumber && after.isNumber && (before.hasNoWidth || after.isWhole)
    }

    /// Reads the term at `position`.
    private mutating func term() throws(TimeFormatError) -> [TimestampField] {
        let start = position
        position += 1
        var flags = ""
        while position < bytes.count, "-^.:".utf8.contains(bytes[position]) || bytes[position].isDigit {
            flags.append(Character(Unicode.Scalar(bytes[position])))
            position += 1
        }
        guard position < bytes.count, bytes[position] < 0x80 else { throw .unknownTerm(text, place: start + 1, "%") }
        let letter = Character(Unicode.Scalar(bytes[position]))
        position += 1
        guard let fields = TimestampField.fields(of: letter, flags: flags) else {
            throw .unknownTerm(text, place: start + 1, "%\(flags)\(letter)")
        }
        return fields
    }
}

extension TimestampField {
    /// Whether it takes as many digits as there are.
    fileprivate var hasNoWidth: Bool {
        switch self {
        case .number(_, let isPadded): !isPadded
        case .fraction(let digits): digits == 0
        default: isWhole
        }
    }

    /// Whether it is the whole text.
    fileprivate var isWhole: Bool { self == .unixSeconds || self == .unixMilliseconds || self == .ordinal }

    private static let units: [Character: Unit] = [
        "Y": .year, "y": .shortYear, "m": .month, "d": .day, "H": .hour, "I": .halfDayHour, "M": .minute,
        "S": .second, "j": .dayOfYear, "G": .isoYear, "V": .week, "u": .weekday, "q": .quarter,
    ]

    /// What a term stands for; nil for one that is not known.
    fileprivate static func fields(of letter: Character, flags: String) -> [TimestampField]? {
        if let unit = units[letter] {
            return flags.isEmpty || flags == "-" ? [.number(unit, isPadded: flags.isEmpty)] : nil
        }
        switch (letter, flags) {
        case ("e", ""), ("e", "-"): return [.number(.day, isPadded: false)]
        case ("b", ""), ("h", ""), ("b", "^"): return [.monthName(NameStyle(isFull: false, isUppercase: flags == "^"))]
        case ("B", ""), ("B", "^"): return [.monthName(NameStyle(isFull: true, isUppercase: flags == "^"))]
        case ("a", ""), ("a", "^"): return [.weekdayName(NameStyle(isFull: false, isUppercase: flags == "^"))]
        case ("A", ""), ("A", "^"): return [.weekdayName(NameStyle(isFull: true, isUppercase: flags == "^"))]
        case ("p", ""), ("P", ""): return [.halfDay(isUppercase: letter == "p")]
        case ("f", ""): return [.fraction(digits: 0)]
        case ("f", "."): return [.optionalFraction]
        case ("f", _): return Int(flags).flatMap { (1...9).contains($0) ? [.fraction(digits: $0)] : nil }
        case ("z", ""): return [.offset(.basic)]
        case ("z", ":"): return [.offset(.extended)]
        case ("z", "-"): return [.offset(.hours)]
        case ("Z", ""): return "UTC".utf8.map { .literal($0) }
        case ("s", ""): return [.unixSeconds]
        case ("Q", ""): return [.unixMilliseconds]
        case ("%", ""): return [.literal(UInt8(ascii: "%"))]
        case ("F", ""): return composed("Y-m-d")
        case ("T", ""): return composed("H:M:S")
        case ("R", ""): return composed("H:M")
        case ("D", ""): return composed("m/d/y")
        default: return nil
        }
    }

    private static func composed(_ terms: String) -> [TimestampField] {
        terms.map { letter in
            units[letter].map { .number($0, isPadded: true) } ?? .literal(letter.asciiValue ?? .dash)
        }
    }

    /// The field as a term.
    var strftime: String {
        switch self {
        case .literal(UInt8(ascii: "%")): return "%%"
        case .literal(let byte): return String(Character(Unicode.Scalar(byte)))
        case .number(let unit, let isPadded):
            let letter = Self.units.first { $0.value == unit }?.key ?? "Y"
            return isPadded ? "%\(letter)" : "%-\(letter)"
        case .monthName(let style): return "%\(style.isUppercase ? "^" : "")\(style.isFull ? "B" : "b")"
        case .weekdayName(let style): return "%\(style.isUppercase ? "^" : "")\(style.isFull ? "A" : "a")"
        case .halfDay(let isUppercase): return isUppercase ? "%p" : "%P"
        case .fraction(let digits): return digits == 0 ? "%f" : "%\(digits)f"
        case .optionalFraction: return "%.f"
        case .offset(.basic): return "%z"
        case .offset(.extended): return "%:z"
        case .offset(.hours): return "%-z"
        case .unixSeconds: return "%s"
        case .unixMilliseconds: return "%Q"
        case .ordinal: return "ordinal"
        }
    }
}
