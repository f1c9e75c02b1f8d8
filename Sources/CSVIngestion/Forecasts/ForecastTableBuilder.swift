import Diagnostics
import TimeSeries

/// Turns records into forecasts, checking every cell that is used.
struct ForecastTableBuilder {
    private let table: SampledTable
    private let choice: ForecastColumns
    private let missing: [[UInt8]]
    private let options: CSVOptions
    private var times: TimeColumn
    private var cutoffTimes: TimeColumn?
    /// Whether the target's step is a day or longer, where that makes a difference.
    private let isDaily: Bool?
    private var series: [ForecastTable.Series] = []
    private var keys: SeriesKeys?

    init(
        table: SampledTable, choice: ForecastColumns, options: CSVOptions, target: ForecastTarget, limits: ReadingLimits
    ) throws(CSVError) {
        self.table = table
        self.choice = choice
        self.options = options
        missing = options.missing.map { Array($0.utf8) }
        isDaily = target.format.zone == nil ? nil : !target.format.countsUTC
        times = try TimeColumn(choice.time, of: table, like: target.format, options: options, limits: limits)
        if let cutoff = choice.cutoff {
            cutoffTimes = try TimeColumn(cutoff, of: table, like: target.format, options: options, limits: limits)
        }
        keys = choice.ids.isEmpty ? nil : SeriesKeys(columns: choice.ids, names: table.names)
    }

    /// Adds the reader's current record.
    mutating func add(_ reader: borrowing RecordReader) throws(CSVError) {
        try reader.checkFieldCount(table.names.count, first: table.firstField, hasHeader: table.hasHeader, options)
        let owner = try seriesIndex(reader)
        series[owner].timestamps.append(try times.timestamp(reader, after: series[owner].timestamps))
        if let cutoff = choice.cutoff, let time = try cutoffTimes?.timestamp(reader, after: series[owner].cutoffs) {
            series[owner].cutoffs.append(time)
            // Numbered folds beside dates are no times.
            if let format = times.format, format.isOrdinal != cutoffTimes?.format?.isOrdinal {
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

    consuming func finish() throws(CSVError) -> ForecastTable {
        let isDaily = isDaily
        var timestamps = series.map(\.timestamps)
        try times.settle(&timestamps, isDaily: isDaily)
        for owner in series.indices { series[owner].timestamps = timestamps[owner] }
        timestamps = series.map(\.cutoffs)
        try cutoffTimes?.settle(&timestamps, isDaily: isDaily)
        for owner in series.indices { series[owner].cutoffs = timestamps[owner] }
        return ForecastTable(
            path: table.path, layout: .long, columns: choice.values.map { table.names[$0] },
            format: times.format ?? .ordinal, hasCutoffs: choice.cutoff != nil, series: series,
            notes: choice.notes + times.notes)
    }

    private func value(_ reader: borrowing RecordReader, _ column: Int) throws(CSVError) -> Double {
        if let value = reader.number(column, missing: missing) { return value }
        let profile = table.profiles[column]
        throw reader.badCell(column, name: table.names[column]) {
            .badForecast(.badNumber(column: $0, text: $1, profile: profile, at: $2))
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
        let style = dialect.numbers
        let value: Double? = withField(field) { cell in
            if cell.isEmpty { return .nan }
            if !missing.isEmpty, missing.contains(where: { cell.holds($0) }) { return .nan }
            return CSVIngestion.number(utf8: cell, style) ?? (isUsualMissing(cell) ? .nan : nil)
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
