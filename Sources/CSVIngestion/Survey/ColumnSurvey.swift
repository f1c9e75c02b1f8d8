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
    let limits = ReadingLimits()
    var reader = try RecordReader(path: path, options: options, limits: limits)
    let table = try SampledTable(reader: &reader, options: options, limits: limits)
    let kept = min(table.names.count, ColumnSurvey.mostColumns)
    let numbers = reader.dialect.numbers
    var tallies = table.names.prefix(kept).map { ColumnTally(name: $0, missing: options.missing, numbers: numbers) }
    try reader.rewind(keeping: Array(0..<kept), outOf: table.names.count)
    if table.hasHeader { _ = try reader.next() }
    var rows = 0
    while try reader.next() {
        try reader.checkFieldCount(table.names.count, first: table.firstField, hasHeader: table.hasHeader, options)
        for field in 0..<kept {
            reader.withField(field) { tallies[field].add($0, line: reader.recordLine) }
        }
        rows += 1
    }
    return ColumnSurvey(
        columns: tallies.map { $0.finish() }, furtherColumns: table.names.count - kept, rows: rows)
}
