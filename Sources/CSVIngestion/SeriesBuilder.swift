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
    /// Where the first row stands that is not after the one above it; nil when there is none.
    var disorder: DiagnosticLocation?
    /// The row of the file, among those of this series, that each row is, below 0 where one was inserted; nil when they
    /// are the same.
    var fileRows: [Int32]?
    /// Rows whose value was missing and has been filled in, in order and apart.
    var filledRows: [Range<Int>] = []

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
    private let missing: [[UInt8]]

    private var times: TimeColumn?
    private var series: [SeriesRows] = []
    private var seriesByID: [String: Int] = [:]
    private var lastID: [UInt8] = []
    private var lastSeries = 0
    private var rowsRead = 0

    init(table: SampledTable, choice: ColumnChoice, times: TimeColumn?, options: CSVOptions) {
        self.table = table
        self.choice = choice
        self.times = times
        self.options = options
        missing = options.missing.map { Array($0.utf8) }
    }

    /// Adds the reader's current record.
    mutating func add(_ reader: borrowing RecordReader) throws(CSVError) {
        try reader.checkFieldCount(
            table.names.count, first: table.firstField, hasHeader: table.hasHeader, options)
        let owner = try seriesIndex(reader)
        let timestamp = try timestamp(reader, owner)
        let value = try value(reader)
        if let last = series[owner].timestamps.last, timestamp <= last, series[owner].disorder == nil {
            series[owner].disorder = reader.location(ofField: choice.time ?? 0)
        }
        series[owner].timestamps.append(timestamp)
        series[owner].values.append(value)
        series[owner].lines.append(reader.recordLine)
        rowsRead += 1
    }

    // MARK: - Cells

    private func value(_ reader: borrowing RecordReader) throws(CSVError) -> Double {
        let missing = missing
        let value: Double? = reader.withField(choice.target) { cell in
            if cell.isEmpty { return .nan }
            if !missing.isEmpty, missing.contains(where: { cell.holds($0) }) { return .nan }
            return number(utf8: cell)
        }
        if let value, !value.isInfinite { return value }
        let profile = table.profiles[choice.target]
        throw badCell(reader, choice.target) { .badNumber(column: $0, text: $1, profile: profile, at: $2) }
    }

    private mutating func timestamp(_ reader: borrowing RecordReader, _ owner: Int) throws(CSVError) -> Timestamp {
        if let timestamp = try times?.timestamp(reader) { return timestamp }
        return Timestamp(ticks: Int64(series[owner].timestamps.count + 1))
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

    // MARK: - Result

    /// Brings the times of all rows on one clock.
    private mutating func settleTimes() {
        guard let shift = times?.settle(), shift != 0 else { return }
        for owner in series.indices {
            for row in series[owner].timestamps.indices { series[owner].timestamps[row].ticks += Int64(shift) }
        }
    }

    /// Places the rows on their grid and sums up.
    consuming func finish() throws(CSVError) -> Ingestion {
        let target = table.names[choice.target]
        let columns = ColumnNames(
            time: choice.time.map { table.names[$0] }, target: target, id: choice.id.map { table.names[$0] })
        settleTimes()
        var assembly = PanelAssembly(
            path: table.path, format: times?.format ?? .ordinal, options: options, columns: columns,
            otherTexts: otherTexts)
        let panel = try assembly.panel(series)
        let missing = panel.series.reduce(0) { $0 + $1.missingCount }
        if missing == panel.rowCount { throw .allMissing(column: target, at: table.places[choice.target]) }
        return Ingestion(
            panel: panel,
            notes: table.notes + choice.notes + (times?.notes ?? []) + assembly.notes,
            rowsRead: rowsRead,
            missingValues: assembly.missingValues,
            skippedRows: assembly.skippedRows,
            gaps: assembly.gaps,
            findings: assembly.findings.all,
            lines: assembly.lines
        )
    }

    /// Columns of words that are neither the target nor the time, and so might be ids.
    private var otherTexts: [String] {
        table.names.indices.filter { column in
            table.profiles[column].content == .text && column != choice.target && column != choice.time
        }.map { table.names[$0] }
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
