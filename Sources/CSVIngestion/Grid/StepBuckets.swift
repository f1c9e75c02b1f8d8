import TimeSeries

/// The rows of one series by the longer step in which they fall.
struct StepBuckets {
    /// For each step that has rows, its first and its last.
    private(set) var rows: [Range<Int>] = []
    /// When each of these steps begins.
    private(set) var starts: [Timestamp] = []
    /// When each of them ends.
    private(set) var ends: [Timestamp] = []
    private let timestamps: [Timestamp]
    /// The step of the rows themselves, of which each has one; nil where they have none.
    private let own: Frequency?

    init(_ timestamps: [Timestamp], step: Frequency, own: Frequency?) {
        self.timestamps = timestamps
        self.own = own
        guard let first = timestamps.first else { return }
        let grid = TimeGrid(ofStarts: step, first: first)
        var start = 0
        var position = grid.position(atOrBefore: first)
        var end = grid.timestamp(at: position + 1)
        func close(_ row: Int) {
            rows.append(start..<row)
            starts.append(grid.timestamp(at: position))
            ends.append(end)
        }
        for row in timestamps.indices where timestamps[row] >= end {
            close(row)
            start = row
            position = grid.position(atOrBefore: timestamps[row])
            end = grid.timestamp(at: position + 1)
        }
        close(timestamps.count)
    }

    /// The step in which a row falls.
    func step(ofRow row: Int) -> Int {
        var low = 0
        var high = rows.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if rows[middle].lowerBound <= row { low = middle } else { high = middle }
        }
        return low
    }

    /// Leaves out the steps besides `kept`.
    mutating func keep(_ kept: Range<Int>) {
        (rows, starts, ends) = (Array(rows[kept]), Array(starts[kept]), Array(ends[kept]))
    }

    // MARK: - Ends of what is known

    /// Whether the first and the last step with a value are only a part of it, because values begin or end within them.
    ///
    /// Rows with a step of their own tell by the row before or after; of others see ``isUnusual(_:among:margin:)``.
    ///
    /// - Parameter values: The values of the rows, NaN where missing.
    /// - Returns: The steps, nil where they are whole.
    func partialEnds(_ values: [Double]) -> (first: Int?, last: Int?) {
        guard let first = values.firstIndex(where: { !$0.isNaN }), let last = values.lastIndex(where: { !$0.isNaN })
        else { return (nil, nil) }
        let (begin, end) = (step(ofRow: first), step(ofRow: last))
        let isPartial = own.map { beginsOrEndsWithin($0, first, last) } ?? seemsPartial(values, first, last)
        return (isPartial.first ? begin : nil, isPartial.last ? end : nil)
    }

    /// The steps within which no rows begin or end, where rows have a step of their own; all where there is only one.
    var wholeSteps: Range<Int> {
        guard let own, rows.count > 1 else { return rows.indices }
        let isPartial = beginsOrEndsWithin(own, 0, timestamps.count - 1)
        let end = rows.count - (isPartial.last ? 1 : 0)
        return (isPartial.first && end > 1 ? 1 : 0)..<end
    }

    private func beginsOrEndsWithin(_ own: Frequency, _ first: Int, _ last: Int) -> (first: Bool, last: Bool) {
        let grid = TimeGrid(own, through: timestamps[first])
        let previous = grid.timestamp(at: grid.position(atOrBefore: timestamps[first]) - 1)
        let next = own.timestamps(after: timestamps[last], count: 1)[0]
        return (previous >= starts[step(ofRow: first)], next < ends[step(ofRow: last)])
    }

    /// Of rows without a step of their own: whether the first step begins later, or the last ends earlier, than others.
    private func seemsPartial(_ values: [Double], _ first: Int, _ last: Int) -> (first: Bool, last: Bool) {
        guard step(ofRow: first) < step(ofRow: last) else { return (false, false) }
        var before: [Int] = []
        var after: [Int] = []
        var longest = 0
        var previous = first
        var count = 0
        for row in first...last where !values[row].isNaN {
            longest = max(longest, Int(timestamps[row].ticks - timestamps[previous].ticks))
            previous = row
            count += 1
        }
        for place in step(ofRow: first)...step(ofRow: last) {
            let observed = rows[place].lazy.filter { !values[$0].isNaN }
            guard let one = observed.first, let other = rows[place].last(where: { !values[$0].isNaN }) else { continue }
            before.append(Int(timestamps[one].ticks - starts[place].ticks))
            after.append(Int(ends[place].ticks - timestamps[other].ticks))
        }
        let mean = Int(timestamps[last].ticks - timestamps[first].ticks) / max(1, count - 1)
        let others = (before.dropFirst().dropLast(), after.dropFirst().dropLast())
        if before.count < 5 { return (before[0] > longest, after[after.count - 1] > longest) }
        return (
            Self.isUnusual(before[0], among: others.0, margin: mean),
            Self.isUnusual(after[after.count - 1], among: others.1, margin: mean)
        )
    }

    /// Whether at most one in twenty of `others`, which are the same stretches of the steps between, are about as long.
    private static func isUnusual(_ stretch: Int, among others: ArraySlice<Int>, margin: Int) -> Bool {
        others.count { $0 + margin >= stretch } * 20 <= others.count
    }
}

extension TimeGrid {
    /// The grid on which steps begin: hours and days as clocks count them, weeks on Monday, months on the first, and
    /// numbered rows with the first one.
    fileprivate init(ofStarts step: Frequency, first: Timestamp) {
        let monday = 4 * CivilDate.secondsPerDay
        switch step {
        case .ordinal(let count): self.init(step, phase: Int(first.ticks).flooredRemainder(count), timeOfDay: 0)
        case .fixed(let seconds):
            let isWeeks = seconds % Frequency.secondsPerWeek == 0
            self.init(step, phase: isWeeks ? monday % seconds : 0, timeOfDay: 0)
        case .calendar: self.init(step, phase: 0, timeOfDay: 0)
        case .week(let pattern):
            let step = pattern.slots?.step ?? CivilDate.secondsPerDay
            self.init(.fixed(seconds: step), phase: (pattern.slots?.opening ?? 0) % step, timeOfDay: 0)
        case .sessions: self.init(.fixed(seconds: CivilDate.secondsPerDay), phase: 0, timeOfDay: 0)
        }
    }
}
