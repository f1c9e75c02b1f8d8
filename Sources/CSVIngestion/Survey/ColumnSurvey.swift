/// What every column of a file holds, over all of its rows.
public struct ColumnSurvey: Sendable {
    /// The columns in the order of the file, at most ``mostColumns``.
    public var columns: [SurveyedColumn]
    /// Columns of the file that are not among ``columns``.
    public var furtherColumns: Int
    /// Data rows.
    public var rows: Int

    /// The most columns that are looked at.
    public static let mostColumns = 256
}

/// Looks at every cell of a CSV file, in memory that does not grow with it.
///
/// - Parameters:
///   - path: The file, as the user wrote it; it is opened and read once more.
///   - options: What the user says about it.
/// - Throws: ``CSVError`` when the file is no table.
public func surveyColumns(path: String, options: CSVOptions = CSVOptions()) throws(CSVError) -> ColumnSurvey {
    try surveyColumns(paths: [path], options: options)
}

/// Looks at every cell of several CSV files of the same columns; lines are counted over all of them.
///
/// - Parameters:
///   - paths: The files, as the user wrote them; they are opened and read once more.
///   - options: What the user says about them.
/// - Throws: ``CSVError`` when a file is no table, or has other columns than the first.
public func surveyColumns(paths: [String], options: CSVOptions = CSVOptions()) throws(CSVError) -> ColumnSurvey {
    let limits = ReadingLimits()
    var reader = try RecordReader(path: paths.first ?? "", options: options, limits: limits)
    let table = try SampledTable(reader: &reader, options: options, limits: limits)
    var tallies = Tallies(table, reader.dialect.numbers, options)
    try tallies.add(&reader, table, options)
    let dialect = FileDialect(reader.dialect, encoding: reader.encoding)
    for path in paths.dropFirst() {
        reader = try table.open(path, after: reader, as: dialect, options: options, limits: limits)
        try tallies.add(&reader, table, options)
    }
    return ColumnSurvey(
        columns: tallies.columns.map { $0.finish() }, furtherColumns: table.names.count - tallies.columns.count,
        rows: tallies.rows)
}

/// What the cells of the first columns were so far.
private struct Tallies {
    var columns: [ColumnTally]
    var rows = 0

    init(_ table: SampledTable, _ numbers: NumberStyle, _ options: CSVOptions) {
        columns = table.names.prefix(ColumnSurvey.mostColumns).map {
            ColumnTally(name: $0, missing: options.missing, numbers: numbers)
        }
    }

    /// Adds all rows of a file.
    mutating func add(_ reader: inout RecordReader, _ table: SampledTable, _ options: CSVOptions) throws(CSVError) {
        try reader.rewind(keeping: Array(columns.indices), outOf: table.names.count)
        if table.hasHeader { _ = try reader.next() }
        while try reader.next() {
            try reader.checkFieldCount(table.names.count, first: table.firstField, hasHeader: table.hasHeader, options)
            for field in columns.indices {
                reader.withField(field) { columns[field].add($0, line: reader.recordRow) }
            }
            rows += 1
        }
    }
}
