public import TimeSeries
import Windowing

extension FittedModel {
    /// Forecasts the `horizon` steps after the last observed row of every series.
    ///
    /// - Parameters:
    ///   - panel: Series in the order of the panel the model was fitted on.
    ///   - horizon: Steps to forecast.
    ///   - levels: Levels of intervals from the model's own distribution, in the order of the result; none for points alone.
    /// - Throws: A ``Diagnostic`` when a series has too few rows,
    ///   ``ForecastError/timeOutOfRange(step:series:isNumbered:)`` when a step falls on a time that no CSV file could
    ///   hold, and
    ///   ``ForecastError/notFinite(step:series:takesLogarithm:)`` when a value grows beyond all numbers.
    public func forecast(_ panel: Panel, horizon: Int, levels: [PredictionLevel] = []) throws -> Forecast {
        let probabilities = PredictionLevel.probabilities(of: levels)
        let series = try panel.series.enumerated().map { place, series in
            let origin = forecastOrigin(of: series)
            try checkKnownAhead(of: series, from: origin, horizon: horizon)
            let timestamps = series.index.timestamps(from: origin, count: horizon, panel.frequency)
            let prediction = try predictions(
                series, index: place, origins: [origin], horizon: horizon, probabilities: probabilities)[0]
            let intervals = levels.enumerated().map { place, level in
                let (lower, upper) = prediction.bounds(of: level, among: probabilities)
                return Forecast.Interval(level: level, lower: lower, upper: upper)
            }
            return Forecast.Series(
                id: series.id, timestamps: timestamps, values: prediction.point, intervals: intervals)
        }
        try check(series, format: panel.series[0].index.format)
        return Forecast(
            modelColumn: columnName, columns: panel.columns, format: panel.series[0].index.format, series: series)
    }

    /// Makes sure that every step can be written, and names the first that cannot; shorter horizons end before it.
    private func check(_ forecasts: [Forecast.Series], format: TimestampFormat) throws(ForecastError) {
        let times = forecasts.compactMap { series in
            series.timestamps.firstIndex { !format.readable.contains($0) }.map { (step: $0 + 1, id: series.id) }
        }
        if let first = times.min(by: { $0.step < $1.step }) {
            throw .timeOutOfRange(step: first.step, series: first.id, isNumbered: format.isOrdinal)
        }
        let values = forecasts.compactMap { series in
            series.values.firstIndex { !$0.isFinite }.map { (step: $0 + 1, id: series.id) }
        }
        if let first = values.min(by: { $0.step < $1.step }) {
            throw .notFinite(
                step: first.step, series: first.id,
                takesLogarithm: state.scalings.contains { $0.specification.takesLogarithm })
        }
    }
}

extension Prediction {
    /// The bounds of one of the levels that `probabilities` are of; NaN where the prediction has no distribution.
    package func bounds(of level: PredictionLevel, among probabilities: [Double]) -> (lower: [Double], upper: [Double])
    {
        let ends = PredictionLevel.probabilities(of: [level])
        let found = ends.compactMap { end in probabilities.firstIndex(of: end) }
        guard found.count == 2, quantiles.count == probabilities.count else {
            let unknown = [Double](repeating: .nan, count: point.count)
            return (unknown, unknown)
        }
        func finite(_ values: [Double]) -> [Double] { values.map { $0.isFinite ? $0 : .nan } }
        return (finite(quantiles[found[0]]), finite(quantiles[found[1]]))
    }
}

extension PredictionLevel {
    /// The probabilities at the ends of the central intervals of `levels`, in rising order, each once.
    package static func probabilities(of levels: [PredictionLevel]) -> [Double] {
        let tails = levels.map { (1 - $0.percent / 100) / 2 }
        return Set(tails + tails.map { 1 - $0 }).sorted()
    }
}

extension TimeIndex {
    /// The `count` timestamps from row `first` on: those of the index, and where it ends, those that follow.
    func timestamps(from first: Int, count: Int, _ frequency: Frequency) -> [Timestamp] {
        let own = timestamps[min(first, self.count)...].prefix(count)
        return own + frequency.timestamps(after: timestamps[self.count - 1], count: count - own.count)
    }
}
