public import TimeSeries

/// The drift forecast: the series goes on along the line through its first and its last value.
///
/// Hyndman & Athanasopoulos, "Forecasting: Principles and Practice", section 5.2.
public struct DriftForecaster: Forecaster {
    /// `drift`.
    public let identifier = "drift"
    /// `Drift`.
    public let columnName = DriftModel.name

    /// Creates the forecaster.
    public init() {}

    /// Nothing is learned; the model is the same for every panel.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        DriftModel()
    }

    /// The model, which keeps nothing.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel { DriftModel() }
}

/// Forecasts the last observed value and the mean change up to it: `ŷ[t+h] = y[t] + h (y[t] − y[1]) / (t − 1)`.
public struct DriftModel: FittedModel {
    package static let name = "Drift"

    /// `Drift`.
    public let columnName = name
    /// One row; with more the line has a slope.
    public let contextLength = 1
    /// The line begins at the first observed row.
    public let readsWholeHistory = true

    /// Nothing.
    public var state: ModelState { ModelState(of: DriftForecaster()) }

    /// Creates the model.
    public init() {}

    /// The line through the first and the last observed value before each origin.
    ///
    /// Rows are counted, observed or not: missing values between the two leave the line as it is, and missing values
    /// just before the origin are steps along it. A single observed value has no slope.
    ///
    /// - Throws: ``BaselineError/nothingObservedBefore(origin:series:time:)``.
    public func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        let values = series.values
        let first = values.firstIndex { !$0.isNaN } ?? values.count
        return try origins.map { origin in
            guard let last = series.lastObservedRow(before: origin) else {
                throw BaselineError.nothingObserved(before: origin, in: series)
            }
            let slope = last > first ? (values[last] - values[first]) / Double(last - first) : 0
            return Prediction(point: (0..<horizon).map { values[last] + slope * Double(origin + $0 - last) })
        }
    }
}
