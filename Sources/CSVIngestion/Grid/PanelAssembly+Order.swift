import Diagnostics
import TimeSeries

extension PanelAssembly {
    /// Sorts the rows of every series and leaves one row of each time, as asked; otherwise the first row in the file that
    /// repeats a time or is out of order is an error.
    mutating func order(_ series: inout [SeriesRows]) throws(CSVError) {
        guard series.contains(where: { $0.disorder != nil }) else { return }
        var refused: Refusal?
        for place in series.indices where series[place].disorder != nil {
            let order = RowOrder(series[place].timestamps)
            let refusal = judge(order, series[place], place)
            if let refusal, refusal.line < refused?.line ?? .max { refused = refusal }
            if refused == nil { settle(order, &series[place]) }
        }
        if let refused { throw refused.error }
        noteOrder()
    }

    /// A row that is not to be repaired.
    private struct Refusal {
        /// Counted over all files.
        let line: Int
        let error: CSVError
    }

    /// Records what is irregular; the first row that is not to be repaired is an error.
    private mutating func judge(_ order: RowOrder, _ rows: SeriesRows, _ place: Int) -> Refusal? {
        let duplicates = repairs.duplicates ?? .standard
        let unsorted = repairs.unsorted ?? .standard
        var refused: Refusal?
        for row in rows.timestamps.indices {
            let kind: ReadingFinding.Kind
            if order.repeats(row) {
                kind = .duplicate
                if duplicates == .error, refused == nil {
                    refused = Refusal(line: rows.lines[row], error: duplicate(row, order, rows))
                }
            } else if order.isLate(row) {
                kind = .unsorted
                if unsorted == .error, refused == nil {
                    refused = Refusal(line: rows.lines[row], error: self.unsorted(row, order, rows))
                }
            } else {
                continue
            }
            findings.add(kind, to: rows.id, place, line: rows.lines[row]) { format.text(rows.timestamps[row]) }
        }
        return refused
    }

    /// Where a row stands; its column is known of the first that is not in order.
    private func place(of row: Int, in rows: SeriesRows) -> DiagnosticLocation {
        let place = self.place(ofLine: rows.lines[row])
        if let disorder = rows.disorder, disorder.file == place.file, disorder.line == place.line { return disorder }
        return place
    }

    private func duplicate(_ row: Int, _ order: RowOrder, _ rows: SeriesRows) -> CSVError {
        .duplicateTimestamp(
            format.text(rows.timestamps[row]), series: rows.id,
            first: words(forLine: rows.lines[Int(order.first[row])]), ids: otherTexts, isSubDaily: format.isSubDaily,
            zone: format.zone == nil && format.isSubDaily ? ZoneGuess.name(repeating: rows.timestamps[row]) : nil,
            hasFraction: format.hasFraction, at: place(of: row, in: rows))
    }

    private func unsorted(_ row: Int, _ order: RowOrder, _ rows: SeriesRows) -> CSVError {
        let later = Int(order.later[row])
        if Self.isAlone(later, in: rows.timestamps) {
            return .timeFarAhead(
                format.text(rows.timestamps[later]), before: format.text(rows.timestamps[later - 1]),
                after: format.text(rows.timestamps[row]), at: self.place(ofLine: rows.lines[later]))
        }
        return .unsortedTimestamp(
            format.text(rows.timestamps[row]), after: format.text(rows.timestamps[later]),
            on: words(forLine: rows.lines[later]), series: rows.id, column: columns.time ?? "", ids: otherTexts,
            at: place(of: row, in: rows))
    }

    /// Whether a row's time is far after those of the rows around it, which are close together, as when a digit is wrong.
    private static func isAlone(_ row: Int, in times: [Timestamp]) -> Bool {
        guard row > 0, row + 1 < times.count, times[row + 1] > times[row - 1] else { return false }
        let step = times[row + 1].ticks - times[row - 1].ticks
        return (times[row].ticks - times[row - 1].ticks) / wildSteps > step
    }

    /// Steps from which on a time that the next row takes back is a mistake rather than the end of a series.
    private static let wildSteps: Int64 = 20

    /// Sorts the rows, one of each time.
    private func settle(_ order: RowOrder, _ rows: inout SeriesRows) {
        rows.disorder = nil
        let sorted = order.sorted
        guard order.hasRepeats else { return rows.take(sorted) }
        let groups = order.groups
        switch repairs.duplicates ?? .standard {
        case .last: rows.take(groups.map { sorted[$0.upperBound - 1] })
        case .first, .error: rows.take(groups.map { sorted[$0.lowerBound] })
        case .mean: rows.combine(groups, of: sorted, by: .mean, ofDuplicates(.mean))
        case .sum: rows.combine(groups, of: sorted, by: .sum, ofDuplicates(.sum))
        }
    }

    /// How each covariate of several rows of one time becomes one; categories are those of the last row.
    private func ofDuplicates(_ choice: Aggregation) -> [Aggregation] {
        columns.covariates.map { $0.categories == nil ? choice : .last }
    }

    private mutating func noteOrder() {
        if let first = findings.first(.unsorted) {
            notes.append(
                "sorted the rows: \(counted(findings.count(.unsorted), "row")) \(isOrAre(.unsorted)) out of order, "
                    + "the first is \(first.time) on \(words(forLine: first.line))\(owner(first))")
        }
        if let first = findings.first(.duplicate) {
            let kept = (repairs.duplicates ?? .standard).words
            notes.append(
                "\(kept) of the rows of one time: \(counted(findings.count(.duplicate), "row")) \(repeatOrRepeats) an "
                    + "earlier one, the first is \(first.time) on \(words(forLine: first.line))\(owner(first))")
        }
    }

    private func isOrAre(_ kind: ReadingFinding.Kind) -> String { findings.count(kind) == 1 ? "is" : "are" }
    private var repeatOrRepeats: String { findings.count(.duplicate) == 1 ? "repeats" : "repeat" }

    func owner(_ finding: ReadingFinding) -> String { finding.series.map { " in series '\(display($0))'" } ?? "" }
}

extension DuplicateChoice {
    /// What was done, for a note.
    fileprivate var words: String {
        switch self {
        case .first, .error: "kept the first"
        case .last: "kept the last"
        case .mean: "took the mean"
        case .sum: "took the sum"
        }
    }
}
