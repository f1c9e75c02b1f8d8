public import Models

/// Forecasts of consecutive steps of one series, made by some tool at one time, beside what happened.
public struct SubmittedWindow: Sendable {
    /// What one model said.
    public struct Values: Sendable {
        /// Forecasts in the series' own unit, shape `[horizon]`.
        public var forecast: [Double]
        /// Intervals around them, in rising order of their levels; empty without.
        public var intervals: [Forecast.Interval]

        /// Creates the values of one model.
        public init(forecast: [Double], intervals: [Forecast.Interval] = []) {
            self.forecast = forecast
            self.intervals = intervals
        }
    }

    /// Where the steps lie after what was known before them.
    public struct History: Sendable {
        /// Rows of the series' in-sample values that were known.
        public var rows: Int
        /// For each step how many rows it lies after the last of these, from 1, strictly increasing; shape `[horizon]`.
        public var distances: [Int]

        /// Creates a history.
        public init(rows: Int, distances: [Int]) {
            self.rows = rows
            self.distances = distances
        }
    }

    /// The series' place.
    public var series: Int
    /// The place of the time from which the forecasts are; 0 where that is not known.
    public var cutoff: Int
    /// For each forecast its step, from 1, strictly increasing; shape `[horizon]`.
    public var steps: [Int]
    /// What happened, NaN where missing; shape `[horizon]`.
    public var actual: [Double]
    /// For each model what it said.
    public var models: [Values]
    /// What was known before; nil without in-sample values.
    public var history: History?

    /// Creates a window.
    public init(
        series: Int, cutoff: Int = 0, steps: [Int], actual: [Double], models: [Values], history: History? = nil
    ) {
        self.series = series
        self.cutoff = cutoff
        self.steps = steps
        self.actual = actual
        self.models = models
        self.history = history
    }
}
