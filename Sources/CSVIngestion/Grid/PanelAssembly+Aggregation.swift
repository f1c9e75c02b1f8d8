import TimeSeries

extension PanelAssembly {
    /// Makes one row of all rows of a longer step, at the time the step begins.
    ///
    /// A first or last step that the file does not cover is left out, because its sum, or its last value, would be that of
    /// a part; whether it does is judged by the step of the rows, and where they have none all steps are kept.
    mutating func bringTogether(_ series: inout [SeriesRows], to request: FrequencyRequest) throws(CSVError)
        -> Frequency
    {
        guard request.isWritable(in: format) else {
            throw .stepNotWritable(request, format, path: path)
        }
        let step = request.fromStart
        let own = ownFrequency(of: series)
        if let own, own.approximateSeconds > step.approximateSeconds {
            throw .finerStep(step, rows: own, path: path)
        }
        if request.isDaily { moveToLocalClock(&series) }
        let aggregation = repairs.aggregate ?? .standard
        var before = 0
        var after = 0
        var partial = PartialSteps()
        for place in series.indices {
            let buckets = Buckets(series[place].timestamps, step: step, own: own)
            before += series[place].timestamps.count
            after += buckets.rows.count
            partial.add(buckets, series[place], format)
            let all = Array(Int32(0)..<Int32(series[place].timestamps.count))
            combine(buckets.rows, of: all, &series[place], by: aggregation, at: buckets.starts)
        }
        notes.append(
            "brought \(counted(before, "row")) together to \(after), \(step), each the \(aggregation.words) of its rows"
                + (repairs.aggregate == nil ? "; --aggregate sets another" : ""))
        notes += partial.notes
        return options.grid ?? step
    }

    /// The step of the rows as they are; nil when they have none.
    private func ownFrequency(of series: [SeriesRows]) -> Frequency? {
        let timestamps = series.map(\.timestamps)
        if let request = options.frequency { return try? request.resolved(for: timestamps, format: format) }
        if columns.time == nil { return .ordinal(step: 1) }
        return try? Frequency.inferred(from: timestamps, format: format)
    }

    /// Makes one row of each of `groups` of rows, which are ranges of `sorted`; its line is that of its first row.
    func combine(
        _ groups: [Range<Int>], of sorted: [Int32], _ rows: inout SeriesRows, by aggregation: Aggregation,
        at times: [Timestamp]? = nil
    ) {
        var one: [Double] = []
        func combined(_ numbers: [Double], _ aggregation: Aggregation) -> [Double] {
            groups.map { group in
                if group.count == 1 { return numbers[Int(sorted[group.lowerBound])] }
                one.removeAll(keepingCapacity: true)
                for place in group { one.append(numbers[Int(sorted[place])]) }
                return aggregation.combine(&one)
            }
        }
        let values = combined(rows.values, aggregation)
        let covariates = rows.covariates.enumerated().map { place, numbers in
            let isCategory = columns.covariates.indices.contains(place) && columns.covariates[place].categories != nil
            return combined(numbers, isCategory ? .last : aggregation)
        }
        let firsts = groups.map { sorted[$0.lowerBound] }
        if let times { rows.take(firsts, at: times) } else { rows.take(firsts) }
        rows.values = values
        rows.covariates = covariates
    }
}

/// The rows of one series by the longer step in which they fall.
private struct Buckets {
    /// For each step that has rows, its first and its last.
    private(set) var rows: [Range<Int>] = []
    /// When each of these steps begins.
    private(set) var starts: [Timestamp] = []
    /// When the first step begins, if it was left out because the rows begin within it.
    private(set) var partialFirst: Timestamp?
    /// When the last step begins, if it was left out because the rows end within it.
    private(set) var partialLast: Timestamp?

    /// - Parameter own: The step of the rows themselves, by which it is judged whether they cover the first and last step;
    ///   nil to keep these.
    init(_ timestamps: [Timestamp], step: Frequency, own: Frequency?) {
        guard let first = timestamps.first, let last = timestamps.last else { return }
        let grid = TimeGrid(ofStarts: step, first: first)
        var start = 0
        var position = grid.position(atOrBefore: first)
        var end = grid.timestamp(at: position + 1)
        func close(_ row: Int) {
            rows.append(start..<row)
            starts.append(grid.timestamp(at: position))
        }
        for row in timestamps.indices where timestamps[row] >= end {
            close(row)
            start = row
            position = grid.position(atOrBefore: timestamps[row])
            end = grid.timestamp(at: position + 1)
        }
        close(timestamps.count)
        guard let own, starts.count > 1 else { return }
        let ownGrid = TimeGrid(own, through: first)
        let previous = ownGrid.timestamp(at: ownGrid.position(atOrBefore: first) - 1)
        if own.timestamps(after: last, count: 1)[0] < end {
            partialLast = starts.removeLast()
            rows.removeLast()
        }
        if previous >= starts[0], starts.count > 1 {
            partialFirst = starts.removeFirst()
            rows.removeFirst()
        }
    }
}

/// Steps that were left out because the rows begin or end within them.
private struct PartialSteps {
    private var first: (count: Int, text: String) = (0, "")
    private var last: (count: Int, text: String) = (0, "")

    mutating func add(_ buckets: Buckets, _ rows: SeriesRows, _ format: TimestampFormat) {
        let owner = rows.id.map { " of series '\(display($0))'" } ?? ""
        if let start = buckets.partialFirst {
            if first.count == 0 { first.text = format.text(start) + owner }
            first.count += 1
        }
        if let start = buckets.partialLast {
            if last.count == 0 { last.text = format.text(start) + owner }
            last.count += 1
        }
    }

    var notes: [String] {
        [(first, "begin"), (last, "end")].compactMap { part, verb in
            guard part.count > 0 else { return nil }
            let others = part.count > 1 ? " and those of \(part.count - 1) more series" : ""
            return "left out the step at \(part.text)\(others), because the rows \(verb) within it"
        }
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

extension FrequencyRequest {
    /// The frequency whose steps are labelled by when they begin.
    fileprivate var fromStart: Frequency {
        switch self {
        case .ordinal(let step): .ordinal(step: step)
        case .fixed(let seconds): .fixed(seconds: seconds)
        case .calendar(let months), .anchored(let months, _): .calendar(months: months, anchor: .day(1))
        case .weekly: .fixed(seconds: Frequency.secondsPerWeek)
        case .sessions: .sessions
        case .week(let pattern): .week(pattern)
        }
    }
}

extension Frequency {
    /// About how long a step is; ordinals count as seconds.
    fileprivate var approximateSeconds: Int {
        switch self {
        case .ordinal(let step): step
        case .fixed(let seconds): seconds
        case .calendar(let months, _): months * 30 * CivilDate.secondsPerDay
        case .week(let pattern): pattern.slots?.step ?? CivilDate.secondsPerDay
        case .sessions: CivilDate.secondsPerDay
        }
    }
}

extension Aggregation {
    /// What it gives, for a note.
    fileprivate var words: String {
        switch self {
        case .mean, .sum, .median: rawValue
        case .first: "first"
        case .last: "last"
        case .min: "least"
        case .max: "greatest"
        }
    }
}
