extension Frequency {
    /// Finds the step that most rows keep.
    ///
    /// The most common difference between neighbouring rows decides: under four weeks it is a fixed step, and one day without
    /// weekends is ``sessions``; longer steps are tried as calendar months with the anchor that most rows share, and as a
    /// fixed step, and the one that is kept more often wins. Rows that are absent or stray are tolerated as long as half of the
    /// steps from row to row are kept.
    ///
    /// - Parameter indices: One index a series, all in the same format.
    /// - Throws: ``FrequencyError`` when no series has three rows, or when no step is kept by half of
    ///   them.
    public static func inferred(from indices: TimeIndex...) throws(FrequencyError) -> Frequency {
        try inferred(from: indices)
    }

    /// Finds the step that most rows of several series keep, as ``inferred(from:)-(TimeIndex...)`` does for one.
    public static func inferred(from indices: [TimeIndex]) throws(FrequencyError) -> Frequency {
        guard let format = indices.first?.format else { throw .tooFewRows(0) }
        return try inferred(from: indices.map(\.timestamps), format: format)
    }

    package static func inferred(from series: [[Timestamp]], format: TimestampFormat) throws(FrequencyError)
        -> Frequency
    {
        let longest = series.map(\.count).max() ?? 0
        guard longest >= 3, let step = mostCommonStep(series) else { throw .tooFewRows(longest) }
        var best = Frequency.ordinal(step: step)
        var kept = -1
        for candidate in candidates(step: step, series, format: format) {
            let steps = candidate.stepsKept(series)
            if steps > kept { (best, kept) = (candidate, steps) }
        }
        let steps = series.reduce(0) { $0 + max(0, $1.count - 1) }
        guard kept * 2 >= steps, step <= TimeGrid.longestStep else {
            throw .irregular(closest: best, kept: kept, steps: steps)
        }
        return best
    }

    /// The frequencies worth counting, the preferred one first.
    private static func candidates(step: Int, _ series: [[Timestamp]], format: TimestampFormat) -> [Frequency] {
        switch format.precision {
        case .ordinal: return [.ordinal(step: step)]
        case .year, .quarter, .month: return [calendar(series)]
        case .week, .day, .hour, .minute, .second:
            if step >= 28 * CivilDate.secondsPerDay { return [calendar(series), .fixed(seconds: step)] }
            return [step == CivilDate.secondsPerDay && skipsWeekends(series) ? .sessions : .fixed(seconds: step)]
        }
    }

    private static func mostCommonStep(_ series: [[Timestamp]]) -> Int? {
        mostCommon(
            series.lazy.flatMap { timestamps in
                zip(timestamps, timestamps.dropFirst()).lazy.map { Int($1.ticks - $0.ticks) }
            })
    }

    /// Whether the series run over weekends and hold almost no row there (of calendar days, two in seven would be).
    private static func skipsWeekends(_ series: [[Timestamp]]) -> Bool {
        var weekendRows = 0
        var rows = 0
        var spansWeekend = false
        for timestamps in series {
            rows += timestamps.count
            weekendRows += timestamps.count { $0.isOnWeekend }
            guard let first = timestamps.first, let last = timestamps.last else { continue }
            let weekday = CivilDate.weekday(daysSince1970: first.daysSince1970)
            spansWeekend = spansWeekend || weekday + last.daysSince1970 - first.daysSince1970 > 6
        }
        return spansWeekend && weekendRows * 20 <= rows
    }

    /// How often a row is followed, one step later, by the next row on the grid.
    private func stepsKept(_ series: [[Timestamp]]) -> Int {
        var steps = 0
        for timestamps in series {
            let grid = TimeGrid(self, fitting: timestamps)
            var previous: Int?
            for timestamp in timestamps {
                guard let position = grid.position(of: timestamp) else { continue }
                if let previous, position == previous + 1 { steps += 1 }
                previous = position
            }
        }
        return steps
    }
}

extension Frequency {
    /// The calendar step that most rows keep: the anchor shared by most, then the most common number of months between
    /// neighbours on it.
    static func calendar(_ series: [[Timestamp]]) -> Frequency {
        let anchor = anchor(series)
        let differences = series.lazy.flatMap { timestamps in
            let months = timestamps.lazy.map { CivilDate($0) }
                .filter { $0.day == anchor.day(inMonth: $0.month, year: $0.year) }
                .map(\.monthIndex)
            return zip(months, months.dropFirst()).lazy.map { $1 - $0 }.filter { $0 > 0 }
        }
        return .calendar(months: mostCommon(differences) ?? 1, anchor: anchor)
    }

    /// The day of the month on which most rows fall; the last day when that explains as many.
    static func anchor(_ series: [[Timestamp]]) -> MonthAnchor {
        // rows[k] counts the rows that an anchor on day k explains; day 31 is the last day of every month.
        var rows = [Int](repeating: 0, count: 32)
        for timestamp in series.joined() {
            let date = CivilDate(timestamp)
            let isLast = date.day == CivilDate.length(ofMonth: date.month, year: date.year)
            for day in date.day...(isLast ? 31 : date.day) { rows[day] += 1 }
        }
        let most = rows.max() ?? 0
        if rows[31] == most { return .lastDay }
        return .day(rows.firstIndex(of: most) ?? 1)
    }
}
