import Diagnostics
import TimeSeries

extension TimeColumn {
    /// The time column of a file in the form that the user names, else in the one that its cells have.
    ///
    /// Where day and month could be either in the first rows, the whole column decides.
    ///
    /// - Parameters:
    ///   - hours: A column that holds the hour where this one holds the date.
    ///   - parts: The columns of the time where this one holds the year.
    ///   - preferred: The form that is probably meant.
    /// - Throws: ``CSVError`` when the named form or zone is none, or when the cells have two readings.
    init(
        _ column: Int, of table: SampledTable, hours: Int? = nil, parts: TimeParts? = nil, readsYears: Bool,
        preferring preferred: TimestampFormat? = nil, options: CSVOptions, limits: ReadingLimits
    ) throws(CSVError) {
        let name = table.names[column]
        var zone = preferred?.zone
        if let named = options.times.zone, named != zone?.name {
            zone = try ZoneFile.rules(named: named, path: table.path)
        }
        var notes: [String] = []
        if let parts {
            let reader = try TimePartsReader(parts, of: table, options, limits, &notes)
            self.init(column: column, name: name, zone: zone, parts: reader, notes: notes)
            return
        }
        var hourColumn: HourColumn?
        if let hours {
            let count = try HourCount(hours, of: table, options, limits)
            hourColumn = HourColumn(
                column: hours, name: table.names[hours], countsFromOne: count.isFromOne, hasSeconds: count.hasSeconds)
            if count.isFromOne { notes.append(count.note(table.names[hours])) }
        }
        let format = try Self.form(column, of: table, readsYears, preferred, options, limits, &notes)
        if let format, format.hasShortYear { notes.append("years of two digits are read as 1969 to 2068") }
        self.init(
            column: column, name: name, format: format, zone: zone, hours: hourColumn, readsYears: readsYears,
            notes: notes)
    }

    private static func form(
        _ column: Int, of table: SampledTable, _ readsYears: Bool, _ preferred: TimestampFormat?, _ options: CSVOptions,
        _ limits: ReadingLimits, _ notes: inout [String]
    ) throws(CSVError) -> TimestampFormat? {
        if let text = options.times.format { return try TimestampFormat.named(text, path: table.path) }
        let found = table.profiles[column].times.best(readsYears: readsYears)
        if let preferred, let same = found.first(where: { $0.readsAlike(preferred) }) { return same }
        guard found.count > 1 else { return found.first }
        var readings = TimeReadings(column: column, formats: found)
        try readings.readAll(of: table, options: options, limits: limits)
        let (format, note) = try readings.decision(name: table.names[column], path: table.path)
        notes += note
        return format
    }

    /// A column of times that are probably written as those of another file are.
    init(
        _ column: Int, of table: SampledTable, like format: TimestampFormat, options: CSVOptions, limits: ReadingLimits
    ) throws(CSVError) {
        try self.init(
            column, of: table, readsYears: !format.isOrdinal, preferring: format, options: options, limits: limits)
    }
}

extension TimestampFormat {
    /// The form that terms of strftime name.
    static func named(_ text: String, path: String) throws(CSVError) -> TimestampFormat {
        do throws(TimeFormatError) {
            return try TimestampFormat(strftime: text)
        } catch {
            throw CSVError(
                .timeFormat, error.message, fix: error.fix, at: DiagnosticLocation(file: path), exitStatus: .usage)
        }
    }
}

extension TimePartsReader {
    /// Finds how hours count.
    init(
        _ parts: TimeParts, of table: SampledTable, _ options: CSVOptions, _ limits: ReadingLimits,
        _ notes: inout [String]
    ) throws(CSVError) {
        self.init(parts: parts, names: parts.columns.map { table.names[$0] })
        guard let place = parts.units.firstIndex(of: .hour) else { return }
        let count = try HourCount(parts.columns[place], of: table, options, limits)
        countsHoursFromOne = count.isFromOne
        if count.isFromOne { notes.append(count.note(names[place])) }
    }
}

/// Several readings of one column, of which the right one is to be found.
private struct TimeReadings {
    let column: Int
    private var readings: [Reading]
    private var example = ""
    private var place: DiagnosticLocation?

    /// One form, and how well the column fits it.
    private struct Reading {
        var format: TimestampFormat
        var cells = 0
        var timestamps: [Timestamp] = []
    }

    /// Rows that are kept to judge order and regularity.
    private static let most = 100_000

    init(column: Int, formats: [TimestampFormat]) {
        self.column = column
        readings = formats.map { Reading(format: $0) }
    }

    /// Reads the column; of a pipe, which can be read only once, none.
    mutating func readAll(of table: SampledTable, options: CSVOptions, limits: ReadingLimits) throws(CSVError) {
        guard table.canBeReadAgain else { return }
        var reader = try RecordReader(path: table.path, options: options, limits: limits)
        try reader.rewind(keeping: [column], outOf: table.names.count)
        if table.hasHeader { _ = try reader.next() }
        while try reader.next() {
            guard reader.fieldCount > column else { continue }
            add(reader)
        }
    }

    private mutating func add(_ reader: borrowing RecordReader) {
        if place == nil {
            place = reader.location(ofField: column)
            example = reader.text(column).text
        }
        for index in readings.indices {
            let format = readings[index].format
            let read: (TimestampFormat, Timestamp)? = reader.withField(column) { cell in
                if let timestamp = format.timestamp(utf8: cell) { return (format, timestamp) }
                guard let wider = format.widened(toRead: cell) else { return nil }
                return wider.timestamp(utf8: cell).map { (wider, $0) }
            }
            guard let (wider, timestamp) = read else { continue }
            readings[index].format = wider
            readings[index].cells += 1
            if readings[index].timestamps.count < Self.most { readings[index].timestamps.append(timestamp) }
        }
    }

    /// The reading that most cells allow, else the only one that is in order or regular.
    func decision(name: String, path: String) throws(CSVError) -> (TimestampFormat, notes: [String]) {
        let most = readings.map(\.cells).max() ?? 0
        let fit = readings.filter { $0.cells == most }
        if fit.count == 1 { return (fit[0].format, []) }
        let disorders = fit.map { $0.timestamps.disorders }
        if let only = disorders.onlyZero { return chosen(fit, only, because: "so they are in order") }
        let breaks = fit.map { $0.timestamps.breaks }
        if let only = breaks.onlyZero { return chosen(fit, only, because: "so they are regular") }
        throw .twoReadings(
            column: name, text: example, formats: fit.map(\.format),
            at: place ?? DiagnosticLocation(file: path))
    }

    private func chosen(_ fit: [Reading], _ index: Int, because reason: String) -> (TimestampFormat, notes: [String]) {
        let other = fit[index == 0 ? 1 : 0].format
        return (
            fit[index].format,
            [
                "reading dates such as \(display(example)) as \(fit[index].format.strftime), because \(reason); "
                    + "--time-format \(shellWord(other.strftime)) reads them the other way"
            ]
        )
    }
}

extension [Int] {
    /// The place of the only zero.
    fileprivate var onlyZero: Int? {
        let zeros = indices.filter { self[$0] == 0 }
        return zeros.count == 1 ? zeros[0] : nil
    }
}

extension [Timestamp] {
    /// Rows before the one above them.
    fileprivate var disorders: Int { zip(self, dropFirst()).count { $0 > $1 } }

    /// Steps that differ from the first one, in seconds or in whole months, whichever are fewer; rows before the one above them
    /// begin another series.
    fileprivate var breaks: Int {
        let steps = zip(self, dropFirst()).filter { $0 < $1 }
        guard let (start, next) = steps.first else { return 0 }
        let seconds = next.ticks - start.ticks
        let irregular = steps.count { $1.ticks - $0.ticks != seconds }
        let months = Self.months(start, next)
        let uneven = months == nil ? Int.max : steps.count { Self.months($0, $1) != months }
        return Swift.min(irregular, uneven)
    }

    /// Whole months between times on the same day of the month; nil for others.
    private static func months(_ start: Timestamp, _ end: Timestamp) -> Int? {
        let (first, last) = (CivilDate(start), CivilDate(end))
        return first.day == last.day && start.secondOfDay == end.secondOfDay ? last.monthIndex - first.monthIndex : nil
    }
}
