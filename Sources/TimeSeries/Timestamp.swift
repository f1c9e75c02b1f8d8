/// A point on a series' time axis.
///
/// `ticks` counts seconds since 1970-01-01T00:00:00 of the file's own civil time (no time zone is applied, so that a day is
/// always 86 400 s), or is the integer itself when rows are numbered. What it means is said by the ``TimestampFormat``
/// beside it.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Seconds of civil time, or an ordinal integer.
    public var ticks: Int64

    /// Creates a timestamp.
    public init(ticks: Int64) {
        self.ticks = ticks
    }

    /// Whether `lhs` comes before `rhs`.
    public static func < (lhs: Timestamp, rhs: Timestamp) -> Bool {
        lhs.ticks < rhs.ticks
    }
}

extension Timestamp: Codable {
    /// Reads a bare integer of at most 15 digits, so that no step from it overflows.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        ticks = try container.decode(Int64.self)
        guard ticks.magnitude < 1_000_000_000_000_000 else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(ticks) is no timestamp")
        }
    }

    /// Writes a bare integer.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ticks)
    }
}
