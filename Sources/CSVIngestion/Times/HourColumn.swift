import TimeSeries

/// A column that holds the hour of the day beside one that holds the date: `0` to `23`, `1` to `24`, `13:00`, `13:00:00` or
/// `13.00.00`.
struct HourColumn {
    let column: Int
    let name: String
    /// Whether hours count 1 to 24, so that the first of a day begins at midnight.
    var countsFromOne = false
    /// Whether seconds are written.
    var hasSeconds = false

    /// Seconds since midnight of the reader's current record.
    func seconds(_ reader: borrowing RecordReader) throws(CSVError) -> Int64 {
        let first = countsFromOne ? 1 : 0
        let seconds = reader.withField(column) { Self.seconds($0) }
        guard let seconds, seconds >= first * 3600, seconds <= 24 * 3600 else {
            let fix = "write hours as \(first) to \(first + 23), 13:00 or 13:00:00"
            throw reader.badCell(column, name: name) {
                CSVError(
                    .notATimestamp, "column '\(display($0))': \"\(display($1))\" is no hour of the day", fix: fix,
                    at: $2)
            }
        }
        return Int64(seconds - first * 3600)
    }

    /// Seconds since midnight of an hour, or of a time with colons or points; nil for other text.
    static func seconds(_ text: Span<UInt8>) -> Int? {
        var seconds = 0
        var unit = 3600
        var position = 0
        while unit > 0 {
            var number = 0
            let start = position
            while position < text.count, position - start < 2, text[position] &- 0x30 <= 9 {
                number = number * 10 + Int(text[position] &- 0x30)
                position += 1
            }
            guard position > start, unit == 3600 || number < 60 else { return nil }
            // Behind a point one digit would be a tenth.
            if unit < 3600, text[start - 1] == UInt8(ascii: "."), position - start < 2 { return nil }
            seconds += number * unit
            if position == text.count { return seconds <= 24 * 3600 ? seconds : nil }
            guard text[position] == UInt8(ascii: ":") || text[position] == UInt8(ascii: "."), unit > 1 else {
                return nil
            }
            position += 1
            unit /= 60
        }
        return nil
    }
}

/// How a column of hours counts them.
struct HourCount {
    /// Whether they are 1 to 24.
    private(set) var isFromOne = false
    /// Whether seconds are written.
    private(set) var hasSeconds = false
    private var isKnown = false
    /// Whether the user or a model says so, whatever the cells are.
    private var isDecided = false

    /// Looks for an hour that only one way of counting has: in the first rows, else in all of the file, where it can be read
    /// once more.
    init(_ column: Int, of table: SampledTable, _ options: CSVOptions, _ limits: ReadingLimits) throws(CSVError) {
        if let known = options.times.hoursCountFromOne { (isDecided, isKnown, isFromOne) = (true, true, known) }
        for cell in table.profiles[column].cells { look(at: Array(cell.utf8).span) }
        if isKnown || !table.canBeReadAgain { return }
        var reader = try RecordReader(path: table.path, options: options, limits: limits)
        try reader.rewind(keeping: [column], outOf: table.names.count)
        if table.hasHeader { _ = try reader.next() }
        while !isKnown, try reader.next() {
            if reader.fieldCount > column { reader.withField(column) { look(at: $0) } }
        }
    }

    private mutating func look(at text: Span<UInt8>) {
        var marks = 0
        for position in 0..<text.count where text[position] == UInt8(ascii: ":") || text[position] == 0x2e {
            marks += 1
        }
        if marks == 2 { hasSeconds = true }
        guard !isDecided, let seconds = HourColumn.seconds(text) else { return }
        if seconds < 3600 { (isKnown, isFromOne) = (true, false) }
        if seconds == 24 * 3600, !isKnown { (isKnown, isFromOne) = (true, true) }
    }

    /// Says how the hours of a column that count from one are read.
    func note(_ column: String) -> String {
        "hours in '\(display(column))' count from 1 to 24: 1 is read as 00:00 to 01:00 and written as 00:00"
    }
}
