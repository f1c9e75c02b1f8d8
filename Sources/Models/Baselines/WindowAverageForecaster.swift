public import TimeSeries
import Windowing

/// The window average: the future will be as the last rows were on average.
///
/// The window is one season when the task has one, so that no place in it counts more than another, and the plan's input
/// length otherwise.
public struct WindowAverageForecaster: Forecaster {
    /// `window-average`.
    public let identifier = "window-average"
    /// `WindowAverage`.
    public let columnName = WindowAverageModel.name

    /// Creates the forecaster.
    public init() {}

    /// Takes the window's length from the task; nothing else is learned.
    ///
    /// - Throws: ``BaselineError/seasonBelowOne(_:)``.
    public func fit(
        _ panel: Panel, task: ForecastTask, runtime: Runtime,
        progress: (TrainingProgress) -> TrainingProgress.Decision
    ) throws -> any FittedModel {
        try WindowAverageModel(windowLength: task.seasonLength ?? task.windows.inputLength)
    }

    /// The model with the task's window.
    ///
    /// - Throws: ``BaselineError/seasonBelowOne(_:)``.
    public func restore(_ state: ModelState, in context: RestoreContext) throws -> any FittedModel {
        try WindowAverageModel(windowLength: context.task.seasonLength ?? context.task.windows.inputLength)
    }
}

/// Forecasts the mean of the last w observed values for every step: `ŷ[t+h] = Σ y[t−i] / w` over `0 ≤ i < w`.
public struct WindowAverageModel: FittedModel {
    package static let name = "WindowAverage"

    /// `WindowAverage`.
    public let columnName = name
    /// w: observed rows in the window.
    public let windowLength: Int
    /// One window.
    public var contextLength: Int { windowLength }

    /// Nothing beside the plan's lengths.
    public var state: ModelState { ModelState(of: WindowAverageForecaster()) }

    /// Creates the model.
    ///
    /// - Throws: ``BaselineError/seasonBelowOne(_:)``.
    public init(windowLength: Int) throws(BaselineError) {
        guard windowLength >= 1 else { throw .seasonBelowOne(windowLength) }
        self.windowLength = windowLength
    }

    /// The mean of the last `windowLength` observed values before each origin, or of all when there are fewer; the
    /// window reaches back over missing ones.
    ///
    /// - Throws: ``BaselineError/nothingObservedBefore(origin:series:time:)``.
    public func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        let values = series.values
        return try origins.map { origin in
            guard let first = firstRow(before: origin, in: series) else {
                throw BaselineError.nothingObserved(before: origin, in: series)
            }
            var sum = 0.0
            var count = 0
            for value in values[first..<origin] where !value.isNaN {
                sum += value
                count += 1
            }
            return Prediction(point: Array(repeating: sum / Double(count), count: horizon))
        }
    }

    /// The window, and the rows before it that stand in for its missing values.
    public func firstContextRow(of series: TimeSeries) -> Int {
        min(firstRow(before: series.count, in: series) ?? 0, max(0, series.count - windowLength))
    }

    /// The first row of the window that ends before `origin`; nil when nothing was observed.
    private func firstRow(before origin: Int, in series: TimeSeries) -> Int? {
        precondition(origin >= 0 && origin <= series.count, "an origin is a row or the end")
        var first: Int?
        var missing = windowLength
        var row = origin
        while row > 0, missing > 0 {
            row -= 1
            if series.values[row].isNaN { continue }
            first = row
            missing -= 1
        }
        return first
    }
}
