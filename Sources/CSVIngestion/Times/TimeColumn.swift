import TimeSeries

/// The column that holds the time: its form, and how its cells are read.
struct TimeColumn {
    /// The number of the column in the file.
    let column: Int
    let name: String
    /// The form of the cells; nil before the first where the sample showed none.
    private(set) var format: TimestampFormat?
    /// Choices made for the user.
    private(set) var notes: [String] = []
    /// The line of the first fraction of a second that is not zero.
    private(set) var firstFraction: Int?

    private let readsYears: Bool
    private var rows = 0
    /// The UTC offset of the first row.
    private var firstOffset = 0
    private var offsetChanges = false

    init(column: Int, name: String, format: TimestampFormat?, readsYears: Bool, notes: [String] = []) {
        self.column = column
        self.name = name
        self.format = format
        self.readsYears = readsYears
        self.notes = notes
    }

    /// The time of the reader's current record.
    ///
    /// - Throws: ``CSVError`` for a cell that is no time, or one in another form than the rest.
    @inline(__always)
    mutating func timestamp(_ reader: borrowing RecordReader) throws(CSVError) -> Timestamp {
        var reading = TimestampReading()
        let format = format
        let read: Timestamp? = reader.withField(column) { cell in
            guard let format else { return nil }
            return format.timestamp(utf8: cell, &reading)
        }
        guard let timestamp = read else { return try unusual(reader) }
        note(reading, reader)
        rows += 1
        return timestamp
    }

    private mutating func note(_ reading: TimestampReading, _ reader: borrowing RecordReader) {
        if reading.hasFraction, firstFraction == nil { firstFraction = reader.recordLine }
        if rows == 0 { firstOffset = reading.offset }
        if reading.offset != firstOffset { offsetChanges = true }
    }

    /// Reads a cell that has not the form of those before it: the first, or one that is only written a little differently.
    private mutating func unusual(_ reader: borrowing RecordReader) throws(CSVError) -> Timestamp {
        let (known, readsYears) = (format, readsYears)
        let found: TimestampFormat? = reader.withField(column) { cell in
            if let known { return known.widened(toRead: cell) }
            let forms = TimestampFormat.candidates(of: cell, integersAreTimes: readsYears)
            return forms.first ?? (TimestampFormat.ordinal.timestamp(utf8: cell) == nil ? nil : .ordinal)
        }
        guard let found else { throw fault(reader) }
        format = found
        return try timestamp(reader)
    }

    private func fault(_ reader: borrowing RecordReader) -> CSVError {
        if reader.withField(column, { $0.isEmpty }) {
            return .missingTimestamp(column: name, at: reader.location(ofField: column))
        }
        let (format, isFirst) = (format, rows == 0)
        return reader.badCell(column, name: name) {
            .badTimestamp(column: $0, text: $1, format: format, isFirst: isFirst, at: $2)
        }
    }

    /// Ends the column: what all rows have in common becomes a part of the form.
    ///
    /// An offset that never changes is not applied; the series then lives on the clock of its file.
    ///
    /// - Returns: Seconds to add to every timestamp.
    mutating func settle() -> Int {
        if let firstFraction {
            notes.append("fractions of a second are rounded to whole seconds, the first on line \(firstFraction)")
        }
        guard let format, format.hasOffset, !offsetChanges else { return 0 }
        self.format = format.withOffset(firstOffset)
        return firstOffset
    }
}
