import TimeSeries

/// Which rows of a series repeat a time or are out of order, and how the rows stand when sorted.
///
/// A row repeats when an earlier row of the file has its time. Among the others, a row is out of order when its time is
/// before that of one above it.
struct RowOrder {
    /// All rows in the order of time, those of one time in the order of the file.
    let sorted: [Int32]
    /// For each row of the file the first one of its time.
    let first: [Int32]
    /// For each row of the file the row above that is later, below 0 for a row that is in order or repeats.
    let later: [Int32]

    init(_ timestamps: [Timestamp]) {
        var keys = timestamps.indices.map { (ticks: timestamps[$0].ticks, row: Int32($0)) }
        // Swift's sort takes runs that are in order, or in reverse, as they are.
        keys.sort { ($0.ticks, $0.row) < ($1.ticks, $1.row) }
        sorted = keys.map(\.row)
        var first = [Int32](repeating: 0, count: keys.count)
        for place in keys.indices {
            let repeats = place > 0 && keys[place].ticks == keys[place - 1].ticks
            first[Int(keys[place].row)] = repeats ? first[Int(keys[place - 1].row)] : keys[place].row
        }
        var later = [Int32](repeating: -1, count: keys.count)
        var latest = 0
        for row in timestamps.indices where first[row] == row {
            if timestamps[row] < timestamps[latest] { later[row] = Int32(latest) } else { latest = row }
        }
        self.first = first
        self.later = later
    }

    /// Whether a row of the file has the time of an earlier one.
    func repeats(_ row: Int) -> Bool { first[row] != row }

    /// Whether a row of the file is out of order.
    func isLate(_ row: Int) -> Bool { later[row] >= 0 }

    /// Whether any row repeats a time.
    var hasRepeats: Bool { first.indices.contains(where: repeats) }

    /// The places in ``sorted`` of the rows of one time each.
    var groups: [Range<Int>] {
        let starts = sorted.indices.filter { !repeats(Int(sorted[$0])) }
        return zip(starts, starts.dropFirst() + [sorted.count]).map { $0..<$1 }
    }
}
