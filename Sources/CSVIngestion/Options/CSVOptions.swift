public import TimeSeries

/// What the user says about a CSV file; whatever is left out is found by name and content.
public struct CSVOptions: Sendable, Hashable {
    /// The column to forecast.
    public var target: String?
    /// The column that holds the time, or several with commas between them: those of date and hour, or of year, month, day, hour
    /// and minute.
    public var time: String?
    /// The column that tells series apart.
    public var id: String?
    /// Cells that mean "missing", exactly as written, besides the empty cell and, in columns of numbers, usual tokens such
    /// as `NA`.
    public var missing: [String]
    /// The byte between fields; nil to find it.
    public var delimiter: UInt8?
    /// Lines that begin with this are skipped; nil to find it, empty for none.
    public var comment: String?
    /// Whether rows beside the frequency's grid are left out; otherwise they are an error.
    public var skipOffGrid: Bool
    /// The step between rows; nil to infer it.
    public var frequency: FrequencyRequest?
    /// The step together with the day of the month it falls on, where both are known, as those of a model are; it goes
    /// before ``frequency``, and rows beside it are an error as others are.
    public var grid: Frequency?
    /// How its text is read.
    public var dialect = DialectOptions()
    /// How its times are read.
    public var times = TimeOptions()
    /// What is done about gaps and misplaced rows.
    public var repairs = RepairOptions()
    /// How it holds its series.
    public var layout = LayoutOptions()
    /// Columns besides the target.
    public var covariates = CovariateOptions()

    /// Whether of several columns that could be the target the first is, rather than none.
    package var takesFirstTarget = false

    /// Creates options; the defaults find everything and skip nothing.
    public init(
        target: String? = nil,
        time: String? = nil,
        id: String? = nil,
        missing: [String] = [],
        delimiter: UInt8? = nil,
        comment: String? = nil,
        skipOffGrid: Bool = false,
        frequency: FrequencyRequest? = nil,
        grid: Frequency? = nil
    ) {
        self.target = target
        self.time = time
        self.id = id
        self.missing = missing
        self.delimiter = delimiter
        self.comment = comment
        self.skipOffGrid = skipOffGrid
        self.frequency = frequency
        self.grid = grid
    }

    /// The byte between fields where none is found.
    package var separator: UInt8 { delimiter ?? UInt8(ascii: ",") }

    /// Whether the step between rows is a day or longer; nil where it is not known before they are read.
    var isDaily: Bool? {
        guard let step = grid?.request ?? frequency, repairs.every == nil else { return nil }
        return step.isDaily
    }

    /// Whether rows without any target make sense: those that continue a model's, and hold what is known ahead.
    var mayOnlyKnowAhead: Bool { grid != nil && !covariates.future.isEmpty }

    /// Whether the step between rows is known before they are read.
    var knowsFrequency: Bool { frequency != nil || grid != nil }
}
