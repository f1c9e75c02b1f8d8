public import Diagnostics
public import TimeSeries

/// Forecasts as some tool wrote them: for each series its rows, in the order of the file, and for each row the number in
/// every column of forecasts.
public struct ForecastTable: Sendable {
    /// The rows of one series.
    public struct Series: Sendable {
        /// The name in the id column; nil without one.
        public let id: String?
        /// Times that are forecast, shape `[N]`; from 1 on where every row is a series.
        public internal(set) var timestamps: [Timestamp] = []
        /// The last times seen by the forecasts, shape `[N]`; empty without a column of cutoffs.
        public internal(set) var cutoffs: [Timestamp] = []
        /// For each of the table's columns the cells, shape `[N]`; NaN where empty.
        public internal(set) var values: [[Double]]
        var lines = LineNumbers()
        /// Whether all cells come from one line.
        var isOneLine = false

        init(id: String?, columns: Int) {
            self.id = id
            values = Array(repeating: [], count: columns)
        }

        /// The line on which a row begins.
        public func line(_ row: Int) -> Int { lines[isOneLine ? 0 : row] }
    }

    /// The file, as the user wrote it.
    public let path: String
    /// How the file holds its series.
    public let layout: SeriesLayout
    /// Names of the columns of forecasts; one, called as the file is, where every row is a series.
    public let columns: [String]
    /// How times are written.
    public let format: TimestampFormat
    /// Whether a column tells from when forecasts are.
    public let hasCutoffs: Bool
    /// The series, in the order of the file; never empty.
    public let series: [Series]
    /// Choices made for the user, a line each.
    public let notes: [String]

    /// Rows over all series.
    public var rowCount: Int { series.reduce(0) { $0 + $1.timestamps.count } }

    /// Where a row begins.
    public func location(_ series: Series, _ row: Int) -> DiagnosticLocation {
        DiagnosticLocation(file: path, line: series.line(row))
    }
}

/// What is known of the values that forecasts will be compared with.
public struct ForecastTarget: Sendable {
    /// Names of the columns that hold them, which forecasts may share.
    public var columns: ColumnNames
    /// How their times are written.
    public var format: TimestampFormat

    /// Creates a description.
    public init(columns: ColumnNames, format: TimestampFormat) {
        self.columns = columns
        self.format = format
    }
}

/// Reads forecasts in long form: an id, a time and a number in each column of forecasts.
///
/// Columns called `cutoff`, `step`, `actual` or as the target is are not taken for forecasts. Rows may come in any order.
///
/// - Parameters:
///   - path: The file, as the user wrote it.
///   - options: How to read it; columns that it names and the file has not are looked for as if they were not named.
///   - target: What the forecasts are of.
///   - models: Columns to read, with those of their intervals; nil for all.
/// - Throws: ``CSVError`` with the place and the fix.
public func readForecasts(
    path: String, options: CSVOptions, target: ForecastTarget, models: [String]? = nil
) throws(CSVError) -> ForecastTable {
    let limits = ReadingLimits()
    var reader = try RecordReader(path: path, options: options, limits: limits)
    let table = try SampledTable(reader: &reader, options: options, limits: limits)
    let choice = try ForecastColumns(table: table, options: options, target: target, models: models)
    try reader.checkDoubts(choice.values, names: table.names)
    var builder = try ForecastTableBuilder(
        table: table, choice: choice, options: options, target: target, limits: limits)
    try reader.rewind(keeping: choice.columns, outOf: table.names.count)
    if table.hasHeader { _ = try reader.next() }
    while try reader.next() { try builder.add(reader) }
    return try builder.finish()
}
