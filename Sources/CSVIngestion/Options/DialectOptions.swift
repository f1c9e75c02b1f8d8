/// How the text of a file is to be read: its encoding, its decimal mark and the like; whatever is nil is found.
public struct DialectOptions: Sendable, Hashable, Codable {
    /// What stands before the fraction of a number.
    public enum DecimalMark: String, Sendable, Hashable, Codable, CaseIterable {
        /// As in `1.5`.
        case point = "."
        /// As in `1,5`.
        case comma = ","
    }

    /// What stands between groups of three digits.
    public enum ThousandsMark: String, Sendable, Hashable, Codable, CaseIterable {
        /// Digits are not grouped.
        case none
        /// As in `1,234.5`.
        case comma = ","
        /// As in `1.234,5`.
        case point = "."
        /// As in `1 234,5`, also with a blank that does not break or a narrow one.
        case blank = "space"
        /// As in `1'234.5`, also with a typographic apostrophe.
        case apostrophe = "'"
    }

    /// The decimal mark.
    public var decimal: DecimalMark?
    /// The thousands separator.
    public var thousands: ThousandsMark?
    /// The encoding.
    public var encoding: TextEncoding?

    /// Creates options that leave everything to be found.
    public init() {}
}

/// How bytes stand for characters.
public enum TextEncoding: String, Sendable, Hashable, Codable, CaseIterable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "utf-8"
    /// UTF-16, the low byte first.
    case utf16LittleEndian = "utf-16le"
    /// UTF-16, the high byte first.
    case utf16BigEndian = "utf-16be"
    /// Windows-1252, which holds what Latin-1 holds.
    case windows1252 = "windows-1252"

    /// Reads one of the encoding's usual names.
    public init?(name: String) {
        switch name.lowercased() {
        case "utf-8", "utf8": self = .utf8
        case "utf-16", "utf16", "utf-16le", "utf16le": self = .utf16LittleEndian
        case "utf-16be", "utf16be": self = .utf16BigEndian
        case "windows-1252", "cp1252", "latin-1", "latin1", "iso-8859-1": self = .windows1252
        default: return nil
        }
    }

    /// The name for people.
    var title: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
        case .windows1252: "Windows-1252"
        }
    }
}
