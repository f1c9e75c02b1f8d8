import Diagnostics
import TimeSeries

/// The rows of one series as they come from the file.
struct SeriesRows {
    let id: String?
    var timestamps: [Timestamp] = []
    /// NaN where missing.
    var values: [Double] = []
    /// For each covariate its values, NaN where missing.
    var covariates: [[Double]] = []
    /// One value for each column that does not change within the series, NaN where missing.
    var statics: [Double] = []
    /// In a file of one series a column, the values of the columns after the first.
    var otherValues: [[Double]] = []
    var lines = LineNumbers()
    /// Where the first row stands that is not after the one above it; nil when there is none.
    var disorder: DiagnosticLocation?
    /// The row of the file, among those of this series, that each row is, below 0 where one was inserted; nil when they
    /// are the same.
    var fileRows: [Int32]?
    /// Rows whose value was missing and has been carried on from before, in order and apart.
    var filledRows: [Range<Int>] = []
    /// Missing rows across which windows are to see a straight line, in order and apart.
    var interpolatedRows: [Range<Int>] = []
    /// Whether a row stands for several that had a step of their own, and whose holes have been filled.
    var isBroughtTogether = false

    init(id: String?, capacity: Int = 0) {
        self.id = id
        timestamps.reserveCapacity(capacity)
        values.reserveCapacity(capacity)
    }
}

/// Turns records into series, checking every cell that is used.
struct SeriesBuilder {
    let table: SampledTable
    let choice: ColumnChoice
    private let options: CSVOptions
    private(set) var numbers: NumberCells

    private(set) var times: TimeColumn?
    private var series: [SeriesRows] = []
    private var keys: SeriesKeys?
    /// The covariates, then what is the same on every row.
    private var covariates: CovariateReader
    private let covariateCount: Int
    /// Whether there is more to read than the target.
    let hasMore: Bool
    private(set) var rowsRead = 0

    init(table: SampledTable, choice: ColumnChoice, times: TimeColumn?, options: CSVOptions) {
        self.table = table
        self.choice = choice
        self.times = times
        self.options = options
        numbers = NumberCells(options)
        keys = choice.ids.isEmpty ? nil : SeriesKeys(columns: choice.ids, names: table.names)
        covariates = CovariateReader(
            columns: choice.covariates + choice.statics, missing: options.missing.map { Array($0.utf8) })
        covariateCount = choice.covariates.count
        hasMore = !covariates.columns.isEmpty || choice.targets.count > 1
    }

    /// Adds the reader's current record.
    mutating func add(_ reader: borrowing RecordReader) throws(CSVError) {
        try reader.checkFieldCount(
            table.fileColumns, first: table.firstField, hasHeader: table.hasHeader, options)
        let owner = try seriesIndex(reader)
        let timestamp = try timestamp(reader, owner)
        let value = try value(reader, choice.target)
        if let last = series[owner].timestamps.last, timestamp <= last, series[owner].disorder == nil {
            series[owner].disorder = reader.location(ofField: choice.time ?? 0)
        }
        series[owner].timestamps.append(timestamp)
        series[owner].values.append(value)
        series[owner].lines.append(reader.recordRow)
        if hasMore { try addMore(reader, owner, timestamp) }
        rowsRead += 1
    }

    /// Adds the cells besides the target: covariates, the other series of the row, and what does not change.
    private mutating func addMore(_ reader: borrowing RecordReader, _ owner: Int, _ timestamp: Timestamp)
        throws(CSVError)
    {
        for place in 0..<covariateCount {
            let isAbsent = choice.covariates[place].column >= table.fileColumns
            let value = isAbsent ? .nan : try covariates.value(place, reader, at: timestamp)
            series[owner].covariates[place].append(value)
        }
        for (place, column) in choice.targets.dropFirst().enumerated() {
            let value = try value(reader, column)
            series[owner].otherValues[place].append(value)
        }
        for place in choice.statics.indices {
            let value = try covariates.value(covariateCount + place, reader, at: timestamp)
            let before = series[owner].statics[place]
            if value.isNaN || value == before { continue }
            guard before.isNaN else { throw staticChanges(reader, place, owner) }
            series[owner].statics[place] = value
        }
    }

    // MARK: - Cells

    private mutating func value(_ reader: borrowing RecordReader, _ column: Int) throws(CSVError) -> Double {
        if column >= table.fileColumns { return .nan }
        if let value = numbers.value(reader, column) { return value }
        let profile = table.profiles[column]
        let style = reader.dialect.numbers
        throw reader.badCell(column, name: table.names[column]) {
            .badNumber(column: $0, text: $1, profile: profile, style: style, at: $2)
        }
    }

    private mutating func timestamp(_ reader: borrowing RecordReader, _ owner: Int) throws(CSVError) -> Timestamp {
        if let timestamp = try times?.timestamp(reader, after: series[owner].timestamps) { return timestamp }
        return Timestamp(ticks: Int64(series[owner].timestamps.count + 1))
    }

    /// Explains a cell that differs from the one that its series has had in the column.
    private func staticChanges(_ reader: borrowing RecordReader, _ place: Int, _ owner: Int) -> CSVError {
        let column = choice.statics[place]
        let rows = series[owner]
        return .staticChanges(
            column.name, from: covariates.text(covariateCount + place, rows.statics[place]),
            to: reader.text(column.column).text, series: rows.id, at: reader.location(ofField: column.column))
    }

    // MARK: - Series

    private mutating func seriesIndex(_ reader: borrowing RecordReader) throws(CSVError) -> Int {
        guard let (number, newID) = try keys?.series(of: reader) else {
            if series.isEmpty { series.append(rows(id: nil, capacity: table.estimatedRows)) }
            return 0
        }
        // Series of one file are often of one length.
        if let newID { series.append(rows(id: newID, capacity: series.last?.values.count ?? 0)) }
        return number
    }

    private func rows(id: String?, capacity: Int) -> SeriesRows {
        var rows = SeriesRows(id: id, capacity: capacity)
        rows.covariates = choice.covariates.map { _ in [] }
        rows.otherValues = choice.targets.dropFirst().map { _ in [] }
        rows.statics = choice.statics.map { _ in .nan }
        return rows
    }

    /// About the most bytes that the rows take while their arrays grow, which are then copied to twice the size.
    var bytes: Int {
        rowsRead * 8 * (1 + choice.targets.count + covariateCount) * 3 + series.count * RowMemory.ofSeries
    }

    // MARK: - Parts of a file

    /// Adds the rows of a part of the file that comes after all that was added; false when that leaves a series out of order.
    ///
    /// - Parameter lines: Lines before the part.
    mutating func add(_ part: consuming SegmentRows, after lines: Int) -> Bool {
        rowsRead += part.rows
        numbers.add(part.numbers)
        for place in part.series.indices {
            let known = part.series[place].id.flatMap { id in keys?.series(id) }
            let owner = known?.number ?? 0
            if owner == series.count {
                part.series[place].lines.shift(by: lines)
                series.append(part.series[place])
                continue
            }
            if times == nil { part.series[place].number(from: series[owner].timestamps.count) }
            guard series[owner].append(part.series[place], after: lines) else { return false }
        }
        return true
    }

    // MARK: - Result

    /// Brings the times of all rows on one clock.
    private mutating func settleTimes() throws(CSVError) {
        var timestamps = series.map(\.timestamps)
        for owner in series.indices { series[owner].timestamps = [] }
        try times?.settle(&timestamps, isDaily: options.isDaily)
        for owner in series.indices { series[owner].timestamps = timestamps[owner] }
    }

    /// Places the rows on their grid and sums up.
    ///
    /// - Parameter files: The files over all of which lines are counted; empty for one.
    consuming func finish(_ files: [SourceFile] = []) throws(CSVError) -> Ingestion {
        try settleTimes()
        var columns = columnNames
        numberCategories(&columns)
        var empty: [String] = []
        if choice.layout == .columns {
            (series, empty) = series[0].split(
                choice.targets.map { table.names[$0] }, isAhead: choice.covariates.map { $0.role == .future })
            if series.isEmpty {
                throw .allMissing(column: table.names[choice.target], at: table.places[choice.target])
            }
        }
        let ends = times == nil && choice.layout == .long ? series.numberToCommonEnd() : nil
        var assembly = PanelAssembly(
            path: table.path, files: files, format: times?.format ?? .ordinal, options: options, columns: columns,
            otherTexts: otherTexts, sharesRows: choice.layout == .columns)
        let panel = try assembly.panel(series)
        let missing = panel.series.reduce(0) { $0 + $1.missingCount }
        if missing == panel.rowCount, !options.mayOnlyKnowAhead {
            throw .allMissing(column: table.names[choice.target], at: table.places[choice.target])
        }
        var ingestion = Ingestion(
            panel: panel,
            notes: notes(empty) + [ends].compactMap { $0 } + numbers.notes + assembly.notes,
            rowsRead: rowsRead,
            missingValues: assembly.missingValues,
            skippedRows: assembly.skippedRows,
            gaps: assembly.gaps,
            findings: assembly.findings.all,
            findingCounts: assembly.findings.counts,
            lines: assembly.lines
        )
        ingestion.layout = choice.layout
        ingestion.emptySeries = empty.count
        ingestion.unseenCategories = covariates.unseen
        return ingestion
    }

    private func notes(_ empty: [String]) -> [String] {
        var notes = table.notes + choice.notes + (times?.notes ?? [])
        if !empty.isEmpty {
            notes.append("left out \(counted(empty.count, "column")) without a number: \(list(empty))")
        }
        return notes
    }

    private var columnNames: ColumnNames {
        let time = choice.time.map { table.names[$0] }
        if choice.layout == .columns { return .ofColumns(time: time) }
        let ids = choice.ids.map { table.names[$0] }
        return ColumnNames(
            time: time, target: table.names[choice.target],
            id: ids.count > 1 ? JoinedID.joined(ids) : ids.first, idParts: ids.count > 1 ? ids : [])
    }

    /// Describes the covariates, and gives categories their final numbers.
    private mutating func numberCategories(_ columns: inout ColumnNames) {
        let all = covariates.descriptions()
        columns.covariates = Array(all.covariates[..<covariateCount])
        columns.statics = Array(all.covariates[covariateCount...])
        for (place, order) in all.orders.enumerated() {
            guard let order else { continue }
            for owner in series.indices { series[owner].renumber(place, covariateCount, order) }
        }
    }

    /// Columns of words that are read as nothing else, and so might be ids.
    private var otherTexts: [String] {
        table.names.indices.filter { column in
            table.profiles[column].content == .text && !choice.columns.contains(column)
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
