import TimeSeries

/// Steps of which the rows are only a part: those left out at the ends, and those that lack some between.
struct PartialSteps {
    /// Of one kind, how many there are and which is the first.
    private struct Tally {
        var count = 0
        var first = ""

        mutating func add(_ text: () -> String) {
            if count == 0 { first = text() }
            count += 1
        }
    }

    private var begun = Tally()
    private var ended = Tally()
    private var valuesBegun = Tally()
    private var valuesEnded = Tally()
    private var incomplete = Tally()
    private var lacksRows = false
    private var lacksCells = false
    /// Of each covariate whose steps lack some of their cells and are missing therefore.
    private var covariates: [(name: String, tally: Tally)] = []
    /// Steps that are missing though some of their rows have a value.
    private(set) var unknown = 0

    /// Adds the first and the last step, where rows begin and end within them, or only values do and the rows go on.
    mutating func addEnds(
        rows: (first: Timestamp?, last: Timestamp?), values: (first: Timestamp?, last: Timestamp?), of series: String?,
        _ format: TimestampFormat
    ) {
        let owner = series.map { " of series '\(display($0))'" } ?? ""
        if let first = rows.first { begun.add { format.text(first) + owner } }
        if let last = rows.last { ended.add { format.text(last) + owner } }
        if let first = values.first, first != rows.first { valuesBegun.add { format.text(first) + owner } }
        if let last = values.last, last != rows.last { valuesEnded.add { format.text(last) + owner } }
    }

    /// Adds the steps of the target that have only some of their values.
    mutating func addIncomplete(
        _ places: [Int], _ buckets: StepBuckets, _ rows: SeriesRows, isUnknown: Bool, _ format: TimestampFormat
    ) {
        let owner = rows.id.map { " of series '\(display($0))'" } ?? ""
        for place in places {
            let all = buckets.rows[place]
            incomplete.add {
                "\(format.text(buckets.starts[place]))\(owner) with "
                    + "\(all.count { !rows.values[$0].isNaN }) of \(all.count) values"
            }
            lacksRows = lacksRows || all.contains { rows.isInserted($0) && rows.values[$0].isNaN }
            lacksCells = lacksCells || all.contains { !rows.isInserted($0) && rows.values[$0].isNaN }
            if isUnknown { unknown += 1 }
        }
    }

    /// Adds the steps of a covariate that are missing because they have only some of their values.
    mutating func addUnknown(_ places: [Int], of column: String, _ buckets: StepBuckets, _ format: TimestampFormat) {
        guard !places.isEmpty else { return }
        let index = covariates.firstIndex { $0.name == column } ?? covariates.count
        if index == covariates.count { covariates.append((column, Tally())) }
        for place in places { covariates[index].tally.add { format.text(buckets.starts[place]) } }
    }

    /// A line for each kind.
    func notes(_ choice: Aggregation, target: String) -> [String] {
        let ends = [
            (begun, "rows begin"), (ended, "rows end"), (valuesBegun, "values of '\(target)' begin"),
            (valuesEnded, "values of '\(target)' end"),
        ]
        var notes = ends.compactMap { tally, what -> String? in
            guard tally.count > 0 else { return nil }
            let others = tally.count > 1 ? " and those of \(tally.count - 1) more series" : ""
            return "left out the step at \(tally.first)\(others), because the \(what) within it"
        }
        if incomplete.count > 0 { notes.append(note(choice)) }
        for (name, tally) in covariates {
            notes.append(
                "of '\(display(name))' \(counted(tally.count, "step")) \(tally.count == 1 ? "lacks" : "lack") values and "
                    + "\(tally.count == 1 ? "is" : "are") missing, the first is \(tally.first); --aggregate "
                    + "\(shellWord(name))=mean makes one of what is there")
        }
        return notes
    }

    private func note(_ choice: Aggregation) -> String {
        let which = "\(counted(incomplete.count, "step")) \(incomplete.count == 1 ? "lacks" : "lack") values"
        let what =
            choice == .sum
            ? " and \(incomplete.count == 1 ? "is" : "are") missing, as a part of a sum is none"
            : ", and the \(choice.words) is of what is there"
        let fix = choice == .sum ? "; \(flags) what is absent as zero" : ""
        return "\(which)\(what): the first is \(incomplete.first)\(fix)"
    }

    /// What makes the steps whole.
    var flags: String {
        let gaps = "--gaps zero counts"
        let cells = "--fill zero counts"
        return lacksRows && lacksCells ? "--gaps zero and --fill zero count" : lacksRows ? gaps : cells
    }
}

extension Aggregation {
    /// What it gives, for a note.
    var words: String {
        switch self {
        case .mean, .sum, .median: rawValue
        case .first: "first"
        case .last: "last"
        case .min: "least"
        case .max: "greatest"
        }
    }
}
