import TimeSeries

/// A column that holds the hour of the day beside one that holds the date: `0` to `23`, `1` to `24`, `13:00` or `13:00:00`.
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

    /// Seconds since midnight of an hour, or of a time with colons; nil for other text.
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
            seconds += number * unit
            if position == text.count { return seconds <= 24 * 3600 ? seconds : nil }
            guard text[position] == UInt8(ascii: ":"), unit > 1 else { return nil }
            position += 1
            unit /= 60
        }
        return nil
    }

    /// Looks through the column for an hour that only one way of counting has.
    mutating func look(at reader: borrowing RecordReader) -> Bool {
        let (value, isLong) = reader.withField(column) { text in
            var colons = 0
            for position in 0..<text.count where text[position] == UInt8(ascii: ":") { colons += 1 }
            return (Self.seconds(text), colons == 2)
        }
        if isLong { hasSeconds = true }
        guard let value else { return false }
        if value == 24 * 3600 { countsFromOne = true }
        return value < 3600 || value == 24 * 3600
    }
}
