import CSVIngestion
import Evaluation
import Models
import TimeSeries

/// Forecasts beside the actual values of the same series and times.
struct ForecastJoin {
    let table: ForecastTable
    let models: [ForecastModels.Model]
    /// The file of actual values, as the user wrote it.
    let path: String
    let actuals: [TimeSeries]
    /// The step between rows; nil where every row is a series.
    let frequency: Frequency?
    /// For each series the values known before; nil without.
    var inSample: [TimeSeries]?

    /// What was joined.
    private(set) var windows: [SubmittedWindow] = []
    /// Times from which forecasts are, ascending; empty where that is not known.
    private(set) var cutoffs: [Timestamp] = []
    /// Whether the actual values begin before some forecasts.
    private(set) var reachesBack = false
    var faults = JoinFaults()

    init(
        _ table: ForecastTable, models: [ForecastModels.Model], path: String, actuals: [TimeSeries],
        frequency: Frequency?
    ) {
        self.table = table
        self.models = models
        self.path = path
        self.actuals = actuals
        self.frequency = frequency
    }

    /// The place of each of the forecasts' series among the actual ones; nil for one that is not there.
    func places() throws(ForecastFileError) -> [Int?] {
        let isUnnamed = table.series.contains { $0.id == nil } || actuals.contains { $0.id == nil }
        guard isUnnamed else {
            let places = Dictionary(actuals.enumerated().map { ($1.id, $0) }) { first, _ in first }
            return table.series.map { places[$0.id] }
        }
        if actuals.count > 1 { throw .noIDs(file: table.path, other: path) }
        if table.series.count > 1 { throw .noIDs(file: path, other: table.path) }
        return [0]
    }

    /// Joins every row.
    ///
    /// - Throws: ``ForecastFileError`` for a row that cannot stand; what is missing on either side is kept as a fault.
    mutating func join() throws(ForecastFileError) {
        let times = (table.format.isOrdinal, actuals[0].index.format.isOrdinal)
        guard times.0 == times.1 else {
            throw .timesDiffer(
                forecasts: Self.form(table.format), actuals: Self.form(actuals[0].index.format), file: table.path)
        }
        cutoffs = table.hasCutoffs ? Set(table.series.flatMap(\.cutoffs)).sorted() : []
        let cutoffPlaces = Dictionary(uniqueKeysWithValues: cutoffs.enumerated().map { ($1, $0) })
        for (series, place) in zip(table.series, try places()) {
            guard let place else {
                faults.unknownSeries(series, table)
                continue
            }
            for rows in try sortedWindows(of: series) {
                let cutoff = table.hasCutoffs ? cutoffPlaces[series.cutoffs[rows[0]]] : nil
                try join(rows, of: series, place: place, cutoff: cutoff)
            }
        }
        faults.seriesWithoutForecast = seriesWithoutForecast()
    }

    private static func form(_ format: TimestampFormat) -> String { format.isOrdinal ? "integers" : format.pattern }

    /// The rows of each window in order of time, the windows in order of their cutoffs.
    private func sortedWindows(of series: ForecastTable.Series) throws(ForecastFileError) -> [[Int]] {
        let (times, cutoffs) = (series.timestamps, series.cutoffs)
        func key(_ row: Int) -> (Timestamp, Timestamp) { (cutoffs.isEmpty ? times[0] : cutoffs[row], times[row]) }
        let sorted = times.indices.sorted { key($0) < key($1) || (key($0) == key($1) && $0 < $1) }
        var windows: [[Int]] = []
        for (place, row) in sorted.enumerated() {
            let before = place > 0 ? sorted[place - 1] : nil
            if let before, key(before) == key(row) { throw duplicate(row, of: before, in: series) }
            if let before, key(before).0 == key(row).0 {
                windows[windows.count - 1].append(row)
            } else {
                windows.append([row])
            }
        }
        return windows
    }

    private func duplicate(_ row: Int, of first: Int, in series: ForecastTable.Series) -> ForecastFileError {
        .duplicate(
            time: table.format.text(series.timestamps[row]), series: series.id,
            cutoff: series.cutoffs.isEmpty ? nil : table.format.text(series.cutoffs[row]),
            firstLine: series.line(first), at: table.location(series, row))
    }

    /// Joins the rows of one window.
    private mutating func join(
        _ rows: [Int], of series: ForecastTable.Series, place: Int, cutoff: Int?
    ) throws(ForecastFileError) {
        let first = series.timestamps[rows[0]]
        if let cutoff, cutoffs[cutoff] >= first {
            throw .cutoffNotBefore(
                time: table.format.text(first), cutoff: table.format.text(cutoffs[cutoff]),
                at: table.location(series, rows[0]))
        }
        let actual = actuals[place]
        var found: [(row: Int, actual: Int)] = []
        for row in rows {
            if let match = actual.index.row(at: series.timestamps[row]) {
                found.append((row, match))
            } else {
                faults.unknownTime(row, series, table)
            }
        }
        guard let start = found.first?.actual else { return }
        if start > 0 { reachesBack = true }
        faults.checkHoles(found, series, actual, table)
        faults.checkCells(found, series, actual, table, models)
        let history = inSample.map { past($0[place], series, found, cutoff.map { cutoffs[$0] }, actual) }
        windows.append(
            SubmittedWindow(
                series: place, cutoff: cutoff ?? 0, steps: found.map { $0.actual - start + 1 },
                actual: found.map { actual.values[$0.actual] },
                models: models.map { values(of: $0, series, found.map(\.row)) }, history: history))
    }

    private func values(
        of model: ForecastModels.Model, _ series: ForecastTable.Series, _ rows: [Int]
    ) -> SubmittedWindow.Values {
        func cells(_ column: Int) -> [Double] { rows.map { series.values[column][$0] } }
        return SubmittedWindow.Values(
            forecast: cells(model.column),
            intervals: model.bounds.map {
                Forecast.Interval(level: $0.level, lower: cells($0.lower), upper: cells($0.upper))
            })
    }

    /// Series that have a value within the range of all forecasts, and no forecast.
    private func seriesWithoutForecast() -> [Int] {
        let times = table.series.flatMap(\.timestamps)
        guard let first = times.min(), let last = times.max() else { return [] }
        let ids = Set(table.series.map(\.id))
        return actuals.indices.filter { place in
            let series = actuals[place]
            guard actuals.count > 1, !ids.contains(series.id) else { return false }
            return series.values.indices.contains {
                !series.values[$0].isNaN && (first...last).contains(series.index[$0])
            }
        }
    }
}

extension ForecastJoin {
    /// What was known before a window: the in-sample rows up to its cutoff, or before its first time.
    private func past(
        _ known: TimeSeries, _ series: ForecastTable.Series, _ found: [(row: Int, actual: Int)], _ cutoff: Timestamp?,
        _ actual: TimeSeries
    ) -> SubmittedWindow.History {
        let times = found.map { series.timestamps[$0.row] }
        guard let frequency else {
            return SubmittedWindow.History(rows: known.count, distances: times.map { Int($0.ticks) })
        }
        let rows = cutoff.map { known.index.rowCount(through: $0) } ?? known.index.rowCount(before: times[0])
        guard rows > 0 else { return SubmittedWindow.History(rows: 0, distances: Array(1...times.count)) }
        let last = known.index[rows - 1]
        if frequency == .sessions {
            // Holidays are no rows.
            let before = actual.index.rowCount(through: last)
            return SubmittedWindow.History(rows: rows, distances: found.map { max(1, $0.actual - before + 1) })
        }
        let grid = TimeGrid(frequency, through: last)
        let end = grid.position(atOrBefore: last)
        return SubmittedWindow.History(
            rows: rows, distances: times.map { max(1, grid.position(atOrBefore: $0) - end) })
    }
}

extension TimeIndex {
    /// The row of `timestamp`; nil when there is none.
    fileprivate func row(at timestamp: Timestamp) -> Int? {
        let row = rowCount(before: timestamp)
        return row < count && self[row] == timestamp ? row : nil
    }

    /// Rows before `timestamp`.
    fileprivate func rowCount(before timestamp: Timestamp) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < timestamp { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Rows at or before `timestamp`.
    fileprivate func rowCount(through timestamp: Timestamp) -> Int {
        rowCount(before: Timestamp(ticks: timestamp.ticks + 1))
    }
}
