/// One piece of a ``TimestampFormat``: a byte that is always there, or something that is read and written.
package enum TimestampField: Hashable, Sendable {
    /// This byte.
    case literal(UInt8)
    /// A number, with zeros before it up to its width, or written as short as it is and read with either.
    case number(Unit, isPadded: Bool)
    /// An English month.
    case monthName(NameStyle)
    /// An English day of the week; read and not compared with the date.
    case weekdayName(NameStyle)
    /// `AM` or `PM`.
    case halfDay(isUppercase: Bool)
    /// So many digits behind the point of the seconds; 0 for one to nine as they come, written as six.
    case fraction(digits: Int)
    /// A point and one to nine digits, or nothing; written as nothing.
    case optionalFraction
    /// The UTC offset of the row, such as `+01:00`.
    case offset(OffsetStyle)
    /// Seconds since 1970 in UTC.
    case unixSeconds
    /// Thousandths of a second since 1970 in UTC.
    case unixMilliseconds
    /// An integer without a calendar.
    case ordinal

    /// What a number counts.
    package enum Unit: UInt8, Hashable, Sendable {
        case year, shortYear, isoYear, quarter, month, week, weekday, dayOfYear, day, hour, halfDayHour, minute, second

        /// The digits of a padded number, the most of any.
        package var width: Int {
            switch self {
            case .year, .isoYear: 4
            case .dayOfYear: 3
            case .quarter, .weekday: 1
            default: 2
            }
        }
    }

    /// How a name is written; it is read in any case.
    package struct NameStyle: Hashable, Sendable {
        package var isFull: Bool
        package var isUppercase: Bool

        package init(isFull: Bool, isUppercase: Bool = false) {
            self.isFull = isFull
            self.isUppercase = isUppercase
        }
    }

    /// How a UTC offset is written.
    package enum OffsetStyle: UInt8, Hashable, Sendable {
        /// `+01`.
        case hours
        /// `+0100`.
        case basic
        /// `+01:00`.
        case extended

        /// Bytes of the offset.
        package var length: Int {
            switch self {
            case .hours: 3
            case .basic: 5
            case .extended: 6
            }
        }
    }

    /// Whether it begins or ends with a digit of no fixed number, so that no other number may touch it.
    var isNumber: Bool {
        switch self {
        case .number, .fraction, .unixSeconds, .unixMilliseconds, .ordinal: true
        case .literal(let byte): byte.isDigit
        default: false
        }
    }
}

extension TimestampField.NameStyle {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    /// The name as it is written.
    func text(_ name: String) -> String {
        let word = isFull ? name : String(name.prefix(3))
        return isUppercase ? word.uppercased() : word
    }

    /// The place in `names` of the one that `text` holds from `start` on, and the number of its bytes: three letters, also `Sept`,
    /// or the full name where that may be.
    func read(_ text: Span<UInt8>, from start: Int, _ names: [[UInt8]]) -> (index: Int, length: Int)? {
        for (index, name) in names.enumerated() {
            var length = 0
            while length < name.count, start + length < text.count, text[start + length] | 0x20 == name[length] {
                length += 1
            }
            if length == name.count, isFull || length == 3 { return (index, length) }
            guard length >= 3 else { continue }
            let isSept = length == 4 && name.count == 9 && name[0] == UInt8(ascii: "s")
            return (index, isSept ? 4 : 3)
        }
        return nil
    }

    /// The names in lower case, as bytes.
    static let monthBytes = months.map { Array($0.lowercased().utf8) }
    static let weekdayBytes = weekdays.map { Array($0.lowercased().utf8) }
}

extension UInt8 {
    static let zero = UInt8(ascii: "0")
    static let dash = UInt8(ascii: "-")
    static let plus = UInt8(ascii: "+")
    static let colon = UInt8(ascii: ":")
    static let point = UInt8(ascii: ".")
    static let blank = UInt8(ascii: " ")

    var isDigit: Bool { self &- .zero <= 9 }
    var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
}
