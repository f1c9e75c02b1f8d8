public import TimeSeries

/// The mean forecast: the future will be as the past was on average.
///
/// Hyndman & Athanasopoulos, "Forecasting: Principles and Practice", section 5.2.
public struct MeanForecaster: Forecaster {
    /// `mean`.
    public let identifier = "mean"
    /// `Mean`.
    public let columnName = MeanModel.name

    /// Creates the forecaster.
    public init() {}

    /// Nothing is learned; the model is the same for every panel.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        MeanModel()
    }

    /// The model, which keeps nothing.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel { MeanModel() }
}

/// Forecasts the mean of all observed values for every step: `ŷ[t+h] = Σ y[i] / n`.
public struct MeanModel: FittedModel {
    package static let name = "Mean"

    /// `Mean`.
    public let columnName = name
    /// One row; the mean is that of all there are.
    public let contextLength = 1
    /// The mean is that of every row.
    public let readsWholeHistory = true

    /// Nothing.
    public var state: ModelState { ModelState(of: MeanForecaster()) }

    /// Creates the model.
    public init() {}

    /// The mean of the observed values before each origin; missing ones are left out.
    ///
    /// Ascending origins go on from each other's sum, so that each row is read once.
    ///
    /// - Throws: ``BaselineError/nothingObservedBefore(origin:series:time:)``.
    public func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        var past = RunningMean(series.values)
        return try origins.map { origin in
            guard let mean = past.mean(before: origin) else {
                throw BaselineError.nothingObserved(before: origin, in: series)
            }
            return Prediction(point: Array(repeating: mean, count: horizon))
        }
    }
}

/// The mean of a growing past, added in row order whatever the origins asked about.
private struct RunningMean {
    private let values: [Double]
    private var next = 0
    private var sum = 0.0
    private var count = 0

    init(_ values: [Double]) { self.values = values }

    /// The mean of the observed values before `origin`; nil when there is none.
    mutating func mean(before origin: Int) -> Double? {
        if origin < next { self = RunningMean(values) }
        for value in values[next..<origin] where !value.isNaN {
            sum += value
            count += 1
        }
        next = origin
        return count > 0 ? sum / Double(count) : nil
    }
}
