import CSVIngestion
import TimeSeries

extension ForecastJoin {
    /// For each cutoff the times that some series is forecast at from it; for all forecasts at 0 where cutoffs are not
    /// known.
    var spans: [Int: ClosedRange<Timestamp>] {
        pieces.reduce(into: [:]) { spans, piece in
            let index = actuals[piece.place].index
            guard let first = piece.found.first, let last = piece.found.last else { return }
            let times = index[first.actual]...index[last.actual]
            let known = spans[piece.cutoff ?? 0] ?? times
            spans[piece.cutoff ?? 0] =
                min(known.lowerBound, times.lowerBound)...max(known.upperBound, times.upperBound)
        }
    }

    /// Looks for observed values that a window should forecast and does not: between its forecasts, and before or after
    /// them where other windows reach further.
    ///
    /// - Parameter others: Rows that need no forecast of this window.
    mutating func checkHoles(_ piece: Piece, _ span: ClosedRange<Timestamp>, besides others: Set<Int>) {
        let (found, actual) = (piece.found, actuals[piece.place])
        let forecast = Set(found.map(\.actual))
        let holes = rows(of: piece, span).filter {
            !forecast.contains($0) && !others.contains($0) && !actual.values[$0].isNaN
        }
        guard let first = holes.first else { return }
        let before = found.last { $0.actual < first } ?? found[0]
        let time = table.format.text(actual.index[first])
        faults.holes(
            table.layout == .rows ? "step \(time)" : time, beside: before.row, of: piece.series, count: holes.count)
    }

    /// Rows of the actual values that a window is meant to forecast.
    private func rows(of piece: Piece, _ span: ClosedRange<Timestamp>) -> Range<Int> {
        let (found, actual) = (piece.found, actuals[piece.place])
        // A row holds all that was to be forecast, and nothing else.
        if table.layout == .rows { return 0..<actual.count }
        // Without cutoffs series may end at different times, but not have fewer steps.
        guard piece.cutoff != nil || found.count < longest else {
            return found[0].actual..<found[found.count - 1].actual + 1
        }
        guard piece.cutoff != nil, let reach else { return actual.index.rows(in: span) }
        let first = firstRow(of: piece, span)
        return max(0, first)..<max(0, first, min(actual.count, first + reach.count))
    }

    /// For each series, by its place, the rows that are forecast, where none is forecast twice: forecasts that each go as
    /// far as the next cutoff, such as to the end of the month, may have fewer steps than others.
    func seamlessRows() -> [Int: Set<Int>] {
        let rows = pieces.reduce(into: [Int: (all: Set<Int>, count: Int)]()) { rows, piece in
            rows[piece.place, default: ([], 0)].all.formUnion(piece.found.map(\.actual))
            rows[piece.place, default: ([], 0)].count += piece.found.count
        }
        return rows.filter { $0.value.all.count == $0.value.count }.mapValues(\.all)
    }

    /// Looks for cutoffs from which a series is not forecast, though its values are there: those of others, where it has
    /// fewer than they, and those missing between its own.
    mutating func checkWindows(_ spans: [Int: ClosedRange<Timestamp>]) {
        let own = pieces.reduce(into: [Int: Set<Int>]()) { own, piece in
            if let cutoff = piece.cutoff { own[piece.place, default: []].insert(cutoff) }
        }
        let most = own.values.map(\.count).max() ?? 0
        for (place, known) in own.sorted(by: { $0.key < $1.key }) {
            let others = known.count < most ? cutoffs.indices.filter { !known.contains($0) } : []
            for cutoff in others {
                guard let span = spans[cutoff] else { continue }
                let values = actuals[place].values
                let observed = actuals[place].index.rows(in: span).count { !values[$0].isNaN }
                if observed > 0 { faults.missingWindow(place, cutoff: cutoff, values: observed) }
            }
            let rows = { (cutoff: Int) in row(ofCutoff: cutoffs[cutoff], in: actuals[place].index) }
            let (ownRows, otherRows) = (known.sorted().compactMap(rows), Set(others.compactMap(rows)))
            checkSpacing(of: place, ownRows, noted: otherRows)
        }
    }

    /// Series that have a value within the range of all forecasts, and no forecast.
    func seriesWithoutForecast() -> [Int] {
        let times = table.series.flatMap(\.timestamps)
        guard let first = times.min(), let last = times.max() else { return [] }
        let ids = Set(table.series.map(\.id))
        return actuals.indices.filter { place in
            let series = actuals[place]
            guard actuals.count > 1, !ids.contains(series.id) else { return false }
            return series.index.rows(in: first...last).contains { !series.values[$0].isNaN }
        }
    }
}

extension TimeIndex {
    /// The rows whose times lie within `span`.
    func rows(in span: ClosedRange<Timestamp>) -> Range<Int> {
        rowCount(before: span.lowerBound)..<rowCount(through: span.upperBound)
    }
}
