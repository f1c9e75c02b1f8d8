public import TimeSeries

/// What the user says about a CSV file; whatever is left out is found by name and content.
public struct CSVOptions: Sendable {
    /// The column to forecast.
    public var target: String?
    /// The column that holds the time.
    public var time: String?
    /// The column that tells series apart.
    public var id: String?
    /// Cells that mean "missing", exactly as written, besides the empty cell.
    public var missing: [String]
    /// The byte between fields; comma by default.
    public var delimiter: UInt8
    /// Lines that begin with this are skipped; nil for none.
    public var comment: String?
    /// Whether rows beside the frequency's grid are left out; otherwise they are an error.
    public var skipOffGrid: Bool
    /// The step between rows; nil to infer it.
    public var frequency: FrequencyRequest?

    /// Creates options; the defaults find everything and skip nothing.
    public init(
        target: String? = nil,
        time: String? = nil,
        id: String? = nil,
        missing: [String] = [],
        delimiter: UInt8 = UInt8(ascii: ","),
        comment: String? = nil,
        skipOffGrid: Bool = false,
        frequency: FrequencyRequest? = nil
    ) {
        self.target = target
        self.time = time
        self.id = id
        self.missing = missing
        self.delimiter = delimiter
        self.comment = comment
        self.skipOffGrid = skipOffGrid
        self.frequency = frequency
    }
}
