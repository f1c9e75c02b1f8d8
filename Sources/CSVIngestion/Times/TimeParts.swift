import TimeSeries

/// Columns that hold a time in parts: the year, then whatever is finer, a column each.
struct TimeParts {
    /// What a column counts, from the coarsest on.
    enum Unit: Int, CaseIterable, Comparable {
        case year, quarter, month, week, day, hour, minute

        static func < (lhs: Unit, rhs: Unit) -> Bool { lhs.rawValue < rhs.rawValue }

        /// The numbers that it may be; hours are 0 to 24 until it is known how they count.
        var range: ClosedRange<Int> {
            switch self {
            case .year: 1000...9999
            case .quarter: 1...4
            case .month: 1...12
            case .week: 1...53
            case .day: 1...31
            case .hour: 0...24
            case .minute: 0...59
            }
        }
    }

    /// The columns, that of the year first.
    let columns: [Int]
    let units: [Unit]

    /// The most columns that a time has.
    static let most = 5

    /// Nil when such columns tell no time together.
    init?(_ columns: [Int], _ units: [Unit]) {
        let allowed: [[Unit]] = [
            [.year, .quarter], [.year, .week], [.year, .month], [.year, .month, .day], [.year, .month, .day, .hour],
            [.year, .month, .day, .hour, .minute],
        ]
        guard columns.count == units.count, allowed.contains(units) else { return nil }
        self.columns = columns
        self.units = units
    }

    /// How the times are written when they are one.
    var format: TimestampFormat {
        switch units[units.count - 1] {
        case .year: .year
        case .quarter: TimestampFormat(pattern: "%Y-Q%q") ?? .month
        case .month: .month
        case .week: TimestampFormat(pattern: "%G-W%V") ?? .day
        case .day: .day
        case .hour, .minute:
            TimestampFormat(fields: TimestampFormat.isoFields(time: 1, separator: UInt8(ascii: " ")))
        }
    }
}

// MARK: - Columns

extension TimeParts {
    /// What the user names with `--time`, or a model remembers: the year first, or columns whose names say what they hold.
    ///
    /// - Returns: Nil when the first holds no years, so that it is a date with the hour beside it.
    init?(asked columns: [Int], of table: SampledTable) throws(CSVError) {
        let named = columns.map { KnownNames.unit(table.names[$0]) }
        let holdsYears = named.contains(.year) || table.profiles[columns[0]].holdsYears
        guard holdsYears, table.profiles[columns[0]].content != .date else { return nil }
        var pairs = Array(zip(columns, [Unit.year, .month, .day, .hour, .minute].prefix(columns.count)))
        let known = named.compactMap { $0 }
        if known.count == columns.count, Set(known).count == known.count {
            pairs = zip(columns, known).sorted { $0.1 < $1.1 }
        } else if pairs.count == 2, let unit = named[1], unit == .quarter || unit == .week {
            pairs[1].1 = unit
        }
        guard let parts = TimeParts(pairs.map(\.0), pairs.map(\.1)) else {
            let names = columns.map { table.names[$0] }
            throw .layoutDoesNotFit(
                "the columns \(list(names)) tell no time together",
                fix: "name those of year and month, and of day, hour and minute as far as they are there, such as "
                    + "--time year,month,day", at: table.places[columns[0]])
        }
        self = parts
    }

    /// The columns whose names and numbers are those of a year and of what is finer; nil where there are none.
    init?(namedIn table: SampledTable, except taken: [Int?]) {
        func column(_ unit: Unit) -> Int? {
            table.names.indices.first { column in
                !taken.contains(column) && KnownNames.unit(table.names[column]) == unit
                    && table.profiles[column].fits(unit)
            }
        }
        guard let year = column(.year) else { return nil }
        var columns = [year]
        var units = [Unit.year]
        if let month = column(.month) {
            (columns, units) = ([year, month], [.year, .month])
            for unit in [Unit.day, .hour, .minute] {
                guard let next = column(unit) else { break }
                columns.append(next)
                units.append(unit)
            }
        } else if let quarter = column(.quarter) ?? column(.week) {
            columns.append(quarter)
            units.append(KnownNames.unit(table.names[quarter]) ?? .quarter)
        }
        self.init(columns, units)
    }
}

extension ColumnProfile {
    /// Whether every cell is a year of four digits.
    var holdsYears: Bool { times.best(readsYears: true).first?.precision == .year }

    /// Whether every cell is a number that a part of a time can be.
    fileprivate func fits(_ unit: TimeParts.Unit) -> Bool {
        if unit == .year { return holdsYears }
        let numbers = cells.map { Array($0.utf8).span.wholeNumber }
        return !numbers.isEmpty && numbers.allSatisfy { $0.map(unit.range.contains) ?? false }
    }
}

extension Span<UInt8> {
    /// At most four digits, perhaps with a fraction of zeros as some tools write integers; nil for others.
    var wholeNumber: Int? {
        var number = 0
        var position = 0
        while position < count, self[position] &- UInt8(ascii: "0") <= 9 {
            number = number * 10 + Int(self[position] &- UInt8(ascii: "0"))
            position += 1
            if position > 4 { return nil }
        }
        guard position > 0 else { return nil }
        if position < count {
            guard self[position] == UInt8(ascii: "."), position + 1 < count else { return nil }
            for zero in position + 1..<count where self[zero] != UInt8(ascii: "0") { return nil }
        }
        return number
    }
}

// MARK: - Cells

/// Reads a time in parts.
struct TimePartsReader {
    let parts: TimeParts
    let names: [String]
    /// Whether hours count 1 to 24, so that the first of a day begins at midnight.
    var countsHoursFromOne = false

    /// The time of the reader's current record.
    func timestamp(_ reader: borrowing RecordReader) throws(CSVError) -> Timestamp {
        var values = [0, 1, 1, 1, 1, 0, 0]
        for place in parts.columns.indices {
            values[parts.units[place].rawValue] = try value(reader, place)
        }
        let days: Int?
        if parts.units[1] == .week {
            days = CivilDate.daysSince1970(isoYear: values[0], week: values[3], weekday: 1)
        } else {
            let month = parts.units[1] == .quarter ? values[1] * 3 - 2 : values[2]
            let date = CivilDate(year: values[0], month: month, day: values[4])
            days = date.isValid ? date.daysSince1970 : nil
        }
        guard let days else { throw noSuchDate(reader) }
        return Timestamp(ticks: Int64(days * CivilDate.secondsPerDay + values[5] * 3600 + values[6] * 60))
    }

    private func value(_ reader: borrowing RecordReader, _ place: Int) throws(CSVError) -> Int {
        let (column, unit) = (parts.columns[place], parts.units[place])
        let shift = unit == .hour && countsHoursFromOne ? 1 : 0
        let last = unit == .hour ? 23 + shift : unit.range.upperBound
        let range = unit.range.lowerBound + shift...last
        if let number = reader.withField(column, { $0.wholeNumber }), range.contains(number) { return number - shift }
        if reader.withField(column, { $0.isEmpty }) {
            throw .missingTimestamp(column: names[place], at: reader.location(ofField: column))
        }
        let fix = "write it as \(unit == .year ? "four digits" : "\(range.lowerBound) to \(range.upperBound)")"
        throw reader.badCell(column, name: names[place]) {
            CSVError(
                .notATimestamp, "column '\(display($0))': \"\(display($1))\" is no \(unit)", fix: fix, at: $2)
        }
    }

    private func noSuchDate(_ reader: borrowing RecordReader) -> CSVError {
        let last = parts.units.lastIndex { $0 < .hour } ?? 0
        let cells = parts.columns[...last].map { display(reader.text($0).text) }
        return CSVError(
            .noSuchDate, "\(cells.joined(separator: "-")) is not in the calendar", fix: "correct the date",
            at: reader.location(ofField: parts.columns[last]))
    }
}
