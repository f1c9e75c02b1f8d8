import Models
import TimeSeries

/// The residuals of one model on one series that are known at a cutoff: of forecasts whose targets ended by then.
///
/// Forecasts begin on a grid of rows that the model's parameters were not learned from. Residuals roll forward with the
/// cutoff, because errors grow and shrink over the years and intervals should know.
struct RollingCalibration {
    private let model: any FittedModel
    private let series: TimeSeries
    /// The series' values; NaN where missing or filled in.
    private let observed: [Double]
    private let index: Int
    /// Steps of a forecast, those of the gap included.
    private let reach: Int
    /// The first row of the grid.
    private let start: Int
    private let levels: [PredictionLevel]
    private var calibration: ConformalCalibration
    /// The place on the grid of the next forecast to be added.
    private var next = 0
    /// Forecasts made ahead of their use, by their place on the grid.
    private var ahead: [Int: [Double]] = [:]
    private var current: [ConformalBand] = []

    init(
        of model: any FittedModel, _ series: TimeSeries, index: Int, intervals: IntervalDesign, reach: Int, start: Int
    ) {
        self.model = model
        self.series = series
        observed = series.observedValues
        self.index = index
        self.reach = reach
        self.start = start
        levels = intervals.levels
        calibration = ConformalCalibration(seriesCount: 1, horizon: reach, takesLogarithm: intervals.takesLogarithm)
    }

    /// Rows from one forecast of the grid to the next: so few that the latest ones span seven horizons.
    static func spacing(reach: Int) -> Int {
        max(1, (7 * reach + ConformalCalibration.longest - 1) / ConformalCalibration.longest)
    }

    /// Forecasts on a grid from `start` whose targets end before `cut`.
    static func windows(from start: Int, before cut: Int, reach: Int) -> Int {
        cut - reach < start ? 0 : (cut - reach - start) / spacing(reach: reach) + 1
    }

    /// Makes the forecasts that the cutoffs before the rows `cuts`, ascending, will need.
    mutating func prepare(for cuts: [Int]) {
        guard let first = cuts.first, let last = cuts.last else { return }
        let end = Self.windows(from: start, before: last, reach: reach)
        next = max(next, Self.windows(from: start, before: first, reach: reach) - ConformalCalibration.longest)
        let places = (next..<max(next, end)).filter { ahead[$0] == nil }
        for (place, forecast) in zip(places, forecasts(places.map(row))) { ahead[place] = forecast }
    }

    /// The bands of each level at the cutoff before row `cut`, which is never before an earlier one.
    mutating func bands(before cut: Int) -> [ConformalBand] {
        let end = Self.windows(from: start, before: cut, reach: reach)
        if next < end || current.isEmpty {
            for place in next..<max(next, end) {
                guard let forecast = ahead.removeValue(forKey: place) else { continue }
                let origin = row(place)
                calibration.add(series: 0, forecast: forecast, actual: observed[origin..<origin + reach])
            }
            next = max(next, end)
            current = levels.map { calibration.band(series: 0, level: $0) }
        }
        return current
    }

    private func row(_ place: Int) -> Int { start + place * Self.spacing(reach: reach) }

    /// What the model forecasts from each row; nil where it has seen too little.
    private func forecasts(_ origins: [Int]) -> [[Double]?] {
        let together = try? model.predict(series, index: index, origins: origins, horizon: reach)
        return together
            ?? origins.map { try? model.predict(series, index: index, origins: [$0], horizon: reach).first }
    }
}

/// The intervals that a backtest puts around forecasts.
struct IntervalDesign: Sendable {
    /// In rising order; empty for no intervals.
    let levels: [PredictionLevel]
    /// Whether bounds are a factor above and below the forecast.
    let takesLogarithm: Bool
}
