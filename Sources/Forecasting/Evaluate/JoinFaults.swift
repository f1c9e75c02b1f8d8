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
    /// Values of a window without a forecast; the place is that of the forecast before.
    private(set) var holes: (first: Place, count: Int)?
    private(set) var emptyCells: (first: Place, count: Int)?
    /// Bounds that are empty while their counterpart is not; the text is the column.
    private(set) var loneBounds: (first: Place, count: Int)?
    /// Lower bounds above upper ones; the text says both.
    private(set) var crossedBounds: (first: Place, count: Int)?
    /// The first series, by its place, that is not forecast from a cutoff that others are, and how many such windows.
    private(set) var missingWindows: (first: (series: Int, cutoff: Int), count: Int)?
    /// The first cutoff that is missing between others, of a series by its place, and how many.
    private(set) var missingCutoffs: (first: (series: Int, cutoff: Timestamp, distance: Int), count: Int)?
    private var valuesOfMissingWindows = 0
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

    /// Takes note of observed values that a window has no forecast of.
    ///
    /// - Parameters:
    ///   - time: That of the first.
    ///   - row: The forecast in the file that comes before it, or the window's first.
    mutating func holes(_ time: String, beside row: Int, of series: ForecastTable.Series, count: Int) {
        Self.note(Place(series: series, row: row, text: time), count, in: &holes)
    }

    /// Takes note of a series that is not forecast from a cutoff.
    mutating func missingWindow(_ series: Int, cutoff: Int, values: Int) {
        missingWindows = (missingWindows?.first ?? (series, cutoff), (missingWindows?.count ?? 0) + 1)
        valuesOfMissingWindows += values
    }

    /// Takes note of a cutoff that is missing between others of a series, most of which are `distance` rows apart.
    mutating func missingCutoff(_ cutoff: Timestamp, of series: Int, distance: Int, values: Int) {
        missingCutoffs = (missingCutoffs?.first ?? (series, cutoff, distance), (missingCutoffs?.count ?? 0) + 1)
        valuesOfMissingWindows += values
    }

    /// Observed values that should have a forecast and have none.
    var valuesWithoutForecast: Int { (holes?.count ?? 0) + valuesOfMissingWindows }

    /// Looks for empty cells of forecasts whose value is there, and for bounds that are none.
    mutating func checkCells(
        _ found: [(row: Int, actual: Int)], _ series: ForecastTable.Series, _ actual: TimeSeries,
        _ table: ForecastTable, _ models: [ForecastModels.Model]
    ) {
        for model in models {
            for (row, match) in found where series.values[model.column][row].isNaN && !actual.values[match].isNaN {
                Self.note(Place(series: series, row: row, text: model.name), in: &emptyCells)
            }
            for bound in model.bounds {
                let names = (table.columns[bound.lower], table.columns[bound.upper])
                for (row, _) in found {
                    let (lower, upper) = (series.values[bound.lower][row], series.values[bound.upper][row])
                    if lower.isNaN != upper.isNaN {
                        let text = lower.isNaN ? names.0 : names.1
                        Self.note(Place(series: series, row: row, text: text), in: &loneBounds)
                    } else if lower > upper {
                        let text = "\(names.0) is \(lower), above \(names.1), which is \(upper)"
                        Self.note(Place(series: series, row: row, text: text), in: &crossedBounds)
                    }
                }
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
        if let (first, count) = faults.loneBounds {
            throw .emptyBound(column: first.text, count: count, at: table.location(first.series, first.row))
        }
        if let (first, count) = faults.crossedBounds {
            throw .crossedBounds(first.text, count: count, at: table.location(first.series, first.row))
        }
        if allowsPartial { return }
        if let (first, count) = faults.holes {
            throw .noForecast(
                time: first.text, series: first.series.id, of: path, count: count,
                at: table.location(first.series, first.row))
        }
        if let ((series, cutoff), count) = faults.missingWindows {
            throw .noWindow(
                cutoff: table.format.text(cutoffs[cutoff]), series: actuals[series].id ?? "", count: count,
                forecasts: table.path, actuals: path)
        }
        if let ((series, cutoff, distance), count) = faults.missingCutoffs {
            throw .noCutoff(
                cutoff: table.format.text(cutoff), series: actuals[series].id, distance: distance, count: count,
                forecasts: table.path,
                actuals: path)
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
