import TimeSeries

/// Fills holes with what was known before them, or marks them to be drawn across once they are over, and counts.
struct FillingTally {
    private var forward = 0
    private var zero = 0
    private var interpolated = 0

    /// Fills the holes between the first and the last value as asked.
    ///
    /// - Parameter isFinal: Whether the rows are as they will be; steps to draw across are only counted then.
    /// - Returns: The first row that was to be refused; nothing is said of rows after it.
    mutating func fill(_ rows: inout SeriesRows, _ repairs: RepairOptions, isFinal: Bool = true) -> Int? {
        defer { if isFinal { interpolated += rows.interpolatedRows.reduce(0) { $0 + $1.count } } }
        let gaps = repairs.gaps ?? .standard
        // Of steps of finer rows every cell has been judged.
        let cells = rows.isBroughtTogether ? .leave : repairs.fill ?? .standard
        guard gaps != .leave || cells != .leave, let first = rows.values.firstIndex(where: { !$0.isNaN }),
            let end = rows.values.lastIndex(where: { !$0.isNaN })
        else { return nil }
        var last = rows.values[first]
        var filled: [Range<Int>] = []
        var drawn: [Range<Int>] = []
        for row in first..<end {
            if !rows.values[row].isNaN {
                last = rows.values[row]
                continue
            }
            switch rows.isInserted(row) ? gaps : cells {
            case .leave: continue
            case .error: return row
            case .interpolate: drawn.extend(by: row)
            case .forward:
                rows.values[row] = last
                forward += 1
                filled.extend(by: row)
            case .zero:
                rows.values[row] = 0
                zero += 1
            }
        }
        rows.filledRows = (rows.filledRows + filled).joined
        rows.interpolatedRows = (rows.interpolatedRows + drawn).joined
        return nil
    }

    /// What was filled, a line each.
    var notes: [String] {
        var notes: [String] = []
        if forward > 0 {
            notes.append("filled \(counted(forward, "missing value")) with the last one before; none is scored")
        }
        if zero > 0 {
            notes.append(
                "filled \(counted(zero, "missing value")) with zero, as data: \(zero == 1 ? "it is" : "they are") learned "
                    + "from and scored")
        }
        if interpolated > 0 {
            notes.append(
                "\(counted(interpolated, "missing value")) will be seen as straight lines by networks and ridge, each once "
                    + "it is over; none is learned as a target or scored")
        }
        return notes
    }
}

extension [Range<Int>] {
    /// Adds `row`, which is after all that are in it.
    fileprivate mutating func extend(by row: Int) {
        if let last, last.upperBound == row {
            self[count - 1] = last.lowerBound..<row + 1
        } else {
            append(row..<row + 1)
        }
    }
}
