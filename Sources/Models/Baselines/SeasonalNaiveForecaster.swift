public import TimeSeries

/// The seasonal naive forecast: each season will be as the one before.
///
/// Hyndman & Athanasopoulos, "Forecasting: Principles and Practice", section 5.2.
public struct SeasonalNaiveForecaster: Forecaster {
    /// `seasonal-naive`.
    public let identifier = "seasonal-naive"
    /// `SeasonalNaive`.
    public let columnName = SeasonalNaiveModel.name

    /// Creates the forecaster.
    public init() {}

    /// One season.
    public func contextLength(_ task: ForecastTask) -> Int { task.seasonLength ?? 1 }

    /// Takes the season's length from the task; nothing else is learned.
    ///
    /// - Throws: ``BaselineError/noSeason`` when the task has no season.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        guard let seasonLength = task.seasonLength else { throw BaselineError.noSeason }
        return try SeasonalNaiveModel(seasonLength: seasonLength)
    }

    /// The model with the task's season.
    ///
    /// - Throws: ``BaselineError/noSeason`` when the task has none.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        guard let seasonLength = context.task.seasonLength else { throw BaselineError.noSeason }
        return try SeasonalNaiveModel(seasonLength: seasonLength)
    }
}

/// Forecasts the value of the same place in the last season before the origin: `ŷ[t+h] = y[t+h−m⌈h/m⌉]`.
public struct SeasonalNaiveModel: FittedModel {
    package static let name = "SeasonalNaive"

    /// `SeasonalNaive`.
    public let columnName = name
    /// m: rows in a season.
    public let seasonLength: Int
    /// One season.
    public var contextLength: Int { seasonLength }
    /// Nothing beside the task's season.
    public var state: ModelState { ModelState(of: SeasonalNaiveForecaster()) }

    /// Creates the model.
    ///
    /// - Throws: ``BaselineError/seasonBelowOne(_:)``.
    public init(seasonLength: Int) throws(BaselineError) {
        guard seasonLength >= 1 else { throw .seasonBelowOne(seasonLength) }
        self.seasonLength = seasonLength
    }

    /// The last season before each origin, repeated; where a value is missing, the same place one season earlier.
    ///
    /// - Throws: ``BaselineError/seasonUnobservedBefore(origin:series:time:shorter:)`` when no earlier season has a value
    ///   at some place that is needed, or ``BaselineError/nothingObservedBefore(origin:series:time:)``.
    public func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        try origins.map { origin in
            guard var forecast = lastSeason(before: origin, in: series, places: min(seasonLength, horizon)) else {
                throw unobserved(before: origin, in: series, horizon: horizon)
            }
            forecast.reserveCapacity(horizon)
            while forecast.count < horizon { forecast.append(forecast[forecast.count - seasonLength]) }
            return Prediction(point: forecast)
        }
    }

    /// The first `places` values of the last season; nil when no season has a value at one of them.
    private func lastSeason(before origin: Int, in series: TimeSeries, places: Int) -> [Double]? {
        let first = origin - seasonLength
        var season =
            first >= 0
            ? Array(series.values[first..<first + places]) : Array(repeating: .nan, count: places)
        for place in season.indices where season[place].isNaN {
            guard let row = lastObservedRow(at: place, before: origin, in: series) else { return nil }
            season[place] = series.values[row]
        }
        return season
    }

    /// The error, with the longest season that has the values.
    private func unobserved(before origin: Int, in series: TimeSeries, horizon: Int) -> BaselineError {
        for shorter in stride(from: min(seasonLength - 1, origin), to: 0, by: -1) {
            let model = try? SeasonalNaiveModel(seasonLength: shorter)
            if model?.lastSeason(before: origin, in: series, places: min(shorter, horizon)) != nil {
                return .seasonUnobserved(before: origin, in: series, shorter: shorter)
            }
        }
        return .nothingObserved(before: origin, in: series)
    }

    /// The last season, and the seasons before it that stand in for its missing values.
    public func firstContextRow(of series: TimeSeries) -> Int {
        let season = max(0, series.count - seasonLength)
        return (0..<seasonLength).reduce(season) { first, place in
            min(first, lastObservedRow(at: place, before: series.count, in: series) ?? first)
        }
    }

    private func lastObservedRow(at place: Int, before origin: Int, in series: TimeSeries) -> Int? {
        precondition(origin >= 0 && origin <= series.count, "an origin is a row or the end")
        var row = origin - seasonLength + place
        while row >= 0, series.values[row].isNaN { row -= seasonLength }
        return row >= 0 ? row : nil
    }
}
