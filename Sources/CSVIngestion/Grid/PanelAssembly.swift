import Diagnostics
import TimeSeries

/// Makes a panel of the rows of a file, which come as they stand there: puts them in order, settles which of several rows of
/// one time counts, brings them together to a coarser step, and places them on the grid of one common frequency.
///
/// Nothing is copied of a series that needs none of it.
struct PanelAssembly {
    let path: String
    /// The files over all of which lines are counted; empty for one.
    let files: [SourceFile]
    private(set) var format: TimestampFormat
    let options: CSVOptions
    let columns: ColumnNames
    /// Columns that might tell series apart, for the errors about rows of one time.
    let otherTexts: [String]

    var notes: [String] = []
    var gaps = GapSummary()
    var findings = FindingLog()
    /// For each series the lines of its rows.
    private(set) var lines: [RowLines] = []
    private(set) var missingValues = 0
    private(set) var skippedRows = 0
    var fillings = FillingTally()

    init(
        path: String, files: [SourceFile] = [], format: TimestampFormat, options: CSVOptions, columns: ColumnNames,
        otherTexts: [String] = [], sharesRows: Bool = false
    ) {
        self.path = path
        self.files = files
        self.format = format
        self.options = options
        self.columns = columns
        self.otherTexts = otherTexts
        findings = FindingLog(sharesRows: sharesRows)
    }

    var repairs: RepairOptions { options.repairs }

    /// Where a line, counted over all files, stands.
    func place(ofLine line: Int) -> DiagnosticLocation {
        files.count > 1 ? files.place(ofLine: line) : DiagnosticLocation(file: path, line: line)
    }

    /// A line in a sentence, with its file where there are several.
    func words(forLine line: Int) -> String {
        guard files.count > 1 else { return "line \(line)" }
        let place = files.place(ofLine: line)
        return "line \(place.line ?? line) of \(place.file)"
    }

    mutating func panel(_ rows: [SeriesRows]) throws(CSVError) -> Panel {
        var rows = rows
        try checkCount(rows)
        try order(&rows)
        let frequency =
            if let step = repairs.every { try bringTogether(&rows, to: step) } else {
                try frequency(rows.map(\.timestamps))
            }
        var series: [TimeSeries] = []
        series.reserveCapacity(rows.count)
        lines.reserveCapacity(rows.count)
        for place in rows.indices {
            series.append(try finished(&rows[place], place, on: frequency))
            rows[place] = SeriesRows(id: nil)
        }
        // A row of several series is left out once.
        skippedRows = min(skippedRows, findings.count(.offGrid))
        note(frequency)
        return Panel(series: series, columns: columns, frequency: frequency)
    }

    /// Puts the rows on the local clock, of which every day has 24 hours.
    mutating func moveToLocalClock(_ series: inout [SeriesRows]) {
        guard let local = format.onLocalClock else { return }
        for place in series.indices {
            for row in series[place].timestamps.indices {
                series[place].timestamps[row].ticks = Int64(format.localTicks(of: series[place].timestamps[row]))
            }
        }
        format = local
    }

    private func checkCount(_ series: [SeriesRows]) throws(CSVError) {
        guard !options.knowsFrequency, repairs.every == nil, let only = series.first,
            series.allSatisfy({ $0.timestamps.count == 1 })
        else { return }
        if series.count > 1, let id = columns.id {
            throw .everyRowASeries(id: id, isAsked: options.id != nil, at: place(ofLine: only.lines[0]))
        }
        throw .oneRow(at: place(ofLine: only.lines[0]))
    }

    private mutating func frequency(_ timestamps: [[Timestamp]]) throws(CSVError) -> Frequency {
        do throws(FrequencyError) {
            if let grid = options.grid {
                _ = try grid.request.resolved(for: timestamps, format: format)
                return grid
            }
            if let request = options.frequency { return try request.resolved(for: timestamps, format: format) }
            if columns.time == nil { return .ordinal(step: 1) }
            let frequency = try Frequency.inferred(from: timestamps, format: format)
            notes.append("reading the rows as \(frequency); --frequency sets another step")
            return frequency
        } catch {
            throw .frequency(error, path: path)
        }
    }

    /// The error of a hole that was to be none.
    func hole(_ row: Int, _ rows: SeriesRows) -> CSVError {
        .hole(
            format.text(rows.timestamps[row]), column: columns.target, isGap: rows.isInserted(row), series: rows.id,
            at: place(ofLine: rows.line(nextFrom: row)))
    }

    /// The series on its grid, filled as asked.
    private mutating func finished(_ rows: inout SeriesRows, _ place: Int, on frequency: Frequency) throws(CSVError)
        -> TimeSeries
    {
        let placed = try self.place(&rows, place, on: frequency)
        gaps.add(placed.gaps)
        skippedRows += placed.skipped
        missingValues += rows.missingCells
        if let hole = fillings.fill(&rows, repairs) { throw self.hole(hole, rows) }
        lines.append(RowLines(numbers: rows.lines, fileRows: rows.fileRows))
        var series = TimeSeries(
            id: rows.id, index: TimeIndex(increasing: rows.timestamps, format: format), values: rows.values,
            covariates: rows.covariates, statics: rows.statics)
        series.filledRows = rows.filledRows
        series.interpolatedRows = rows.interpolatedRows
        return series
    }
}
