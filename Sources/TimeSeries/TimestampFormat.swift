/// The form in which a file writes its timestamps; forecasts are written in the same form.
///
/// Known forms, each named by its ``pattern``:
///
/// | pattern | example |
/// |---|---|
/// | `ordinal` | `42` (an integer that only orders and spaces the rows) |
/// | `yyyy` | `2020` (read as a year only in a column whose name says so) |
/// | `yyyy-MM` | `2020-02` |
/// | `yyyy-MM-dd`, `yyyyMMdd` | `2020-02-29`, `20200229` |
/// | `yyyy-MM-ddTHH:mm` | `2020-02-29T13:45`, also with a blank for the `T` |
/// | `yyyy-MM-ddTHH:mm:ss.000+01:00` | seconds, a fraction of up to nine zeros and an offset are each optional |
///
/// The offset (`Z`, `+01:00`, `+0100`, `+01` or ` UTC`) belongs to the form: it is the same on every row and is not applied,
/// because a series lives on the clock of its file. A file whose offset changes mixes two forms and is refused.
public struct TimestampFormat: Sendable, Hashable {
    /// The smallest unit written.
    package enum Precision: Int, Sendable, Hashable, Comparable {
        case ordinal, year, month, day, minute, second

        package static func < (lhs: Precision, rhs: Precision) -> Bool { lhs.rawValue < rhs.rawValue }
    }

    package var precision: Precision
    /// `yyyyMMdd` rather than `yyyy-MM-dd`; only with precision `day`.
    package var isCompact = false
    /// Between date and time of day: `T` or a blank.
    package var separator = UInt8(ascii: "T")
    /// Zeros after the decimal point of the seconds; 0 for no point.
    package var fractionDigits = 0
    /// The UTC offset as written; empty for none.
    package var suffix = ""

    /// The most digits of a fraction of a second: nanoseconds.
    package static let mostFractionDigits = 9

    package init(precision: Precision) {
        self.precision = precision
    }

    /// Integers.
    public static let ordinal = TimestampFormat(precision: .ordinal)
    /// `yyyy`.
    public static let year = TimestampFormat(precision: .year)
    /// `yyyy-MM`.
    public static let month = TimestampFormat(precision: .month)
    /// `yyyy-MM-dd`.
    public static let day = TimestampFormat(precision: .day)

    /// Whether timestamps are bare integers without a calendar.
    public var isOrdinal: Bool { precision == .ordinal }

    /// What can be written in this form and read again: integers of at most 15 digits, else the years 1 to 9999.
    package var readable: ClosedRange<Timestamp> {
        if isOrdinal { return Timestamp(ticks: -999_999_999_999_999)...Timestamp(ticks: 999_999_999_999_999) }
        let first = CivilDate(year: 1, month: 1, day: 1).daysSince1970 * CivilDate.secondsPerDay
        let end = CivilDate(year: 10_000, month: 1, day: 1).daysSince1970 * CivilDate.secondsPerDay
        return Timestamp(ticks: Int64(first))...Timestamp(ticks: Int64(end - 1))
    }

    /// The form as a pattern, such as `yyyy-MM-dd HH:mm:ss.000Z`.
    public var pattern: String {
        let separator = String(Character(Unicode.Scalar(separator)))
        let fraction = fractionDigits > 0 ? "." + String(repeating: "0", count: fractionDigits) : ""
        return switch precision {
        case .ordinal: "ordinal"
        case .year: "yyyy"
        case .month: "yyyy-MM"
        case .day: isCompact ? "yyyyMMdd" : "yyyy-MM-dd"
        case .minute: "yyyy-MM-dd\(separator)HH:mm\(suffix)"
        case .second: "yyyy-MM-dd\(separator)HH:mm:ss\(fraction)\(suffix)"
        }
    }

    /// Reads a ``pattern``; nil when it is none.
    public init?(pattern: String) {
        switch pattern {
        case "ordinal": self = .ordinal
        case "yyyy": self = .year
        case "yyyyMMdd":
            self = .day
            isCompact = true
        default:
            let digits: [Character: Character] = ["y": "2", "M": "1", "d": "1", "H": "0", "m": "0", "s": "0"]
            let example = String(pattern.map { digits[$0] ?? $0 })
            let shape = TimestampFormat.shape(of: Array(example.utf8).span, yearsAndCompactDays: false)
            guard let shape, shape.pattern == pattern else { return nil }
            self = shape
        }
    }
}

extension TimestampFormat: Codable {
    /// Reads the ``pattern``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let pattern = try container.decode(String.self)
        guard let format = TimestampFormat(pattern: pattern) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(pattern)' is not a timestamp format")
        }
        self = format
    }

    /// Writes the ``pattern``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(pattern)
    }
}
