public import CSVIngestion

/// How the file that a model was fitted on was read, besides its columns; later files of that make are read so.
public struct FileReading: Sendable, Hashable {
    /// Cells that mean "missing", besides the empty one.
    public var missing: [String]
    /// The byte between fields.
    public var delimiter: UInt8
    /// Lines that begin with this are skipped; nil for none.
    public var comment: String?
    /// Whether rows beside the grid are left out.
    public var skipOffGrid: Bool
    /// How its text was read.
    public var dialect = DialectOptions()
    /// How its times were read.
    public var times = TimeOptions()
    /// What was done about gaps and misplaced rows.
    public var repairs = RepairOptions()
    /// How it held its series.
    public var layout = LayoutOptions()

    /// Creates the options; the defaults are those of a plain CSV file.
    public init(
        missing: [String] = [], delimiter: UInt8 = UInt8(ascii: ","), comment: String? = nil, skipOffGrid: Bool = false
    ) {
        self.missing = missing
        self.delimiter = delimiter
        self.comment = comment
        self.skipOffGrid = skipOffGrid
    }

    /// Whether no file can be read with this delimiter, because it means something else.
    var hasImpossibleDelimiter: Bool { "\"\r\n".utf8.contains(delimiter) }
}

extension FileReading: Codable {
    private enum CodingKeys: String, CodingKey {
        case missing, delimiter, comment, skipOffGrid, dialect, times, repairs, layout
    }

    /// Reads the options; groups of them may be absent.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            missing: values.decode([String].self, forKey: .missing),
            delimiter: values.decode(UInt8.self, forKey: .delimiter),
            comment: values.decodeIfPresent(String.self, forKey: .comment),
            skipOffGrid: values.decode(Bool.self, forKey: .skipOffGrid))
        dialect = try values.decodeIfPresent(DialectOptions.self, forKey: .dialect) ?? dialect
        times = try values.decodeIfPresent(TimeOptions.self, forKey: .times) ?? times
        repairs = try values.decodeIfPresent(RepairOptions.self, forKey: .repairs) ?? repairs
        layout = try values.decodeIfPresent(LayoutOptions.self, forKey: .layout) ?? layout
    }

    /// Writes the options; a group only where it says something.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(missing, forKey: .missing)
        try values.encode(delimiter, forKey: .delimiter)
        try values.encodeIfPresent(comment, forKey: .comment)
        try values.encode(skipOffGrid, forKey: .skipOffGrid)
        if dialect != DialectOptions() { try values.encode(dialect, forKey: .dialect) }
        if times != TimeOptions() { try values.encode(times, forKey: .times) }
        if repairs != RepairOptions() { try values.encode(repairs, forKey: .repairs) }
        if layout != LayoutOptions() { try values.encode(layout, forKey: .layout) }
    }
}
