public import Diagnostics
public import TimeSeries

/// What was read from a CSV file.
public struct Ingestion: Sendable {
    /// The series, on a regular grid.
    public var panel: Panel
    /// Choices made for the user and rows left out or inserted, one line each, such as
    /// `using 'close' as the target; --target picks another of open, high, low, volume`.
    public var notes: [String]
    /// Data rows in the file, header, blank lines and comments not counted.
    public var rowsRead: Int
    /// Cells of the target that were empty or declared missing, in the rows that were kept.
    public var missingValues: Int
    /// Rows left out because they lie beside the grid.
    public var skippedRows: Int
    /// Where the file holds no row although the grid has one.
    public var gaps: GapSummary
    /// What is irregular about the rows, in the order of series and rows, at most ``mostFindings`` of each kind.
    public var findings: [ReadingFinding] = []
    /// How many there are of each kind, however many are kept.
    public var findingCounts: [ReadingFinding.Kind: FindingCount] = [:]
    /// For each series and row the line it came from; 0 for a row that was inserted.
    public var lines: [RowLines] = []
    /// How the file holds its series.
    public var layout = SeriesLayout.long
    /// Series without a single value, which are left out.
    public var emptySeries = 0
    /// Steps to forecast, where the file says so.
    public var suggestedHorizon: Int?
    /// Rows of a season, where the file says so and its rows have no times that would.
    public var suggestedSeason: Int?

    /// Cells of categories that the model whose columns are read has not seen.
    public var unseenCategories: [UnseenCategory] = []
    /// The columns that hold the time together: the date and the hour beside it, or the year and what is finer; one where it
    /// is in one, empty without.
    public var timeColumns: [String] = []
    /// Whether the first of ``timeColumns`` holds the year alone.
    public var hasTimeInParts = false
    /// Whether hours in a column of their own count from 1 to 24.
    public var hoursCountFromOne = false
    /// Whether the rows have no column of the target, and so only say what is known ahead.
    package var lacksTarget = false
    /// How the first file is written.
    public var dialect = FileDialect()
    /// The files, and the number that their first lines have among ``lines``.
    public var files: [SourceFile] = []

    /// Where a line, counted over all files, stands.
    public func place(ofLine line: Int) -> DiagnosticLocation { files.place(ofLine: line) }

    /// The most findings of one kind that are kept.
    public static let mostFindings = 1000
}

/// The lines that the rows of a series came from.
public struct RowLines: Sendable {
    /// Where each row of the file stood.
    var numbers = LineNumbers()
    /// The row of the file that a row of the series is; nil when they are the same.
    var fileRows: [Int32]?

    /// The line of a row of the series; 0 for one that was inserted.
    public subscript(row: Int) -> Int {
        guard let fileRows else { return numbers[row] }
        return fileRows[row] < 0 ? 0 : numbers[Int(fileRows[row])]
    }
}

/// The rows that a regular grid has and a file has not.
public struct GapSummary: Sendable, Equatable {
    /// Rows inserted with a missing value, so that the step is constant.
    public var insertedRows = 0
    /// The first inserted timestamp, as the file would write it.
    public var firstInserted: String?
    /// Weekdays without a row in a session series; nothing is inserted for them.
    public var absentSessions = 0

    /// No gaps.
    public init() {}
}
