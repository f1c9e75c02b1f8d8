import TimeSeries

/// Series of a file that holds one a row.
public struct RowSeries: Sendable {
    /// One row.
    public struct Series: Sendable {
        /// The first cell.
        public let id: String
        /// The cells after it, without the empty ones at the end; NaN where empty.
        public let values: [Double]
        /// Where the row begins.
        public let line: Int
    }

    /// The file, as the user wrote it.
    public let path: String
    /// The series, in the order of the file; never empty, no two of one id.
    public let series: [Series]

    /// The same as forecasts of one model, called as the file is: the first value is step 1.
    public var forecasts: ForecastTable {
        let series = series.map { row in
            var series = ForecastTable.Series(id: row.id, columns: 1)
            series.timestamps = row.values.indices.map { Timestamp(ticks: Int64($0 + 1)) }
            series.values[0] = row.values
            series.lines.append(row.line)
            series.isOneLine = true
            return series
        }
        return ForecastTable(
            path: path, layout: .rows, columns: [stem], format: .ordinal, hasCutoffs: false, series: series, notes: [])
    }

    /// The file's name without folders and what follows the first point.
    private var stem: String {
        let name = path.split(separator: "/").last ?? ""
        let stem = name.prefix { $0 != "." }
        return stem.isEmpty ? "forecast" : String(stem)
    }
}

/// Reads a file of one series a row: its id, then its values, without times, as the M4 competition's files have them.
///
/// Rows may be of any length, and end in empty cells. A first row whose cells after the first are numbered one by one, or
/// are not all numbers, is the header.
///
/// - Throws: ``CSVError`` with the place and the fix.
public func readRowSeries(path: String, options: CSVOptions = CSVOptions()) throws(CSVError) -> RowSeries {
    var reader = try RecordReader(path: path, options: options, limits: ReadingLimits())
    guard try reader.next() else { throw .noRecords(path: path) }
    let missing = options.missing.map { Array($0.utf8) }
    let isHeader =
        SeriesLayout.isNumbered(reader.texts)
        || (1..<max(1, reader.fieldCount)).contains { reader.number($0, missing: missing) == nil }
    if isHeader, try !reader.next() { throw .headerOnly(at: DiagnosticLocation(file: path, line: reader.recordLine)) }
    var series: [RowSeries.Series] = []
    var lines: [String: Int] = [:]
    repeat {
        let id = try reader.id(0, name: "id")
        if let first = lines.updateValue(reader.recordLine, forKey: id) {
            throw .repeatedID(id, firstLine: first, at: reader.location(ofField: 0))
        }
        series.append(
            RowSeries.Series(id: id, values: try reader.values(missing: missing), line: reader.recordLine))
    } while try reader.next()
    return RowSeries(path: path, series: series)
}

extension RecordReader {
    /// The numbers after the first field, without missing ones at the end.
    fileprivate func values(missing: [[UInt8]]) throws(CSVError) -> [Double] {
        var values: [Double] = []
        values.reserveCapacity(fieldCount)
        for field in 1..<max(1, fieldCount) {
            guard let value = number(field, missing: missing) else {
                throw badCell(field, name: "V\(field + 1)") {
                    var profile = ColumnProfile()
                    profile.add("1")
                    return .badNumber(column: $0, text: $1, profile: profile, at: $2)
                }
            }
            values.append(value)
        }
        while let last = values.last, last.isNaN { values.removeLast() }
        return values
    }
}
