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

/// Reads the series of a CSV file.
///
/// The file is streamed once and never held in memory as text; two passes over its first rows (at most 1 MiB) find the columns.
/// Accepted is RFC 4180 with any one-byte delimiter, UTF-8 with or without a byte order mark, any line ending; blank lines are
/// skipped (in a file of one column, too, so a missing value there needs a token such as `NA` and ``CSVOptions/missing``).
///
/// - Parameters:
///   - path: The file, as the user wrote it.
///   - options: What the user says about it.
/// - Throws: ``CSVError`` with the place and the fix.
public func readPanel(path: String, options: CSVOptions = CSVOptions()) throws(CSVError) -> Ingestion {
    try readPanel(path: path, options: options, limits: ReadingLimits())
}

/// Sizes that bound memory; tests make them small.
package struct ReadingLimits: Sendable {
    /// Bytes asked from the system in one read.
    package var chunk = 256 * 1024
    /// The longest record, in bytes; a longer one is taken for an unterminated quote.
    package var record = 16 * 1024 * 1024
    /// Bytes that may be looked at to find the columns.
    package var sampleBytes = 1024 * 1024
    /// Records that may be looked at to find the columns.
    package var sampleRecords = 1000

    package init() {}
}

package func readPanel(path: String, options: CSVOptions, limits: ReadingLimits) throws(CSVError) -> Ingestion {
    if options.layout.isTsf(path) { return try readTsf(path: path, options: options, limits: limits) }
    var reader = try RecordReader(path: path, options: options, limits: limits)
    guard try reader.next() else { throw .noRecords(path: path) }
    if options.layout(first: reader.texts) == .rows { return try readRows(&reader, options: options) }
    let table = try SampledTable(reader: &reader, options: options, limits: limits, isAtFirst: true)
    let choice = try ColumnChooser(table: table, options: options).choose()
    var times: TimeColumn?
    if let column = choice.time {
        times = try TimeColumn(
            column, of: table, readsYears: choice.readsYears, options: options, limits: limits)
    }
    var builder = SeriesBuilder(table: table, choice: choice, times: times, options: options)
    try reader.rewind(keeping: choice.columns, outOf: table.names.count)
    if table.hasHeader { _ = try reader.next() }
    while try reader.next() {
        try builder.add(reader)
    }
    return try builder.finish()
}

extension LayoutOptions {
    /// Whether a file is in the Monash archive's form: when the user says so, or its name does.
    fileprivate func isTsf(_ path: String) -> Bool {
        layout.map { $0 == .tsf } ?? path.lowercased().hasSuffix(".tsf")
    }
}

extension CSVOptions {
    /// The layout of a file that begins with these fields, as far as they tell it; a column that the user names is one of
    /// a table.
    fileprivate func layout(first: [String]) -> SeriesLayout {
        if let layout = layout.layout { return layout }
        guard target == nil, time == nil, id == nil, covariates.isEmpty, first.count > 2 else { return .long }
        return .recognised(first: first)
    }
}
