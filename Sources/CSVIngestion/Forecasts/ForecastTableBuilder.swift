import TimeSeries

/// Turns records into forecasts, checking every cell that is used.
struct ForecastTableBuilder {
    private let table: SampledTable
    private let choice: ForecastColumns
    private let missing: [[UInt8]]
    private let options: CSVOptions
    /// Whether four digits are a year and eight are `yyyyMMdd`, as they are when the target's times have a calendar.
    private let readsYears: Bool

    private var format: TimestampFormat?
    private var cutoffFormat: TimestampFormat?
    private var series: [ForecastTable.Series] = []
    private var keys: SeriesKeys?

    init(table: SampledTable, choice: ForecastColumns, options: CSVOptions, target: ForecastTarget) {
        self.table = table
        self.choice = choice
        self.options = options
        missing = options.missing.map { Array($0.utf8) }
        readsYears = !target.format.isOrdinal
        keys = choice.ids.isEmpty ? nil : SeriesKeys(columns: choice.ids, names: table.names)
    }

    /// Adds the reader's current record.
    mutating func add(_ reader: borrowing RecordReader) throws(CSVError) {
        try reader.checkFieldCount(table.names.count, first: table.firstField, hasHeader: table.hasHeader, options)
        let owner = try seriesIndex(reader)
        series[owner].timestamps.append(try timestamp(reader, choice.time, &format))
        if let cutoff = choice.cutoff {
            series[owner].cutoffs.append(try timestamp(reader, cutoff, &cutoffFormat))
            // Numbered folds beside dates are no times.
            if let format, let cutoffFormat, format.isOrdinal != cutoffFormat.isOrdinal {
                throw reader.badCell(cutoff, name: table.names[cutoff]) {
                    .badTimestamp(column: $0, text: $1, format: format, at: $2)
                }
            }
        }
        for (place, column) in choice.values.enumerated() {
            series[owner].values[place].append(try value(reader, column))
        }
        series[owner].lines.append(reader.recordLine)
    }

    consuming func finish() -> ForecastTable {
        ForecastTable(
            path: table.path, layout: .long, columns: choice.values.map { table.names[$0] },
            format: format ?? .ordinal, hasCutoffs: choice.cutoff != nil, series: series, notes: choice.notes)
    }

    private func value(_ reader: borrowing RecordReader, _ column: Int) throws(CSVError) -> Double {
        if let value = reader.number(column, missing: missing) { return value }
        let profile = table.profiles[column]
        throw reader.badCell(column, name: table.names[column]) {
            .badForecast(.badNumber(column: $0, text: $1, profile: profile, at: $2))
        }
    }

    private func timestamp(
        _ reader: borrowing RecordReader, _ column: Int, _ format: inout TimestampFormat?
    ) throws(CSVError) -> Timestamp {
        let known = format
        if format == nil {
            format = reader.withField(column) { TimestampFormat.shape(of: $0, yearsAndCompactDays: readsYears) }
        }
        if let format, let timestamp = reader.withField(column, { format.timestamp(utf8: $0) }) { return timestamp }
        if reader.withField(column, { $0.isEmpty }) {
            throw .missingTimestamp(column: table.names[column], at: reader.location(ofField: column))
        }
        throw reader.badCell(column, name: table.names[column]) {
            .badTimestamp(column: $0, text: $1, format: known, at: $2)
        }
    }

    private mutating func seriesIndex(_ reader: borrowing RecordReader) throws(CSVError) -> Int {
        guard let (number, newID) = try keys?.series(of: reader) else {
            if series.isEmpty { series.append(ForecastTable.Series(id: nil, columns: choice.values.count)) }
            return 0
        }
        if let newID { series.append(ForecastTable.Series(id: newID, columns: choice.values.count)) }
        return number
    }
}

extension RecordReader {
    /// The number in a field, NaN where it is missing; nil when there is none.
    func number(_ field: Int, missing: [[UInt8]]) -> Double? {
        let value: Double? = withField(field) { cell in
            if cell.isEmpty { return .nan }
            if !missing.isEmpty, missing.contains(where: { cell.holds($0) }) { return .nan }
            return CSVIngestion.number(utf8: cell)
        }
        return value.flatMap { $0.isInfinite ? nil : $0 }
    }

    /// The id in a field.
    func id(_ field: Int, name: String) throws(CSVError) -> String {
        let (text, isValid) = text(field)
        guard isValid else { throw .invalidUTF8(column: name, text: text, at: location(ofField: field)) }
        guard !text.isEmpty else { throw .missingID(column: name, at: location(ofField: field)) }
        return text
    }

    /// What is wrong with a cell: its bytes, or what `explain` says about its text.
    func badCell(
        _ field: Int, name: String, _ explain: (String, String, DiagnosticLocation) -> CSVError
    ) -> CSVError {
        let (text, isValid) = text(field)
        let place = location(ofField: field)
        return isValid ? explain(name, text, place) : .invalidUTF8(column: name, text: text, at: place)
    }
}
