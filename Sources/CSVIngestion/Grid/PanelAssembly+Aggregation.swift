import Diagnostics
import TimeSeries

extension PanelAssembly {
    /// Makes one row of all rows of a longer step, at the time the step begins.
    ///
    /// Where the rows have a step of their own, what is absent is known: holes are filled first, as asked, and what is a
    /// hole still makes the sum of its step missing; of other choices it is counted. A first or last step that the values
    /// do not cover is left out, because its sum, or its last value, would be that of a part.
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
        let choices = try StepChoices(repairs, columns, isContinuing: options.grid != nil, path: path)
        let before = series.reduce(0) { $0 + $1.timestamps.count }
        let hadValues = series.contains { !$0.values.allSatisfy(\.isNaN) }
        var isComplete = [Bool](repeating: false, count: series.count)
        if let own {
            for place in series.indices { isComplete[place] = try complete(&series[place], place, on: own) }
        }
        if request.isDaily { moveToLocalClock(&series) }
        var partial = PartialSteps()
        for place in series.indices {
            let buckets = StepBuckets(series[place].timestamps, step: step, own: isComplete[place] ? own : nil)
            bringTogether(&series[place], buckets, choices, isComplete: isComplete[place], &partial)
        }
        let after = series.reduce(0) { $0 + $1.timestamps.count }
        notes.append("brought \(counted(before, "row")) together to \(after), \(step), \(choices.words)")
        notes += partial.notes(choices.target, target: columns.target)
        if hadValues, series.allSatisfy({ $0.values.allSatisfy(\.isNaN) }) {
            throw .noWholeStep(
                step, of: columns.target, flags: partial.unknown > 0 ? partial.flags : nil,
                at: DiagnosticLocation(file: path))
        }
        return options.grid ?? step
    }

    /// The step of the rows as they are; nil when they have none.
    private func ownFrequency(of series: [SeriesRows]) -> Frequency? {
        let timestamps = series.map(\.timestamps)
        if let request = options.frequency { return try? request.resolved(for: timestamps, format: format) }
        if columns.time == nil { return .ordinal(step: 1) }
        return try? Frequency.inferred(from: timestamps, format: format)
    }

    // MARK: - Before

    /// Inserts a missing row wherever the step of the rows has a time and the file has none, and fills holes as asked; a
    /// row beside their grid stands for the time that is nearest.
    ///
    /// - Returns: Whether the rows keep that step; otherwise nothing was done.
    private mutating func complete(_ rows: inout SeriesRows, _ place: Int, on own: Frequency) throws(CSVError) -> Bool {
        if !own.isKept(by: rows.timestamps) {
            let fit = GridFit(rows.timestamps, grid: TimeGrid(own, fitting: rows.timestamps))
            guard fit.following * 3 >= rows.timestamps.count * 2, fit.absent <= rows.timestamps.count * 20 else {
                return false
            }
            guard fit.absent <= Self.mostInserted else {
                throw .tooManyGaps(
                    grid: own, inserted: fit.absent, present: fit.following, series: rows.id,
                    at: self.place(ofLine: rows.line(0)))
            }
            if fit.absent > 0 { insertAbsent(&rows, place, fit) }
        }
        if let hole = fillings.fill(&rows, repairs, isFinal: false) { throw self.hole(hole, rows) }
        return true
    }

    /// The most missing rows that are inserted into a series, so that the memory has a bound.
    private static let mostInserted = 1 << 25

    private mutating func insertAbsent(_ rows: inout SeriesRows, _ place: Int, _ fit: GridFit) {
        var taken: [Int32] = []
        var timestamps: [Timestamp] = []
        var next: Int?
        for row in rows.timestamps.indices {
            let timestamp = rows.timestamps[row]
            let position = fit.grid.position(nearest: timestamp)
            if let next, position > next {
                let hole = fit.hole(next..<position)
                taken += hole.inserted.map { _ in SeriesRows.inserted }
                timestamps += hole.inserted.map(fit.grid.timestamp(at:))
                if let first = hole.inserted.first {
                    findings.add(.gap, to: rows.id, place, line: rows.line(row), rows: hole.inserted.count) {
                        format.text(fit.grid.timestamp(at: first))
                    }
                }
            }
            taken.append(Int32(row))
            timestamps.append(timestamp)
            next = max(next ?? position + 1, position + 1)
        }
        rows.take(taken, at: timestamps)
    }

    // MARK: - Of one series

    private mutating func bringTogether(
        _ rows: inout SeriesRows, _ all: StepBuckets, _ choices: StepChoices, isComplete: Bool,
        _ partial: inout PartialSteps
    ) {
        let ends = all.partialEnds(rows.values)
        var kept = all.wholeSteps
        if !isComplete, all.rows.count > 1 {
            // Rows end where values do, as far as anything tells.
            let end = ends.last == all.rows.count - 1 ? all.rows.count - 1 : all.rows.count
            kept = (ends.first == 0 && end > 1 ? 1 : 0)..<end
        }
        partial.addEnds(
            rows: (
                kept.lowerBound > 0 ? all.starts[0] : nil,
                kept.upperBound < all.rows.count ? all.starts[all.rows.count - 1] : nil
            ),
            values: (ends.first.map { all.starts[$0] }, ends.last.map { all.starts[$0] }), of: rows.id, format)
        var buckets = all
        buckets.keep(kept)
        var target = rows.values.combined(buckets.rows, by: choices.target)
        for end in [ends.first, ends.last].compactMap({ $0 }) where kept.contains(end) {
            target[end - kept.lowerBound] = .nan
        }
        var covariates = zip(rows.covariates, choices.covariates).map { $0.combined(buckets.rows, by: $1) }
        if isComplete {
            let places = buckets.incomplete(rows.values).filter { !target[$0].isNaN }
            partial.addIncomplete(places, buckets, rows, isUnknown: choices.target == .sum, format)
            if choices.target == .sum { for place in places { target[place] = .nan } }
            for column in covariates.indices where choices.covariates[column] == .sum {
                let places = buckets.incomplete(rows.covariates[column])
                partial.addUnknown(places, of: columns.covariates[column].name, buckets, format)
                for place in places { covariates[column][place] = .nan }
            }
        }
        countAbsent(buckets, rows)
        rows.take(buckets, target: target, covariates: covariates)
        rows.isBroughtTogether = isComplete
    }

    /// Counts the steps of which the file has no row.
    private mutating func countAbsent(_ buckets: StepBuckets, _ rows: SeriesRows) {
        guard rows.fileRows != nil else { return }
        for (place, range) in buckets.rows.enumerated() where range.allSatisfy(rows.isInserted) {
            gaps.add(1) { format.text(buckets.starts[place]) }
        }
    }
}

extension StepBuckets {
    /// The steps that have some values, but not all.
    fileprivate func incomplete(_ values: [Double]) -> [Int] {
        rows.indices.filter { place in
            let missing = rows[place].count { values[$0].isNaN }
            return missing > 0 && missing < rows[place].count
        }
    }
}

extension TimeGrid {
    /// The place of the grid's time that is nearest, the earlier of two.
    fileprivate func position(nearest timestamp: Timestamp) -> Int {
        if let position = position(of: timestamp) { return position }
        let before = position(atOrBefore: timestamp)
        let (earlier, later) = (self.timestamp(at: before).ticks, self.timestamp(at: before + 1).ticks)
        return timestamp.ticks - earlier <= later - timestamp.ticks ? before : before + 1
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
