/// The form in which a file writes its timestamps; forecasts are written in the same form.
///
/// A form is a list of fields, to which both the forms that are recognised and the terms of strftime compile. Named by
/// its ``pattern``, some of them are:
///
/// | pattern | example |
/// |---|---|
/// | `ordinal` | `42` (an integer that only orders and spaces the rows) |
/// | `yyyy` | `2020` (read as a year only in a column whose name says so) |
/// | `yyyy-MM` | `2020-02` |
/// | `yyyy-MM-dd`, `yyyyMMdd` | `2020-02-29`, `20200229` |
/// | `yyyy-MM-ddTHH:mm` | `2020-02-29T13:45`, also with a blank for the `T` |
/// | `yyyy-MM-ddTHH:mm:ss.000+01:00` | seconds, a fraction of up to nine digits and an offset are each optional |
/// | `%d.%m.%Y %H:%M`, `%-m/%-d/%Y %I:%M %p` | `29.02.2020 13:45`, `2/29/2020 01:45 PM` |
/// | `%Y-Q%q`, `%G-W%V`, `%b %Y`, `%d %B %Y` | `2020-Q1`, `2020-W09`, `Feb 2020`, `29 February 2020` |
/// | `%s`, `%Q` | seconds and milliseconds since 1970 |
///
/// Names of months are English. A fraction of a second is rounded to the second, the smallest step of ``Timestamp``. An
/// offset that is the same on every row belongs to the form and is not applied, because a series lives on the clock of its
/// file; with `%z` it is another on each row, and ticks are seconds of UTC. On the clock of a zone, ticks of steps shorter than
/// a day are seconds of UTC, too, so that the hour that is skipped in spring is no gap and the one repeated in autumn no duplicate.
public struct TimestampFormat: Sendable, Hashable {
    /// The smallest unit written, from the coarsest on.
    package enum Precision: Int, Sendable, Hashable, Comparable {
        case ordinal, year, quarter, month, week, day, hour, minute, second

        package static func < (lhs: Precision, rhs: Precision) -> Bool { lhs.rawValue < rhs.rawValue }
    }

    /// What is written, from left to right.
    package let fields: [TimestampField]
    package let precision: Precision
    /// The fields at the beginning that are an ISO 8601 date, or one with its time of day; the bulk of all files.
    let isoHead: ISOHead
    /// The zone whose clock the file shows; nil for the file's own clock, of which nothing is known.
    public internal(set) var zone: TimeZoneRules?
    /// Whether ticks are seconds of UTC rather than of the clock that the file shows.
    package internal(set) var countsUTC: Bool

    /// A beginning of fixed width that is read without looking at the fields.
    enum ISOHead: UInt8, Sendable, Hashable {
        case none, day, minute, second
    }

    /// The most digits of a fraction of a second: nanoseconds.
    package static let mostFractionDigits = 9

    package init(fields: [TimestampField]) {
        self.fields = fields
        precision = Self.precision(of: fields)
        isoHead = Self.isoHead(of: fields)
        countsUTC = fields.contains { field in
            switch field {
            case .offset, .unixSeconds, .unixMilliseconds: true
            default: false
            }
        }
    }

    /// Integers.
    public static let ordinal = TimestampFormat(fields: [.ordinal])
    /// `yyyy`.
    public static let year = TimestampFormat(fields: [.number(.year, isPadded: true)])
    /// `yyyy-MM`.
    public static let month = TimestampFormat(fields: Array(day.fields.prefix(3)))
    /// `yyyy-MM-dd`.
    public static let day = TimestampFormat(fields: isoFields(time: 0))

    /// Whether timestamps are bare integers without a calendar.
    public var isOrdinal: Bool { precision == .ordinal }

    /// Whether a time of day is written.
    package var isSubDaily: Bool { precision > .day }

    /// What can be written in this form and read again: integers of at most 15 digits, else the years 1 to 9999.
    package var readable: ClosedRange<Timestamp> {
        if isOrdinal { return Timestamp(ticks: -999_999_999_999_999)...Timestamp(ticks: 999_999_999_999_999) }
        let isShort = fields.contains { if case .number(.shortYear, _) = $0 { true } else { false } }
        let years = isShort ? 1969...2068 : 1...9999
        let first = CivilDate(year: years.lowerBound, month: 1, day: 1).daysSince1970 * CivilDate.secondsPerDay
        let end = CivilDate(year: years.upperBound + 1, month: 1, day: 1).daysSince1970 * CivilDate.secondsPerDay
        return Timestamp(ticks: Int64(first))...Timestamp(ticks: Int64(end - 1))
    }

    private static func precision(of fields: [TimestampField]) -> Precision {
        fields.map { field -> Precision in
            switch field {
            case .ordinal: .ordinal
            case .number(.year, _), .number(.shortYear, _), .number(.isoYear, _): .year
            case .number(.quarter, _): .quarter
            case .number(.month, _), .monthName: .month
            case .number(.week, _): .week
            case .number(.weekday, _), .number(.day, _), .number(.dayOfYear, _): .day
            case .number(.hour, _), .number(.halfDayHour, _): .hour
            case .number(.minute, _): .minute
            case .number(.second, _), .unixSeconds, .unixMilliseconds: .second
            default: .ordinal
            }
        }.max() ?? .ordinal
    }

    /// The fields of an ISO 8601 date with no time of day (0), minutes (1) or seconds (2) behind it.
    package static func isoFields(time: Int, separator: UInt8 = UInt8(ascii: "T")) -> [TimestampField] {
        let fields: [TimestampField] = [
            .number(.year, isPadded: true), .literal(.dash), .number(.month, isPadded: true), .literal(.dash),
            .number(.day, isPadded: true), .literal(separator), .number(.hour, isPadded: true), .literal(.colon),
            .number(.minute, isPadded: true), .literal(.colon), .number(.second, isPadded: true),
        ]
        return Array(fields.prefix([5, 9, 11][time]))
    }

    private static func isoHead(of fields: [TimestampField]) -> ISOHead {
        let heads: [(ISOHead, Int)] = [(.second, 2), (.minute, 1), (.day, 0)]
        for (head, time) in heads where fields.count >= [5, 9, 11][time] {
            var iso = isoFields(time: time)
            if time > 0, case .literal = fields[5] { iso[5] = fields[5] }
            guard fields.starts(with: iso) else { continue }
            let rest = fields.dropFirst(iso.count)
            let isFinal = rest.allSatisfy { field in
                switch field {
                case .literal, .fraction, .optionalFraction, .offset: true
                default: false
                }
            }
            if isFinal { return head }
        }
        return .none
    }
}

extension TimestampFormat.ISOHead {
    /// How many fields it is.
    var fields: Int {
        switch self {
        case .none: 0
        case .day: 5
        case .minute: 9
        case .second: 11
        }
    }

    /// How many bytes it takes.
    var bytes: Int {
        switch self {
        case .none: 0
        case .day: 10
        case .minute: 16
        case .second: 19
        }
    }
}

/// A form is stored as its ``TimestampFormat/pattern``; one on the clock of a zone as an object with the rules of the zone beside it.
extension TimestampFormat: Codable {
    private enum CodingKeys: String, CodingKey {
        case pattern, zone, countsUTC
    }

    /// Reads the pattern, and the zone where there is one.
    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.singleValueContainer(), let pattern = try? container.decode(String.self) {
            guard let format = TimestampFormat(pattern: pattern) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "'\(pattern)' is not a timestamp format")
            }
            self = format
            return
        }
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let pattern = try values.decode(String.self, forKey: .pattern)
        let stored = try values.decode(StoredZone.self, forKey: .zone)
        guard let format = TimestampFormat(pattern: pattern), let zone = stored.rules, !format.isOrdinal else {
            throw DecodingError.dataCorruptedError(
                forKey: .zone, in: values, debugDescription: "'\(pattern)' is not a timestamp format of a time zone")
        }
        self = format.on(zone, countsUTC: try values.decode(Bool.self, forKey: .countsUTC))
    }

    /// Writes the pattern, and the zone where there is one.
    public func encode(to encoder: any Encoder) throws {
        guard let zone else {
            var container = encoder.singleValueContainer()
            try container.encode(pattern)
            return
        }
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(pattern, forKey: .pattern)
        try values.encode(StoredZone(zone), forKey: .zone)
        try values.encode(countsUTC, forKey: .countsUTC)
    }
}
