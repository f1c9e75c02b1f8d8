import TimeSeries

extension SeriesRows {
    /// What stands for a row that the file does not hold.
    static let inserted: Int32 = -1

    /// Makes these rows its own: `rows` are places of present ones in the new order, or ``inserted`` for a missing one, whose
    /// time `timestamps` gives.
    mutating func take(_ rows: [Int32], at timestamps: [Timestamp]) {
        func taken(_ numbers: [Double]) -> [Double] { rows.map { $0 < 0 ? .nan : numbers[Int($0)] } }
        if let old = fileRows {
            fileRows = rows.map { $0 < 0 ? Self.inserted : old[Int($0)] }
        } else {
            fileRows = rows
        }
        values = taken(values)
        covariates = covariates.map(taken)
        filledRows = Self.moved(filledRows, to: rows)
        interpolatedRows = Self.moved(interpolatedRows, to: rows)
        self.timestamps = timestamps
    }

    /// Where marked rows are now.
    private static func moved(_ marks: [Range<Int>], to rows: [Int32]) -> [Range<Int>] {
        if marks.isEmpty { return [] }
        let marked = Set(marks.joined())
        return rows.indices.filter { rows[$0] >= 0 && marked.contains(Int(rows[$0])) }.map { $0..<$0 + 1 }.joined
    }

    /// Makes these of the present rows its own.
    mutating func take(_ rows: [Int32]) {
        let timestamps = timestamps
        take(rows, at: rows.map { timestamps[Int($0)] })
    }

    /// The line of a row; 0 for one that was inserted.
    func line(_ row: Int) -> Int {
        guard let fileRows else { return lines[row] }
        return fileRows[row] < 0 ? 0 : lines[Int(fileRows[row])]
    }

    /// Whether the file holds no such row.
    func isInserted(_ row: Int) -> Bool { fileRows.map { $0[row] < 0 } ?? false }

    /// The line of the first row from `row` on that the file holds; 0 when there is none.
    func line(nextFrom row: Int) -> Int {
        (row..<timestamps.count).first { !isInserted($0) }.map { line($0) } ?? 0
    }

    /// Rows of the file without a value.
    var missingCells: Int {
        let missing = values.count { $0.isNaN }
        guard missing > 0, let fileRows else { return missing }
        return zip(values, fileRows).reduce(0) { $0 + ($1.0.isNaN && $1.1 >= 0 ? 1 : 0) }
    }
}
