import CSVIngestion
import Evaluation
import TimeSeries

extension ForecastJoin {
    /// What was known before a window: the in-sample rows up to its cutoff, or before its first time.
    func past(_ known: TimeSeries, _ piece: Piece) -> SubmittedWindow.History {
        let (found, actual) = (piece.found, actuals[piece.place])
        let times = found.map { piece.series.timestamps[$0.row] }
        guard let frequency else {
            return SubmittedWindow.History(rows: known.count, distances: times.map { Int($0.ticks) })
        }
        let cutoff = piece.cutoff.map { cutoffs[$0] }
        let rows = cutoff.map { known.index.rowCount(through: $0) } ?? known.index.rowCount(before: times[0])
        guard rows > 0 else { return SubmittedWindow.History(rows: 0, distances: Array(1...times.count)) }
        let last = known.index[rows - 1]
        if frequency.hasHolidays {
            // Holidays are no rows.
            let before = actual.index.rowCount(through: last)
            return SubmittedWindow.History(rows: rows, distances: found.map { max(1, $0.actual - before + 1) })
        }
        let grid = TimeGrid(frequency, through: last)
        let end = grid.position(atOrBefore: last)
        return SubmittedWindow.History(
            rows: rows, distances: times.map { max(1, grid.position(atOrBefore: $0) - end) })
    }

    /// Makes sure that the in-sample values are those that the forecasts knew, as far as the files tell.
    ///
    /// - Parameter file: The file of in-sample values, as the user wrote it.
    /// - Throws: ``ForecastFileError`` when they end before a cutoff, or are not what the file of actual values says.
    func checkInSample(file: String) throws(ForecastFileError) {
        guard let inSample, let frequency else { return }
        try checkValues(inSample, file: file)
        let stale = pieces.compactMap { piece in
            piece.cutoff.map { (place: piece.place, cutoff: cutoffs[$0]) }
        }.filter { ends(inSample[$0.place], before: $0.cutoff, actuals[$0.place].index, frequency) }
        guard let first = stale.first else { return }
        let index = inSample[first.place].index
        throw .staleInSample(
            series: actuals[first.place].id, end: index.count > 0 ? index.text(at: index.count - 1) : nil,
            cutoff: table.format.text(first.cutoff), count: stale.count, file: file)
    }

    /// Whether `known` has no row at `cutoff` because it ends earlier.
    private func ends(_ known: TimeSeries, before cutoff: Timestamp, _ actual: TimeIndex, _ frequency: Frequency)
        -> Bool
    {
        guard let last = known.index.timestamps.last else { return true }
        guard last < cutoff else { return false }
        // Holidays are no rows: only the actual values tell them from days that are missing.
        if frequency.hasHolidays, let first = actual.timestamps.first, first <= last {
            return actual.rowCount(through: cutoff) > actual.rowCount(through: last)
        }
        let grid = TimeGrid(frequency, through: last)
        return grid.position(atOrBefore: cutoff) > grid.position(atOrBefore: last)
    }

    /// Makes sure that the two files agree where both have a value.
    private func checkValues(_ inSample: [TimeSeries], file: String) throws(ForecastFileError) {
        var first: (place: Int, row: Int, known: Double)?
        var count = 0
        for place in Set(pieces.map(\.place)).sorted() {
            let (known, actual) = (inSample[place], actuals[place])
            for row in 0..<known.count {
                guard let match = actual.index.row(at: known.index[row]),
                    Self.differ(known.values[row], actual.values[match])
                else { continue }
                count += 1
                if first == nil { first = (place, match, known.values[row]) }
            }
        }
        guard let first else { return }
        let actual = actuals[first.place]
        throw .inSampleDiffers(
            time: actual.index.text(at: first.row), series: actual.id, known: first.known,
            actual: actual.values[first.row], of: path, count: count, file: file)
    }

    /// Whether two values are not one written with different digits, such as those of a Float; a missing one is no other.
    private static func differ(_ one: Double, _ other: Double) -> Bool {
        abs(one - other) > 1e-6 * max(abs(one), abs(other))
    }

    /// What to say where no cutoff tells when the forecasts were made, and rows lie between what was known and the first.
    var inSampleNotes: [String] {
        guard frequency != nil, !table.hasCutoffs else { return [] }
        let gaps = windows.compactMap { window -> (place: Int, rows: Int)? in
            guard let history = window.history, history.rows > 0, let first = history.distances.first, first > 1
            else { return nil }
            return (window.series, first - 1)
        }
        guard let widest = gaps.max(by: { $0.rows < $1.rows }) else { return [] }
        let series = actuals[widest.place].id.map { " of series '\($0)'" } ?? ""
        let others = gaps.count > 1 ? " (\(gaps.count) series have such rows)" : ""
        return [
            "\(widest.rows) row\(widest.rows == 1 ? " lies" : "s lie") between the end of the in-sample values\(series) "
                + "and the first forecast\(others): naive forecasts are made from before them"
        ]
    }
}
