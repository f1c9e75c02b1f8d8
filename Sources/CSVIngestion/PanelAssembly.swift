import TimeSeries

/// Places the rows of every series on the grid of one common frequency: rows that are absent are inserted as missing, rows
/// beside the grid are refused or left out.
struct PanelAssembly {
    let path: String
    let format: TimestampFormat
    let options: CSVOptions

    private(set) var notes: [String] = []
    private(set) var gaps = GapSummary()
    private(set) var skippedRows = 0
    private var firstSkipped: String?
    /// The series of the first inserted row.
    private var firstGapOwner: String?

    init(path: String, format: TimestampFormat, options: CSVOptions) {
        self.path = path
        self.format = format
        self.options = options
    }

    mutating func panel(_ series: [SeriesRows], columns: ColumnNames, isNumbered: Bool) throws(CSVError) -> Panel {
        if !options.knowsFrequency, series.allSatisfy({ $0.timestamps.count == 1 }), let only = series.first {
            if series.count > 1, let id = columns.id {
                throw .everyRowASeries(id: id, isAsked: options.id != nil, path: path, line: only.lines[0])
            }
            throw .oneRow(path: path, line: only.lines[0])
        }
        let frequency = try frequency(series.map(\.timestamps), isNumbered: isNumbered)
        var regular: [TimeSeries] = []
        regular.reserveCapacity(series.count)
        for rows in series { regular.append(try place(rows, on: frequency)) }
        noteGrid(frequency)
        return Panel(series: regular, columns: columns, frequency: frequency)
    }

    private mutating func frequency(_ timestamps: [[Timestamp]], isNumbered: Bool) throws(CSVError) -> Frequency {
        do throws(FrequencyError) {
            if let grid = options.grid {
                _ = try grid.request.resolved(for: timestamps, format: format)
                return grid
            }
            if let request = options.frequency { return try request.resolved(for: timestamps, format: format) }
            if isNumbered { return .ordinal(step: 1) }
            let frequency = try Frequency.inferred(from: timestamps, format: format)
            notes.append("reading the rows as \(frequency); --frequency sets another step")
            return frequency
        } catch {
            throw .frequency(error, path: path)
        }
    }

    private mutating func place(_ rows: SeriesRows, on frequency: Frequency) throws(CSVError) -> TimeSeries {
        let fit = GridFit(rows.timestamps, grid: TimeGrid(frequency, fitting: rows.timestamps))
        if let stray = fit.firstStray {
            let text = format.text(rows.timestamps[stray])
            guard options.skipOffGrid, fit.following > 0 else {
                throw .offGrid(
                    text, grid: frequency, following: fit.following, rows: rows.timestamps.count, series: rows.id,
                    isGiven: options.grid != nil,
                    at: DiagnosticLocation(file: path, line: rows.lines[stray]))
            }
            skippedRows += rows.timestamps.count - fit.following
            if firstSkipped == nil { firstSkipped = "\(text) on line \(rows.lines[stray])" }
        }
        // Nothing is inserted for a holiday; a weekday without a row is only counted.
        if frequency == .sessions { gaps.absentSessions += fit.absent }
        if fit.absent > mostAbsent(for: fit.following, on: frequency) {
            throw .tooManyGaps(
                grid: frequency, inserted: fit.absent, present: fit.following, series: rows.id,
                at: DiagnosticLocation(file: path, line: rows.lines[0]))
        }
        let isAsItShouldBe = fit.firstStray == nil && (fit.absent == 0 || frequency == .sessions)
        return isAsItShouldBe ? timeSeries(rows, rows.timestamps, rows.values, rows.covariates) : regular(rows, fit)
    }

    /// How many places of the grid may be without a row: as many as have one; more when the user chose the grid, and any number
    /// when nothing is inserted for them.
    private func mostAbsent(for rows: Int, on frequency: Frequency) -> Int {
        if !options.knowsFrequency { return rows }
        return frequency == .sessions ? .max : rows * 20
    }

    /// The rows on the grid, with a missing value wherever the grid has a timestamp and the file has none.
    private mutating func regular(_ rows: SeriesRows, _ fit: GridFit) -> TimeSeries {
        let isFilled = fit.grid.frequency != .sessions
        var timestamps: [Timestamp] = []
        var values: [Double] = []
        var covariates: [[Double]] = rows.covariates.map { _ in [] }
        timestamps.reserveCapacity(fit.following + (isFilled ? fit.absent : 0))
        values.reserveCapacity(timestamps.capacity)
        for (row, (timestamp, value)) in zip(rows.timestamps, rows.values).enumerated() {
            guard let position = fit.grid.position(of: timestamp) else { continue }
            while isFilled, timestamps.count < position - fit.first {
                let inserted = fit.grid.timestamp(at: fit.first + timestamps.count)
                if gaps.firstInserted == nil {
                    gaps.firstInserted = format.text(inserted)
                    firstGapOwner = rows.id
                }
                timestamps.append(inserted)
                values.append(.nan)
                for place in covariates.indices { covariates[place].append(.nan) }
                gaps.insertedRows += 1
            }
            timestamps.append(timestamp)
            values.append(value)
            for place in covariates.indices { covariates[place].append(rows.covariates[place][row]) }
        }
        return timeSeries(rows, timestamps, values, covariates)
    }

    private func timeSeries(
        _ rows: SeriesRows, _ timestamps: [Timestamp], _ values: [Double], _ covariates: [[Double]]
    ) -> TimeSeries {
        TimeSeries(
            id: rows.id, index: TimeIndex(timestamps: timestamps, format: format), values: values,
            covariates: covariates, statics: rows.statics)
    }

    private mutating func noteGrid(_ frequency: Frequency) {
        if let firstSkipped {
            notes.append(
                "left out \(counted(skippedRows, "row")) off the grid, \(frequency.gridDescription); the first is \(firstSkipped)"
            )
        }
        if let first = gaps.firstInserted {
            let owner = firstGapOwner.map { " in series '\(display($0))'" } ?? ""
            notes.append("inserted \(counted(gaps.insertedRows, "row")) as missing, the first at \(first)\(owner)")
        }
        if gaps.absentSessions > 0 {
            notes.append("\(counted(gaps.absentSessions, "weekday")) without a row taken for holidays")
        }
    }
}

/// How the rows of a series lie on a grid.
private struct GridFit {
    let grid: TimeGrid
    /// The first row beside the grid.
    private(set) var firstStray: Int?
    /// Rows on the grid.
    private(set) var following = 0
    /// The grid position of the first row on it.
    private(set) var first = 0
    private var last = 0

    init(_ timestamps: [Timestamp], grid: TimeGrid) {
        self.grid = grid
        for (row, timestamp) in timestamps.enumerated() {
            guard let position = grid.position(of: timestamp) else {
                firstStray = firstStray ?? row
                continue
            }
            if following == 0 { first = position }
            last = position
            following += 1
        }
    }

    /// Places of the grid between the first and the last row that have no row.
    var absent: Int { following == 0 ? 0 : last - first + 1 - following }
}
