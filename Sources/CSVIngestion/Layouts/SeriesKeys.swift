import TimeSeries

/// Tells series apart by the cells of their id columns.
struct SeriesKeys {
    /// The columns that make an id together; never empty.
    private let columns: [Int]
    private let names: [String]
    private var seriesByID: [String: Int] = [:]
    private var lastCells: [[UInt8]] = []
    private var lastSeries = 0

    init(columns: [Int], names: [String]) {
        self.columns = columns
        self.names = names
    }

    /// The number of the record's series, and its id when it is the first of that series.
    @inline(__always)
    mutating func series(of reader: borrowing RecordReader) throws(CSVError) -> (number: Int, newID: String?) {
        if isLast(reader) { return (lastSeries, nil) }
        return try changed(reader)
    }

    @inline(__always)
    private func isLast(_ reader: borrowing RecordReader) -> Bool {
        guard !lastCells.isEmpty else { return false }
        for place in columns.indices {
            let last = lastCells[place]
            if !reader.withField(columns[place], { $0.holds(last) }) { return false }
        }
        return true
    }

    private mutating func changed(_ reader: borrowing RecordReader) throws(CSVError) -> (number: Int, newID: String?) {
        var cells: [String] = []
        for column in columns { cells.append(try reader.id(column, name: names[column])) }
        lastCells = cells.map { Array($0.utf8) }
        let id = cells.count == 1 ? cells[0] : JoinedID.joined(cells)
        let (number, isNew) = series(id)
        lastSeries = number
        return (number, isNew ? id : nil)
    }

    /// The number of the series of an id, and whether it is the first of it.
    mutating func series(_ id: String) -> (number: Int, isNew: Bool) {
        if let known = seriesByID[id] { return (known, false) }
        let number = seriesByID.count
        seriesByID[id] = number
        return (number, true)
    }
}
