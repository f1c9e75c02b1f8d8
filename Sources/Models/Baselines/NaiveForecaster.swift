public import TimeSeries

/// The naive forecast: tomorrow will be as today.
///
/// Hyndman & Athanasopoulos, "Forecasting: Principles and Practice", section 5.2. It has nothing to learn; on prices
/// it is hard to beat, and every score is printed beside its own.
public struct NaiveForecaster: Forecaster {
    /// `naive`.
    public let identifier = "naive"
    /// `Naive`.
    public let columnName = NaiveModel.name

    /// Creates the forecaster.
    public init() {}

    /// Nothing is learned; the model is the same for every panel.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        NaiveModel()
    }

    /// The model, which keeps nothing.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel { NaiveModel() }
}

/// Forecasts the last observed value for every step: `ŷ[t+h] = y[t]`.
public struct NaiveModel: FittedModel {
    package static let name = "Naive"

    /// `Naive`.
    public let columnName = name
    /// One row.
    public let contextLength = 1

    /// Nothing.
    public var state: ModelState { ModelState(of: NaiveForecaster()) }

    /// Creates the model.
    public init() {}

    /// The last observed value before each origin, `horizon` times; missing values are skipped backwards.
    ///
    /// - Throws: ``BaselineError/nothingObservedBefore(origin:series:time:)``.
    public func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        try origins.map { origin in
            guard let row = series.lastObservedRow(before: origin) else {
                throw BaselineError.nothingObserved(before: origin, in: series)
            }
            return Prediction(point: Array(repeating: series.values[row], count: horizon))
        }
    }
}

extension TimeSeries {
    /// The last row before `origin` with a value.
    func lastObservedRow(before origin: Int) -> Int? {
        precondition(origin >= 0 && origin <= count, "an origin is a row or the end")
        var row = origin - 1
        while row >= 0, values[row].isNaN { row -= 1 }
        return row >= 0 ? row : nil
    }
}
