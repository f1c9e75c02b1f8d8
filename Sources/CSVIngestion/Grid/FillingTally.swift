import TimeSeries

/// Fills holes with what was known before them, and counts.
struct FillingTally {
    private var forward = 0
    private var zero = 0

    /// Fills the holes between the first and the last value as asked.
    ///
    /// - Returns: The first row that was to be refused; nothing is said of rows after it.
    mutating func fill(_ rows: inout SeriesRows, _ repairs: RepairOptions) -> Int? {
        let gaps = repairs.gaps ?? .standard
        let cells = repairs.fill ?? .standard
        guard gaps.actsOnReading || cells.actsOnReading,
            let first = rows.values.firstIndex(where: { !$0.isNaN }),
            let end = rows.values.lastIndex(where: { !$0.isNaN })
        else { return nil }
        var last = rows.values[first]
        for row in first..<end {
            if !rows.values[row].isNaN {
                last = rows.values[row]
                continue
            }
            switch rows.isInserted(row) ? gaps : cells {
            case .leave, .interpolate: continue
            case .error: return row
            case .forward:
                rows.values[row] = last
                forward += 1
            case .zero:
                rows.values[row] = 0
                zero += 1
            }
            rows.addFilled(row)
        }
        return nil
    }

    /// What was filled, a line each.
    var notes: [String] {
        var notes: [String] = []
        if forward > 0 {
            notes.append("filled \(counted(forward, "missing value")) with the last one before; none is scored")
        }
        if zero > 0 { notes.append("filled \(counted(zero, "missing value")) with zero; none is scored") }
        return notes
    }
}

extension HoleFilling {
    /// Whether anything is to be done when the file is read.
    fileprivate var actsOnReading: Bool { self != .leave && self != .interpolate }
}

extension SeriesRows {
    /// Remembers that the value of `row`, which is after all such, has been filled in.
    fileprivate mutating func addFilled(_ row: Int) {
        if let last = filledRows.last, last.upperBound == row {
            filledRows[filledRows.count - 1] = last.lowerBound..<row + 1
        } else {
            filledRows.append(row..<row + 1)
        }
    }
}
