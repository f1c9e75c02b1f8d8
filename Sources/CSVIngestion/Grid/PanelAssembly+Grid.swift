import TimeSeries

/// What was done to put one series on its grid.
struct Placement {
    var gaps = GapSummary()
    /// Rows beside the grid that were left out.
    var skipped = 0
}

extension PanelAssembly {
    /// Leaves out rows beside the grid, when asked, and inserts a missing row wherever the grid has a time and the file has
    /// none.
    mutating func place(_ rows: inout SeriesRows, _ place: Int, on frequency: Frequency) throws(CSVError) -> Placement {
        // One look at the differences is all that most files need.
        if frequency.isKept(by: rows.timestamps) { return Placement() }
        let fit = GridFit(rows.timestamps, grid: TimeGrid(frequency, fitting: rows.timestamps))
        var placement = Placement()
        if let stray = fit.firstStray { try judge(stray, fit, rows, frequency) }
        placement.skipped = rows.timestamps.count - fit.following
        placement.gaps.absentSessions += fit.holidays
        if fit.absent > mostAbsent(for: fit.following) {
            throw .tooManyGaps(
                grid: frequency, inserted: fit.absent, present: fit.following, series: rows.id,
                at: self.place(ofLine: rows.line(0)))
        }
        if fit.firstStray == nil, fit.absent == 0, fit.longestHoliday <= Self.longestHoliday { return placement }
        makeRegular(&rows, place, fit, &placement)
        return placement
    }

    private func judge(_ stray: Int, _ fit: GridFit, _ rows: SeriesRows, _ frequency: Frequency) throws(CSVError) {
        guard options.skipOffGrid, fit.following > 0 else {
            throw .offGrid(
                format.text(rows.timestamps[stray]), grid: frequency, following: fit.following, absent: fit.absent,
                rows: rows.timestamps.count, series: rows.id, isGiven: options.grid != nil,
                remedy: IrregularRemedy([rows.timestamps], format: format),
                at: place(ofLine: rows.line(stray)))
        }
    }

    /// How many rows may be inserted: as many as there are; more when the user chose the grid.
    private func mostAbsent(for rows: Int) -> Int {
        options.knowsFrequency || repairs.every != nil ? rows * 20 : rows
    }

    /// The most days in a row that are taken for holidays without a word: no exchange closes for more weekdays.
    private static let longestHoliday = 4

    /// The rows on the grid, with a missing one for each of its times that has no row.
    private mutating func makeRegular(
        _ rows: inout SeriesRows, _ place: Int, _ fit: GridFit, _ placement: inout Placement
    ) {
        var taken: [Int32] = []
        var timestamps: [Timestamp] = []
        taken.reserveCapacity(fit.following + fit.absent)
        timestamps.reserveCapacity(fit.following + fit.absent)
        var next = fit.first
        for row in rows.timestamps.indices {
            let timestamp = rows.timestamps[row]
            guard let position = fit.grid.position(of: timestamp) else {
                findings.add(.offGrid, to: rows.id, place, line: rows.line(row)) { format.text(timestamp) }
                continue
            }
            if position > next {
                let hole = fit.hole(next..<position)
                for absent in hole.inserted { insert(absent, fit.grid, &taken, &timestamps) }
                placement.gaps.add(hole.inserted.count) { format.text(fit.grid.timestamp(at: hole.inserted[0])) }
                let count = hole.inserted.count + (hole.holidays > Self.longestHoliday ? hole.holidays : 0)
                if count > 0 {
                    findings.add(.gap, to: rows.id, place, line: rows.line(row), rows: count) {
                        format.text(fit.grid.timestamp(at: hole.inserted.first ?? next))
                    }
                }
            }
            taken.append(Int32(row))
            timestamps.append(timestamp)
            next = position + 1
        }
        if taken.count != rows.timestamps.count || placement.skipped > 0 { rows.take(taken, at: timestamps) }
    }

    private func insert(_ position: Int, _ grid: TimeGrid, _ taken: inout [Int32], _ timestamps: inout [Timestamp]) {
        taken.append(SeriesRows.inserted)
        timestamps.append(grid.timestamp(at: position))
    }

    mutating func note(_ frequency: Frequency) {
        if let first = findings.first(.offGrid) {
            notes.append(
                "left out \(counted(skippedRows, "row")) off the grid, \(frequency.gridDescription); the first is "
                    + "\(first.time) on \(words(forLine: first.line))")
        }
        if let first = gaps.firstInserted {
            let owner = findings.first(.gap).map(owner) ?? ""
            notes.append("inserted \(counted(gaps.insertedRows, "row")) as missing, the first at \(first)\(owner)")
        }
        if gaps.absentSessions > 0 {
            let day = frequency == .sessions ? "weekday" : "day"
            notes.append("\(counted(gaps.absentSessions, day)) without a row taken for holidays")
        }
        notes += fillings.notes
    }
}

extension GapSummary {
    /// Counts inserted rows; the text of the first is made only when there were none before.
    mutating func add(_ rows: Int, first: () -> String) {
        guard rows > 0 else { return }
        if firstInserted == nil { firstInserted = first() }
        insertedRows += rows
    }

    /// Adds those of another series.
    mutating func add(_ other: GapSummary) {
        insertedRows += other.insertedRows
        absentSessions += other.absentSessions
        firstInserted = firstInserted ?? other.firstInserted
    }
}
