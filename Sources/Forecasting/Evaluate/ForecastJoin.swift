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

    /// Forecasts of one series from one cutoff, and where their actual values are.
    struct Piece {
        let series: ForecastTable.Series
        /// The series' place among the actual ones.
        let place: Int
        /// The cutoff's place; nil where that is not known.
        let cutoff: Int?
        /// Rows of the forecasts beside those of the actual values, in order of time; never empty.
        let found: [(row: Int, actual: Int)]
    }

    private(set) var pieces: [Piece] = []
    /// The most rows of a piece.
    private(set) var longest = 0
    /// Rows from a cutoff to the first and to the last step that some window has; nil where that cannot be told.
    private(set) var reach: ClosedRange<Int>?
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
                try find(rows, of: series, place: place, cutoff: cutoff)
            }
        }
        let spans = spans
        reach = commonReach()
        let seamless = seamlessRows()
        for piece in pieces {
            guard let span = spans[piece.cutoff ?? 0] else { continue }
            checkHoles(piece, span, besides: seamless[piece.place] ?? [])
            add(piece, span)
        }
        checkWindows(spans)
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

    /// Finds the actual values of the rows of one window.
    private mutating func find(
        _ rows: [Int], of series: ForecastTable.Series, place: Int, cutoff: Int?
    ) throws(ForecastFileError) {
        let first = series.timestamps[rows[0]]
        if let cutoff, cutoffs[cutoff] >= first {
            throw .cutoffNotBefore(
                time: table.format.text(first), cutoff: table.format.text(cutoffs[cutoff]),
                at: table.location(series, rows[0]))
        }
        let index = actuals[place].index
        var found: [(row: Int, actual: Int)] = []
        for row in rows {
            if let match = index.row(at: series.timestamps[row]) {
                found.append((row, match))
            } else {
                faults.unknownTime(row, series, table)
            }
        }
        longest = max(longest, found.count)
        if !found.isEmpty { pieces.append(Piece(series: series, place: place, cutoff: cutoff, found: found)) }
    }

    /// Makes a window of what was found.
    private mutating func add(_ piece: Piece, _ span: ClosedRange<Timestamp>) {
        let (series, found, actual) = (piece.series, piece.found, actuals[piece.place])
        // All windows have the same steps, whatever some lack.
        let start = firstRow(of: piece, span)
        if start > 0 { reachesBack = true }
        faults.checkCells(found, series, actual, table, models)
        let history = inSample.map { past($0[piece.place], piece) }
        windows.append(
            SubmittedWindow(
                series: piece.place, cutoff: piece.cutoff ?? 0, steps: found.map { $0.actual - start + 1 },
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
}

extension TimeIndex {
    /// The row of `timestamp`; nil when there is none.
    func row(at timestamp: Timestamp) -> Int? {
        let row = rowCount(before: timestamp)
        return row < count && self[row] == timestamp ? row : nil
    }

    /// Rows before `timestamp`.
    func rowCount(before timestamp: Timestamp) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < timestamp { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Rows at or before `timestamp`.
    func rowCount(through timestamp: Timestamp) -> Int {
        rowCount(before: Timestamp(ticks: timestamp.ticks + 1))
    }
}
