import Diagnostics
import TimeSeries

/// The column that holds the time, or those that hold date and hour or other parts of it: their form and clock, and how their cells are read.
struct TimeColumn {
    /// The number of the column in the file.
    let column: Int
    let name: String
    /// The form of the cells; nil before the first where the sample showed none.
    private(set) var format: TimestampFormat?
    /// The column beside it that holds the hour.
    let hours: HourColumn?
    /// The columns of the time where it is in parts.
    private let parts: TimePartsReader?
    /// Choices made for the user.
    var notes: [String] = []

    /// Whether a cell says the time of its row whatever stands in other rows and columns.
    var readsRowsAlone: Bool { zone == nil && hours == nil && parts == nil }

    /// Whether hours in a column of their own count from 1 to 24.
    var hoursCountFromOne: Bool { hours?.countsFromOne ?? parts?.countsHoursFromOne ?? false }

    private let zone: TimeZoneRules?
    private let readsYears: Bool
    private var rows = 0
    /// Where the first fraction of a second is that is not zero.
    private var firstFraction: String?
    /// The UTC offset of the first row.
    private var firstOffset = 0
    /// The offset of the first row that has another, and where it is.
    private var otherOffset: (seconds: Int, place: DiagnosticLocation)?
    /// Local times without a change of clocks between them, and their offset.
    private var plain: (span: Range<Int64>, offset: Int64) = (0..<0, 0)
    /// Local times that the clocks skip, by the moments they were taken for.
    private var skipped: [Int64: Int64] = [:]
    private var firstSkipped: (time: Int64, place: DiagnosticLocation)?

    init(
        column: Int, name: String, format: TimestampFormat?, zone: TimeZoneRules? = nil, hours: HourColumn? = nil,
        readsYears: Bool, notes: [String] = []
    ) {
        self.column = column
        self.name = name
        self.format = format
        self.zone = zone
        self.hours = hours
        parts = nil
        self.readsYears = readsYears
        self.notes = notes
    }

    /// A time in parts.
    init(column: Int, name: String, zone: TimeZoneRules?, parts: TimePartsReader, notes: [String]) {
        self.column = column
        self.name = name
        format = parts.parts.format
        self.zone = zone
        hours = nil
        self.parts = parts
        readsYears = false
        self.notes = notes
    }

    /// The time of the reader's current record, on the clock on which rows are read: UTC where a zone or the cells tell it,
    /// else that of the file.
    ///
    /// - Parameter earlier: The times of the series so far, by which a local time that comes twice is told apart.
    /// - Throws: ``CSVError`` for a cell that is no time, or one in another form than the rest.
    @inline(__always)
    mutating func timestamp(_ reader: borrowing RecordReader, after earlier: [Timestamp]) throws(CSVError) -> Timestamp
    {
        if let parts {
            let timestamp = try parts.timestamp(reader)
            rows += 1
            return zone == nil ? timestamp : resolved(timestamp, reader, after: earlier)
        }
        var reading = TimestampReading()
        let format = format
        let read: Timestamp? = reader.withField(column) { cell in
            guard let format else { return nil }
            return format.written(utf8: cell, &reading)
        }
        guard var timestamp = read else { return try unusual(reader, after: earlier) }
        if reading.hasFraction || reading.offset != firstOffset { note(reading, reader) }
        if let hours { timestamp.ticks += try hours.seconds(reader) }
        rows += 1
        if zone == nil { return timestamp }
        return resolved(timestamp, reader, after: earlier)
    }

    private mutating func note(_ reading: TimestampReading, _ reader: borrowing RecordReader) {
        if reading.hasFraction, firstFraction == nil { firstFraction = reader.recordWords }
        if rows == 0 {
            firstOffset = reading.offset
        } else if reading.offset != firstOffset, otherOffset == nil {
            otherOffset = (reading.offset, reader.location(ofField: column))
        }
    }

    /// Reads a cell that has not the form of those before it: the first, or one that is only written a little differently.
    private mutating func unusual(_ reader: borrowing RecordReader, after earlier: [Timestamp]) throws(CSVError)
        -> Timestamp
    {
        let (known, readsYears) = (format, readsYears)
        let found: TimestampFormat? = reader.withField(column) { cell in
            if let known { return known.widened(toRead: cell) }
            let forms = TimestampFormat.candidates(of: cell, integersAreTimes: readsYears)
            return forms.first ?? (TimestampFormat.ordinal.timestamp(utf8: cell) == nil ? nil : .ordinal)
        }
        guard let found else { throw fault(reader) }
        format = found
        return try timestamp(reader, after: earlier)
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

    // MARK: - Zones

    /// The moment of a time on the clock of the zone.
    private mutating func resolved(
        _ written: Timestamp, _ reader: borrowing RecordReader, after earlier: [Timestamp]
    ) -> Timestamp {
        if plain.span.contains(written.ticks) { return Timestamp(ticks: written.ticks - plain.offset) }
        guard let zone, let format, !format.isOrdinal, !format.namesMoment else { return written }
        if let found = zone.plainSpan(around: written.ticks) {
            plain = (found.span, Int64(found.offset))
            return Timestamp(ticks: written.ticks - Int64(found.offset))
        }
        if let (first, second) = zone.instants(ofLocal: written.ticks) {
            return Timestamp(ticks: Self.choice(first, second, after: earlier))
        }
        let moment = zone.instant(ofLocal: written.ticks)
        if firstSkipped == nil { firstSkipped = (written.ticks, reader.location(ofField: column)) }
        if skipped.count < 1000 { skipped[moment] = written.ticks }
        return Timestamp(ticks: moment)
    }

    /// Of the two moments of a local time, the one that comes next in the order of the rows: of two rows of that time the first is
    /// summer time, and where the newest row comes first, winter time.
    private static func choice(_ first: Int64, _ second: Int64, after earlier: [Timestamp]) -> Int64 {
        guard let last = earlier.last?.ticks else { return first }
        let isDescending = earlier.count > 1 && earlier[earlier.count - 2].ticks > last
        if isDescending { return second < last ? second : first }
        return first > last || second <= last ? first : second
    }

    // MARK: - The end

    /// Ends the column: what all rows have in common becomes a part of the form, and rows a day or more apart are put on the local
    /// clock, whose days are all of one length.
    ///
    /// - Parameter isDaily: Whether the step is a day or longer; nil to see it in the rows.
    /// - Throws: ``CSVError`` when a local time does not exist, or when nothing tells the clock of days.
    mutating func settle(_ series: inout [[Timestamp]], isDaily: Bool? = nil) throws(CSVError) {
        if let firstFraction {
            notes.append("fractions of a second are rounded to whole seconds, the first on \(firstFraction)")
        }
        if let hours, let own = format {
            format = own.withHours(seconds: hours.hasSeconds)
            notes.append(
                "writing the times of '\(display(name))' and '\(display(hours.name))' together, in '\(display(name))'")
        }
        if let parts {
            notes.append("writing the times of \(list(parts.names)) together, in '\(display(name))'")
        }
        guard let format, !format.isOrdinal else { return }
        if let zone { return try settle(&series, format, on: zone, isDaily: isDaily) }
        guard format.hasOffset else { return }
        guard let otherOffset else {
            self.format = format.withOffset(firstOffset)
            for place in series.indices { series[place].shift(by: Int64(firstOffset)) }
            return
        }
        let example = ZoneGuess.name(offsets: firstOffset, otherOffset.seconds)
        if isDaily ?? series.areDaily {
            throw .offsetChanges(column: name, zone: example, at: otherOffset.place)
        }
        notes.append(
            "the UTC offset changes, so times are written in UTC; --timezone \(example) would write local times")
    }

    private mutating func settle(
        _ series: inout [[Timestamp]], _ format: TimestampFormat, on zone: TimeZoneRules, isDaily: Bool?
    ) throws(CSVError) {
        let skipped = skipped
        func civil(_ ticks: Int64) -> Int64 { skipped[ticks] ?? ticks + Int64(zone.offset(at: ticks)) }
        let isDaily = !format.isSubDaily || isDaily ?? (series.areDaily || series.restWhileClocksAreSet(in: zone))
        if !isDaily, let firstSkipped {
            let before = zone.offset(at: zone.instant(ofLocal: firstSkipped.time) - 1)
            throw .skippedTime(
                format.text(Timestamp(ticks: firstSkipped.time)), zone: zone.name, before: before,
                at: firstSkipped.place)
        }
        self.format = format.on(zone, countsUTC: !isDaily)
        if isDaily { for place in series.indices { series[place].shift(civil) } }
    }
}

extension [Timestamp] {
    fileprivate mutating func shift(by seconds: Int64) {
        for row in indices { self[row].ticks += seconds }
    }

    fileprivate mutating func shift(_ change: (Int64) -> Int64) {
        for row in indices { self[row].ticks = change(self[row].ticks) }
    }
}

extension [[Timestamp]] {
    /// Whether the usual step from row to row is about a day or longer, as it also is where the clocks are set in between.
    fileprivate var areDaily: Bool {
        var short = 0
        var long = 0
        for timestamps in self {
            for (start, end) in zip(timestamps, timestamps.dropFirst()).prefix(10_000) where start != end {
                if abs(end.ticks - start.ticks) < 22 * 3600 { short += 1 } else { long += 1 }
            }
        }
        return long > short
    }

    /// Whether no row stands near any change of clocks, as with business hours, which keep to the local clock.
    fileprivate func restWhileClocksAreSet(in zone: TimeZoneRules) -> Bool {
        var rests = false
        for timestamps in self {
            guard var last = timestamps.first?.ticks else { continue }
            var offset = zone.offset(at: last)
            for timestamp in timestamps.dropFirst() {
                let next = zone.offset(at: timestamp.ticks)
                if next != offset {
                    if abs(timestamp.ticks - last) <= 6 * 3600 { return false }
                    rests = true
                }
                (last, offset) = (timestamp.ticks, next)
            }
        }
        return rests
    }
}
