import Diagnostics
import TimeSeries

/// Series of a file that holds one a row.
public struct RowSeries: Sendable {
    /// One row.
    public struct Series: Sendable {
        /// The first cell; in a file without ids the number of the row.
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
    /// What the header calls the ids; `id` where it only numbers its columns, or there is none.
    public let idName: String

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
/// are not all numbers, is the header. Where the first cells are numbers, too, but neither whole nor below a header, rows
/// have no ids and are numbered.
///
/// - Throws: ``CSVError`` with the place and the fix.
public func readRowSeries(path: String, options: CSVOptions = CSVOptions()) throws(CSVError) -> RowSeries {
    var reader = try RecordReader(path: path, options: options, limits: ReadingLimits())
    guard try reader.next() else { throw .noRecords(path: path) }
    return try RowSeries(&reader, options: options)
}

extension RowSeries {
    /// Reads the rows of a reader that stands at its first record.
    ///
    /// - Parameter memory: Bytes that values may take.
    init(_ reader: inout RecordReader, options: CSVOptions, memory: Int = RowMemory.limit) throws(CSVError) {
        path = reader.path
        reader.endSampling()
        let missing = options.missing.map { Array($0.utf8) }
        let names = reader.texts
        let isHeader =
            SeriesLayout.isNumbered(names)
            || (1..<max(1, reader.fieldCount)).contains { reader.number($0, missing: missing) == nil }
        // A first name that is numbered as the others are, such as the V1 of V1,V2, says nothing.
        let isNamed = isHeader && !names[0].isEmpty && !SeriesLayout.isNumbered([""] + names)
        idName = isNamed ? names[0] : "id"
        if isHeader, try !reader.next() {
            throw .headerOnly(at: DiagnosticLocation(file: path, line: reader.recordLine))
        }
        var rows = Rows(hasIDs: Self.hasID(reader, isBelowHeader: isHeader), missing: missing)
        var values = 0
        repeat {
            try rows.add(reader)
            values += reader.fieldCount
            try RowMemory.check(rows: rows.series.count, values: values, limit: memory, reader)
        } while try reader.next()
        series = rows.series
    }

    /// Whether the first cell of a row is an id, and not a value already.
    private static func hasID(_ reader: borrowing RecordReader, isBelowHeader: Bool) -> Bool {
        guard let number = reader.number(0, missing: []), !number.isNaN else { return true }
        return isBelowHeader && number == number.rounded()
    }

    /// Rows as they come.
    private struct Rows {
        let hasIDs: Bool
        let missing: [[UInt8]]
        var series: [Series] = []
        private var lines: [String: Int] = [:]

        init(hasIDs: Bool, missing: [[UInt8]]) {
            self.hasIDs = hasIDs
            self.missing = missing
        }

        mutating func add(_ reader: borrowing RecordReader) throws(CSVError) {
            let id = hasIDs ? try reader.id(0, name: "id") : String(series.count + 1)
            if let first = lines.updateValue(reader.recordLine, forKey: id) {
                throw .repeatedID(id, firstLine: first, at: reader.location(ofField: 0))
            }
            let values = try reader.values(from: hasIDs ? 1 : 0, missing: missing)
            series.append(Series(id: id, values: values, line: reader.recordLine))
        }
    }
}

extension RecordReader {
    /// The numbers in the fields from `first` on, without missing ones at the end.
    func values(from first: Int, missing: [[UInt8]]) throws(CSVError) -> [Double] {
        var values: [Double] = []
        values.reserveCapacity(fieldCount)
        for field in first..<max(first, fieldCount) {
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
