import TimeSeries

/// The rows of one series as they come from the file.
struct SeriesRows {
    let id: String?
    var timestamps: [Timestamp] = []
    /// NaN where missing.
    var values: [Double] = []
    /// For each covariate its values, NaN where missing.
    var covariates: [[Double]] = []
    var statics: [Double] = []
    var lines = LineNumbers()

    init(id: String?, capacity: Int = 0) {
        self.id = id
        timestamps.reserveCapacity(capacity)
        values.reserveCapacity(capacity)
    }
}

/// Turns records into series, checking every cell that is used.
struct SeriesBuilder {
    private let table: SampledTable
    private let choice: ColumnChoice
    private let options: CSVOptions
    private var numbers: NumberCells

    private var format: TimestampFormat?
    private var series: [SeriesRows] = []
    private var seriesByID: [String: Int] = [:]
    private var lastID: [UInt8] = []
    private var lastSeries = 0
    private var rowsRead = 0

    init(table: SampledTable, choice: ColumnChoice, options: CSVOptions) {
        self.table = table
        self.choice = choice
        self.options = options
        numbers = NumberCells(options)
    }

    /// Adds the reader's current record.
    mutating func add(_ reader: borrowing RecordReader) throws(CSVError) {
        try reader.checkFieldCount(
            table.names.count, first: table.firstField, hasHeader: table.hasHeader, options)
        let owner = try seriesIndex(reader)
        let timestamp = try timestamp(reader, owner)
        let value = try value(reader)
        if let last = series[owner].timestamps.last, timestamp <= last {
            throw disorder(reader, timestamp, owner)
        }
        series[owner].timestamps.append(timestamp)
        series[owner].values.append(value)
        series[owner].lines.append(reader.recordRow)
        rowsRead += 1
    }

    // MARK: - Cells

    private mutating func value(_ reader: borrowing RecordReader) throws(CSVError) -> Double {
        if let value = numbers.value(reader, choice.target) { return value }
        let profile = table.profiles[choice.target]
        let style = reader.dialect.numbers
        throw badCell(reader, choice.target) {
            .badNumber(column: $0, text: $1, profile: profile, style: style, at: $2)
        }
    }

    private mutating func timestamp(_ reader: borrowing RecordReader, _ owner: Int) throws(CSVError) -> Timestamp {
        guard let column = choice.time else {
            return Timestamp(ticks: Int64(series[owner].timestamps.count + 1))
        }
        if format == nil {
            format = reader.withField(column) {
                TimestampFormat.shape(of: $0, yearsAndCompactDays: choice.readsYears)
            }
        }
        if let format, let timestamp = reader.withField(column, { format.timestamp(utf8: $0) }) { return timestamp }
        if reader.withField(column, { $0.isEmpty }) {
            throw .missingTimestamp(column: table.names[column], at: reader.location(ofField: column))
        }
        let format = rowsRead == 0 ? nil : format
        throw badCell(reader, column) { .badTimestamp(column: $0, text: $1, format: format, at: $2) }
    }

    private func badCell(
        _ reader: borrowing RecordReader,
        _ column: Int,
        _ explain: (String, String, DiagnosticLocation) -> CSVError
    ) -> CSVError {
        let (text, isValid) = reader.text(column)
        let place = reader.location(ofField: column)
        return isValid
            ? explain(table.names[column], text, place)
            : .invalidUTF8(column: table.names[column], text: text, at: place)
    }

    // MARK: - Series

    private mutating func seriesIndex(_ reader: borrowing RecordReader) throws(CSVError) -> Int {
        guard let column = choice.id else {
            if series.isEmpty { series.append(SeriesRows(id: nil, capacity: table.estimatedRows)) }
            return 0
        }
        let last = lastID
        if !last.isEmpty, reader.withField(column, { $0.holds(last) }) { return lastSeries }
        let (text, isValid) = reader.text(column)
        let place = reader.location(ofField: column)
        guard isValid else { throw .invalidUTF8(column: table.names[column], text: text, at: place) }
        guard !text.isEmpty else { throw .missingID(column: table.names[column], at: place) }
        lastID = Array(text.utf8)
        lastSeries = seriesByID[text] ?? series.count
        if lastSeries == series.count {
            seriesByID[text] = lastSeries
            // Series of one file are often of one length.
            series.append(SeriesRows(id: text, capacity: series.last?.values.count ?? 0))
        }
        return lastSeries
    }

    /// Explains a timestamp that is not after the last one of its series.
    private func disorder(_ reader: borrowing RecordReader, _ timestamp: Timestamp, _ owner: Int) -> CSVError {
        let rows = series[owner]
        let column = choice.time ?? 0
        let place = reader.location(ofField: column)
        let format = format ?? .ordinal
        let ids = table.names.indices.filter { column in
            table.profiles[column].content == .text && column != choice.target && column != choice.time
        }.map { table.names[$0] }
        if let twin = rows.timestamps.firstIndex(of: timestamp) {
            return .duplicateTimestamp(
                format.text(timestamp), series: rows.id, firstLine: rows.lines[twin], ids: ids,
                isSubDaily: format.precision == .minute || format.precision == .second, at: place)
        }
        let last = rows.timestamps.count - 1
        return .unsortedTimestamp(
            format.text(timestamp), after: format.text(rows.timestamps[last]), previousLine: rows.lines[last],
            series: rows.id, column: table.names[column], ids: ids, at: place)
    }

    // MARK: - Result

    /// Places the rows on their grid and sums up.
    consuming func finish() throws(CSVError) -> Ingestion {
        let target = table.names[choice.target]
        let columns = ColumnNames(
            time: choice.time.map { table.names[$0] }, target: target, id: choice.id.map { table.names[$0] })
        var assembly = PanelAssembly(path: table.path, format: format ?? .ordinal, options: options)
        let panel = try assembly.panel(series, columns: columns, isNumbered: choice.time == nil)
        let missing = panel.series.reduce(0) { $0 + $1.missingCount }
        if missing == panel.rowCount { throw .allMissing(column: target, at: table.places[choice.target]) }
        return Ingestion(
            panel: panel,
            notes: table.notes + choice.notes + numbers.notes + assembly.notes,
            rowsRead: rowsRead,
            missingValues: missing - assembly.gaps.insertedRows,
            skippedRows: assembly.skippedRows,
            gaps: assembly.gaps
        )
    }
}

extension Span<UInt8> {
    /// Whether the bytes are these.
    @inline(__always)
    func holds(_ other: [UInt8]) -> Bool {
        guard count == other.count else { return false }
        for position in 0..<count where self[position] != other[position] { return false }
        return true
    }
}
