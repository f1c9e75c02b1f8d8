/// One or more series that share a frequency and the columns they came from.
public struct Panel: Sendable {
    /// The series in order of their first row in the file; never empty.
    public var series: [TimeSeries]
    /// Names of the columns the panel was read from.
    public var columns: ColumnNames
    /// The step between rows, common to all series.
    public var frequency: Frequency

    /// Creates a panel.
    ///
    /// - Precondition: `series` is not empty.
    public init(series: [TimeSeries], columns: ColumnNames, frequency: Frequency) {
        precondition(!series.isEmpty, "a panel holds at least one series")
        self.series = series
        self.columns = columns
        self.frequency = frequency
    }

    /// Rows over all series.
    public var rowCount: Int { series.reduce(0) { $0 + $1.count } }
}

/// The names the user gave to the columns; forecasts are written under the same names.
public struct ColumnNames: Sendable, Hashable, Codable {
    /// The time column, or nil when rows are only numbered.
    public var time: String?
    /// The column being forecast.
    public var target: String
    /// The column that tells series apart, or nil for a single series.
    public var id: String?

    /// Creates the names.
    public init(time: String?, target: String, id: String? = nil) {
        self.time = time
        self.target = target
        self.id = id
    }
}
