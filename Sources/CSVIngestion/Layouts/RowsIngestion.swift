import Diagnostics
import TimeSeries

/// Reads a panel from a reader that stands at the first record of a file of one series a row.
func readRows(_ reader: inout RecordReader, options: CSVOptions, memory: Int) throws(CSVError) -> Ingestion {
    let place = DiagnosticLocation(file: reader.path)
    try options.checkWithoutTable(rows: "every row is a series", at: place)
    if !options.covariates.statics.isEmpty {
        throw .layoutDoesNotFit(
            "every row is a series, so there is no column for --static", fix: "leave --static out", at: place)
    }
    try options.checkNumbered(at: place)
    let rows = try RowSeries(&reader, options: options, memory: memory)
    return try Ingestion(rows, options: options)
}

extension Ingestion {
    /// The series of rows, numbered from 1.
    init(_ rows: RowSeries, options: CSVOptions) throws(CSVError) {
        let filled = rows.series.filter { row in row.values.contains { !$0.isNaN } }
        guard !filled.isEmpty else { throw .noValues(at: DiagnosticLocation(file: rows.path)) }
        var series = filled.map { row in
            var series = SeriesRows(id: row.id)
            series.timestamps = row.values.indices.map { Timestamp(ticks: Int64($0 + 1)) }
            series.values = row.values
            for _ in row.values { series.lines.append(row.line) }
            return series
        }
        let ends = series.numberToCommonEnd()
        var assembly = PanelAssembly(
            path: rows.path, format: .ordinal, options: options,
            columns: ColumnNames(time: nil, target: rows.idName == "value" ? "y" : "value", id: rows.idName))
        let panel = try assembly.panel(series)
        var notes = [
            "reading every row as a series, its values numbered from 1; --layout long reads rows of single values"
        ]
        if let ends { notes.append(ends) }
        let empty = rows.series.filter { row in row.values.allSatisfy(\.isNaN) }.map(\.id)
        if !empty.isEmpty { notes.append("left out \(counted(empty.count, "row")) without a number: \(list(empty))") }
        self.init(
            panel: panel, notes: notes + assembly.notes, rowsRead: rows.series.count,
            missingValues: assembly.missingValues, skippedRows: assembly.skippedRows, gaps: assembly.gaps,
            findings: assembly.findings.all,
            findingCounts: assembly.findings.counts, lines: assembly.lines)
        layout = .rows
        emptySeries = empty.count
    }
}

extension CSVOptions {
    /// Makes sure that no flag names columns of a file that has none.
    func checkWithoutTable(rows: String, at place: DiagnosticLocation) throws(CSVError) {
        let flags: [(name: String, isSet: Bool)] = [
            ("--target", target != nil), ("--time", time != nil), ("--id", id != nil),
            ("--past", !covariates.past.isEmpty), ("--future", !covariates.future.isEmpty),
        ]
        guard let flag = flags.first(where: \.isSet) else { return }
        throw .layoutDoesNotFit(
            "\(rows), so there is no column for \(flag.name)",
            fix: "leave \(flag.name) out, or pass --layout long if every row is one value", at: place)
    }

    /// Makes sure that nobody expects times of numbered rows.
    func checkNumbered(at place: DiagnosticLocation) throws(CSVError) {
        guard let frequency else { return }
        if case .ordinal = frequency { return }
        let season = Frequency.usualSeason(frequency)
        throw .layoutDoesNotFit(
            "rows without times are numbered, they cannot be \(frequency)",
            fix: "leave --frequency out"
                + (season.map { ", and pass --season \($0) for the season of such rows" } ?? ""),
            at: place)
    }
}

extension Frequency {
    /// The season of rows of a frequency that is asked for; nil where none is usual.
    static func usualSeason(_ request: FrequencyRequest) -> Int? {
        let frequency: Frequency =
            switch request {
            case .ordinal(let step): .ordinal(step: step)
            case .fixed(let seconds): .fixed(seconds: seconds)
            case .calendar(let months), .anchored(let months, _): .calendar(months: months, anchor: .day(1))
            case .sessions: .sessions
            case .week(let pattern): .week(pattern)
            case .weekly: .fixed(seconds: secondsPerWeek)
            }
        return frequency.defaultSeasonLength
    }
}

extension CSVError {
    /// No row or line has a number.
    static func noValues(at place: DiagnosticLocation) -> CSVError {
        CSVError(.allMissing, "no series holds a number", fix: "give a file with values", at: place)
    }
}
