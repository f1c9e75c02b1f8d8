import TimeSeries

/// The columns that hold the time.
extension ColumnChooser {
    /// The column of the time and those of its finer parts: by names that say so and by cells that are dates, then in several
    /// columns, then by integers whose column is called as times are.
    mutating func findTime(except taken: [Int?]) throws(CSVError) -> (time: Int?, parts: TimeParts?) {
        if let column = first(KnownNames.certainTime, except: taken)
            ?? first(KnownNames.probableTime, except: taken, where: isDate)
        {
            return (noteTime(column), nil)
        }
        let dates = table.names.indices.filter { !taken.contains($0) && isDate($0) }
        if dates.count == 1 { return (noteTime(dates[0]), nil) }
        if dates.isEmpty, let parts = TimeParts(namedIn: table, except: taken) {
            notes.append("using \(list(parts.columns.map { table.names[$0] })) as the parts of the time")
            return (parts.columns[0], parts)
        }
        if let column = first(KnownNames.probableTime, except: taken, where: { table.profiles[$0].isInteger })
            ?? first(KnownNames.plausibleTime, except: taken, where: isPlausible)
        {
            return (noteTime(column), nil)
        }
        if dates.count > 1 { throw ambiguous("time", "--time", dates) }
        return (findCounter(except: taken), nil)
    }

    /// A first column that counts the rows, else none, which is said.
    private mutating func findCounter(except taken: [Int?]) -> Int? {
        let numbers = table.names.indices.filter { !taken.contains($0) && table.profiles[$0].content == .number }
        if let column = numbers.first, column == 0, table.profiles[0].isCounter,
            numbers.count + taken.compactMap({ $0 }).count > 1
        {
            return noteTime(column)
        }
        var note = "no column holds the time, so rows are numbered from 1; --time names one"
        if let column = numbers.first(where: { lookOfTimes($0) != nil }), let form = lookOfTimes(column) {
            let name = table.names[column]
            note += ": '\(display(name))' looks like \(form): --time \(shellWord(name))"
        }
        notes.append(note)
        return nil
    }

    private mutating func noteTime(_ column: Int) -> Int {
        notes.append("using '\(display(table.names[column]))' as the time column")
        if KnownNames.holdsYears.contains(normalised(column)), let day = table.profiles[column].sheetDay {
            notes.append(
                "'\(display(table.names[column]))' may count days as sheets do, \(day.number) for \(day.date): "
                    + "written as dates, the rows would have weekdays and months")
        }
        return column
    }

    /// Whether all cells may be times: dates, or integers that are times of a calendar, counts since 1970 or days of sheets.
    func isPlausible(_ column: Int) -> Bool {
        isDate(column) || integerForm(column) != nil || table.profiles[column].sheetDay != nil
    }

    private func isDate(_ column: Int) -> Bool {
        [.date, .foreignDate].contains(table.profiles[column].content)
    }

    /// The form of integers that all are times; nil where some are none.
    private func integerForm(_ column: Int) -> TimestampFormat? {
        guard table.profiles[column].isInteger else { return nil }
        return table.profiles[column].times.best(readsYears: true).first
    }

    /// What the integers of a column look like in spite of its name; nil where they may just be numbers.
    private func lookOfTimes(_ column: Int) -> String? {
        guard let form = integerForm(column), form.isUnix || table.profiles[column].increases else { return nil }
        switch form.strftime {
        case "%Q": return "milliseconds since 1970"
        case "%s": return "seconds since 1970"
        case "%Y": return "years"
        case "%Y%m": return "months"
        case "%Y%m%d": return "days"
        default: return "times"
        }
    }

    /// Whether integers in the column of the time are those of a calendar: its name says so, or its cells are of six digits and
    /// more and its name is that of a time, or the user's choice.
    func readsYears(_ column: Int, isAsked: Bool) -> Bool {
        let name = normalised(column)
        if KnownNames.holdsYears.contains(name) { return true }
        guard isAsked || ["time", "period"].contains(name), !table.profiles[column].counts else { return false }
        return integerForm(column).map { $0.precision > .year } ?? false
    }

    /// The column of the hour beside one of days that repeat.
    mutating func findHours(beside time: Int?, except taken: [Int?]) -> Int? {
        guard let time, table.profiles[time].repeats, !KnownNames.hours.contains(normalised(time)) else { return nil }
        let days = table.profiles[time].times.best(readsYears: true).first
        guard days?.precision == .day else { return nil }
        guard
            let hours = first(
                KnownNames.hours, except: taken + [time],
                where: { column in
                    let profile = table.profiles[column]
                    let hours = profile.cells.count { HourColumn.seconds(Array($0.utf8).span) != nil }
                    return profile.distinct > 1 && hours * 2 > profile.distinct
                })
        else { return nil }
        notes.append("using '\(display(table.names[hours]))' as the hour of the day")
        return hours
    }
}

extension ColumnProfile {
    /// The least cell and its date where every cell may be a day of 1970 to 2064 as sheets count them since 1900; nil elsewhere.
    fileprivate var sheetDay: (number: Int, date: String)? {
        let numbers = cells.compactMap { Int($0) }
        guard numbers.count == cells.count, let first = numbers.min(), let last = numbers.max(), first >= 25569,
            last < 60266
        else { return nil }
        let date = Timestamp(ticks: Int64((first - 25569) * CivilDate.secondsPerDay))
        return (first, TimestampFormat.day.text(date))
    }
}
