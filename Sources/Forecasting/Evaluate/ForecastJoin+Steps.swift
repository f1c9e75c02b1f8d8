import CSVIngestion
import TimeSeries

/// Which steps and cutoffs windows are meant to have: every window those of the others, at even distances.
extension ForecastJoin {
    /// The row of `actual` that is the last one at `cutoff`, below 0 where it lies before the first; nil where that cannot
    /// be told, as holidays are no rows.
    func row(ofCutoff cutoff: Timestamp, in actual: TimeIndex) -> Int? {
        guard let frequency, actual.count > 0 else { return nil }
        if frequency.hasHolidays {
            let known = actual.rowCount(through: cutoff)
            return known > 0 ? known - 1 : nil
        }
        let grid = TimeGrid(frequency, through: actual[0])
        return grid.position(atOrBefore: cutoff) - grid.position(atOrBefore: actual[0])
    }

    /// Rows from the cutoff to the first and to the last step that some window has; nil where that cannot be told.
    func commonReach() -> ClosedRange<Int>? {
        let ends = pieces.compactMap { piece -> (first: Int, last: Int)? in
            guard let cutoff = piece.cutoff, let first = piece.found.first, let last = piece.found.last,
                let row = row(ofCutoff: cutoffs[cutoff], in: actuals[piece.place].index)
            else { return nil }
            return (first.actual - row, last.actual - row)
        }
        guard let first = ends.map(\.first).min(), let last = ends.map(\.last).max() else { return nil }
        return first...last
    }

    /// The row of the actual values that is a window's first step, whether it is forecast or not.
    func firstRow(of piece: Piece, _ span: ClosedRange<Timestamp>) -> Int {
        let (found, index) = (piece.found, actuals[piece.place].index)
        guard let cutoff = piece.cutoff else { return found[0].actual }
        if let reach, let row = row(ofCutoff: cutoffs[cutoff], in: index) {
            let first = row + reach.lowerBound
            // Otherwise a cutoff centuries too early would make steps that are counted in millions.
            if found[found.count - 1].actual - first < index.count { return first }
        }
        return index.rowCount(before: span.lowerBound)
    }

    /// Looks for cutoffs that are missing between others of a series, most of which are equally far apart.
    ///
    /// - Parameter known: For each series, by its place, the rows of its cutoffs.
    /// - Parameter noted: Rows of cutoffs that are already known to be missing.
    mutating func checkSpacing(of place: Int, _ known: [Int], noted: Set<Int>) {
        guard let reach else { return }
        let (index, values) = (actuals[place].index, actuals[place].values)
        let missing = Self.missing(between: known)
        for row in missing.rows where !noted.contains(row) {
            let first = max(0, row + reach.lowerBound)
            let rows = first..<max(first, min(values.count, row + reach.upperBound + 1))
            let observed = rows.count { !values[$0].isNaN }
            if observed > 0, let time = time(ofRow: row, in: index) {
                faults.missingCutoff(time, of: place, distance: missing.distance, values: observed)
            }
        }
    }

    private func time(ofRow row: Int, in actual: TimeIndex) -> Timestamp? {
        if (0..<actual.count).contains(row) { return actual[row] }
        guard let frequency, actual.count > 0 else { return nil }
        let grid = TimeGrid(frequency, through: actual[0])
        return grid.timestamp(at: grid.position(atOrBefore: actual[0]) + row)
    }

    /// The distance of most neighbours in `rows`, which ascend, and the rows missing between those that are further apart;
    /// none where no distance is that of most.
    static func missing(between rows: [Int]) -> (distance: Int, rows: [Int]) {
        let distances = zip(rows, rows.dropFirst()).map { $1 - $0 }
        let counts = distances.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        guard let usual = counts.first(where: { $0.value * 2 > distances.count })?.key, usual > 0 else {
            return (0, [])
        }
        let missing = zip(rows, distances).flatMap { row, distance in
            // Months differ in days: a distance is the usual one twice when it is nearer to that than to once.
            let windows = (2 * distance + usual - 1) / (2 * usual)
            return (1..<max(1, windows)).map { row + $0 * usual }
        }
        return (usual, missing)
    }

    /// What to say of cutoffs that are not equally far apart, and of steps that no window has.
    var stepNotes: [String] {
        guard let reach, reach.lowerBound > 1 else { return spacingNotes }
        return spacingNotes + ["the first forecast lies \(reach.lowerBound) rows after its cutoff in every window"]
    }

    private var spacingNotes: [String] {
        let distances = pieces.indices.dropFirst().compactMap { place -> Int? in
            let (before, piece) = (pieces[place - 1], pieces[place])
            guard before.place == piece.place, let first = before.cutoff, let second = piece.cutoff else { return nil }
            let index = actuals[piece.place].index
            guard let one = row(ofCutoff: cutoffs[first], in: index),
                let other = row(ofCutoff: cutoffs[second], in: index)
            else { return nil }
            return other - one
        }
        guard let least = distances.min(), let most = distances.max(), least < most else { return [] }
        return ["cutoffs are \(least) to \(most) rows apart"]
    }
}
