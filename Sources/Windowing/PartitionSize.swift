/// How many of a series' last rows are held out for validation or for the test.
public enum PartitionSize: Sendable, Hashable {
    /// 15% of the rows, rounded up to whole seasons where these take no more than a quarter of the rows.
    case automatic
    /// As many rows as this.
    case rows(Int)
    /// This share of the rows, in percent, rounded up to a whole row.
    case percent(Double)

    /// Reads `120`, `20%` or `auto`.
    ///
    /// - Parameters:
    ///   - text: What the user wrote.
    ///   - flag: The flag that it was passed with, for the error.
    /// - Throws: ``WindowingError/unreadablePartition(flag:text:)`` for anything else, and for a size that leaves nothing on
    ///   one side: less than one row, 0% or 100%.
    public init(parsing text: String, flag: String = "the size of a part") throws(WindowingError) {
        if text == "auto" {
            self = .automatic
        } else if text.hasSuffix("%"), let share = Self.plainNumber(text.dropLast()), share > 0, share < 100 {
            self = .percent(share)
        } else if text.utf8.allSatisfy(Self.isDigit), let count = Int(text), count >= 1 {
            self = .rows(count)
        } else {
            throw .unreadablePartition(flag: flag, text: text)
        }
    }

    /// The rows to hold out of `count`.
    ///
    /// - Parameters:
    ///   - horizon: The automatic size is never less, as a partition must hold one window's targets.
    ///   - seasonLength: The automatic size is a multiple of it where that is affordable.
    package func rows(of count: Int, horizon: Int, seasonLength: Int?) -> Int {
        switch self {
        case .rows(let rows): rows
        case .percent(let share): Self.rows(percent: share, of: count)
        case .automatic:
            max(horizon, Self.wholeSeasons(Self.rows(percent: 15, of: count), of: count, seasonLength: seasonLength))
        }
    }

    private static func rows(percent: Double, of count: Int) -> Int {
        Int((Double(count) * percent / 100).rounded(.up))
    }

    private static func wholeSeasons(_ rows: Int, of count: Int, seasonLength: Int?) -> Int {
        guard let season = seasonLength, season > 1, season <= count else { return rows }
        let rounded = (rows + season - 1) / season * season
        return rounded <= count / 4 ? rounded : rows
    }

    /// A number of digits and at most one point: no sign, exponent, `nan` or hexadecimal.
    private static func plainNumber(_ text: Substring) -> Double? {
        text.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") } ? Double(text) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension PartitionSize: CustomStringConvertible {
    /// The size as ``init(parsing:)`` reads it.
    public var description: String {
        switch self {
        case .automatic: "auto"
        case .rows(let count): String(count)
        case .percent(let share): share == share.rounded() ? "\(Int(share))%" : "\(share)%"
        }
    }
}

extension PartitionSize: Codable {
    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        // Nothing can be asked for, but nothing may have been held out.
        if text == "0" { self = .rows(0) } else { try self.init(parsing: text) }
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
