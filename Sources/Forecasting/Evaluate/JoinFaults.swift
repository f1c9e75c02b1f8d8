import CSVIngestion
import TimeSeries

/// What forecasts and actual values lack of each other: the first of each kind, and how many there are.
struct JoinFaults {
    /// The row of a series in the file of forecasts.
    struct Place {
        let series: ForecastTable.Series
        let row: Int
        /// What else there is to say: a column, a time.
        let text: String
    }

    private(set) var unknownSeries: (first: Place, count: Int)?
    private(set) var unknownTimes: (first: Place, count: Int)?
    /// Values between two forecasts without one; the place is that of the forecast before.
    private(set) var holes: (first: Place, count: Int)?
    private(set) var emptyCells: (first: Place, count: Int)?
    /// Places among the actual series.
    var seriesWithoutForecast: [Int] = []

    private static func note(_ place: Place, _ count: Int = 1, in fault: inout (first: Place, count: Int)?) {
        guard let known = fault else {
            fault = (place, count)
            return
        }
        let isFirst = place.series.line(place.row) < known.first.series.line(known.first.row)
        fault = (isFirst ? place : known.first, known.count + count)
    }

    /// Takes note of a series that has no actual values.
    mutating func unknownSeries(_ series: ForecastTable.Series, _ table: ForecastTable) {
        let count = max(1, series.timestamps.count)
        Self.note(Place(series: series, row: 0, text: ""), count, in: &unknownSeries)
    }

    /// Takes note of a forecast of a time that has no row.
    mutating func unknownTime(_ row: Int, _ series: ForecastTable.Series, _ table: ForecastTable) {
        let time = table.format.text(series.timestamps[row])
        Self.note(Place(series: series, row: row, text: time), in: &unknownTimes)
    }

    /// Looks for observed values between the forecasts of a window.
    mutating func checkHoles(
        _ found: [(row: Int, actual: Int)], _ series: ForecastTable.Series, _ actual: TimeSeries, _ table: ForecastTable
    ) {
        for (before, after) in zip(found, found.dropFirst()) where after.actual > before.actual + 1 {
            let observed = (before.actual + 1..<after.actual).filter { !actual.values[$0].isNaN }
            guard let first = observed.first else { continue }
            let place = Place(series: series, row: before.row, text: table.format.text(actual.index[first]))
            Self.note(place, observed.count, in: &holes)
        }
    }

    /// Looks for empty cells of forecasts whose value is there.
    mutating func checkCells(
        _ found: [(row: Int, actual: Int)], _ series: ForecastTable.Series, _ actual: TimeSeries,
        _ table: ForecastTable, _ models: [ForecastModels.Model]
    ) {
        for model in models {
            for (row, match) in found where series.values[model.column][row].isNaN && !actual.values[match].isNaN {
                Self.note(Place(series: series, row: row, text: model.name), in: &emptyCells)
            }
        }
    }
}

extension ForecastJoin {
    /// Throws the first fault there is.
    ///
    /// - Parameter allowsPartial: Whether values without a forecast are none.
    func check(allowsPartial: Bool) throws(ForecastFileError) {
        if let (first, count) = faults.unknownSeries {
            throw .unknownSeries(
                id: first.series.id ?? "", of: path, known: actuals.compactMap(\.id), count: count,
                at: table.location(first.series, first.row))
        }
        if let (first, count) = faults.unknownTimes { throw unknownTime(first, count) }
        if let (first, count) = faults.emptyCells {
            throw .emptyForecast(column: first.text, count: count, at: table.location(first.series, first.row))
        }
        if allowsPartial { return }
        if let (first, count) = faults.holes {
            throw .noForecast(
                time: first.text, series: first.series.id, of: path, count: count,
                at: table.location(first.series, first.row))
        }
        if let first = faults.seriesWithoutForecast.first {
            throw .seriesWithoutForecast(
                id: actuals[first].id ?? "", count: faults.seriesWithoutForecast.count, forecasts: table.path,
                actuals: path)
        }
    }

    private func unknownTime(_ first: JoinFaults.Place, _ count: Int) -> ForecastFileError {
        let actual = actuals.first { $0.id == first.series.id } ?? actuals[0]
        let place = table.location(first.series, first.row)
        if table.layout == .rows {
            return .tooManySteps(
                series: first.series.id ?? "", steps: first.series.timestamps.count, values: actual.count, of: path,
                count: count, at: place)
        }
        let last = actual.count > 0 ? actual.index.text(at: actual.count - 1) : "nothing"
        return .unknownTime(
            time: first.text, series: first.series.id, of: path, last: last, count: count, at: place)
    }
}
