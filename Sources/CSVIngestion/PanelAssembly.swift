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

    init(path: String, format: TimestampFormat, options: CSVOptions) {
        self.path = path
        self.format = format
        self.options = options
    }

    mutating func panel(_ series: [SeriesRows], columns: ColumnNames, isNumbered: Bool) throws(CSVError) -> Panel {
        if series.allSatisfy({ $0.timestamps.count == 1 }), let only = series.first {
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
        let grid = TimeGrid(frequency, fitting: rows.timestamps)
        let positions = rows.timestamps.map { grid.position(of: $0) }
        let following = positions.count { $0 != nil }
        if let stray = positions.firstIndex(of: nil) {
            let text = format.text(rows.timestamps[stray])
            guard options.skipOffGrid, following > 0 else {
                throw .offGrid(
                    text, grid: frequency, following: following, rows: positions.count, series: rows.id,
                    at: DiagnosticLocation(file: path, line: rows.lines[stray]))
            }
            skippedRows += positions.count - following
            if firstSkipped == nil { firstSkipped = "\(text) on line \(rows.lines[stray])" }
        }
        if frequency == .sessions { return keepRows(rows, at: positions) }
        return try fill(rows, at: positions, on: grid, following: following)
    }

    /// The rows on the grid, with nothing inserted; the weekdays without one are counted.
    private mutating func keepRows(_ rows: SeriesRows, at positions: [Int?]) -> TimeSeries {
        let kept = positions.compactMap { $0 }
        if let first = kept.first, let last = kept.last { gaps.absentSessions += last - first + 1 - kept.count }
        if kept.count == positions.count { return timeSeries(rows.id, rows.timestamps, rows.values) }
        let indices = positions.indices.filter { positions[$0] != nil }
        return timeSeries(rows.id, indices.map { rows.timestamps[$0] }, indices.map { rows.values[$0] })
    }

    /// The rows on the grid, with a missing value wherever the grid has a timestamp and the file has none.
    private mutating func fill(
        _ rows: SeriesRows,
        at positions: [Int?],
        on grid: TimeGrid,
        following: Int
    ) throws(CSVError) -> TimeSeries {
        guard let first = positions.compactMap({ $0 }).first, let last = positions.reversed().compactMap({ $0 }).first
        else {
            return timeSeries(rows.id, rows.timestamps, rows.values)
        }
        let absent = last - first + 1 - following
        if absent == 0, following == positions.count { return timeSeries(rows.id, rows.timestamps, rows.values) }
        if absent > following * (options.frequency == nil ? 1 : 20) {
            throw .tooManyGaps(
                grid: grid.frequency, inserted: absent, present: following, series: rows.id,
                at: DiagnosticLocation(file: path, line: rows.lines[0]))
        }
        var timestamps: [Timestamp] = []
        var values: [Double] = []
        timestamps.reserveCapacity(last - first + 1)
        values.reserveCapacity(last - first + 1)
        for (row, position) in positions.enumerated() {
            guard let position else { continue }
            while timestamps.count < position - first {
                let inserted = grid.timestamp(at: first + timestamps.count)
                if gaps.firstInserted == nil { gaps.firstInserted = format.text(inserted) }
                timestamps.append(inserted)
                values.append(.nan)
                gaps.insertedRows += 1
            }
            timestamps.append(rows.timestamps[row])
            values.append(rows.values[row])
        }
        return timeSeries(rows.id, timestamps, values)
    }

    private func timeSeries(_ id: String?, _ timestamps: [Timestamp], _ values: [Double]) -> TimeSeries {
        TimeSeries(id: id, index: TimeIndex(timestamps: timestamps, format: format), values: values)
    }

    private mutating func noteGrid(_ frequency: Frequency) {
        if let firstSkipped {
            notes.append(
                "left out \(counted(skippedRows, "row")) off the grid, \(frequency.gridDescription); the first is \(firstSkipped)"
            )
        }
        if let first = gaps.firstInserted {
            notes.append("inserted \(counted(gaps.insertedRows, "row")) as missing, the first at \(first)")
        }
        if gaps.absentSessions > 0 {
            notes.append("\(counted(gaps.absentSessions, "weekday")) without a row taken for holidays")
        }
    }
}
