public import TimeSeries

/// What a model says about the rows after the last one it saw, under the names of the user's own columns.
public struct Forecast: Sendable, Hashable {
    /// The forecast of one series.
    public struct Series: Sendable, Hashable {
        /// The series' name in the id column; nil for a single unnamed series.
        public var id: String?
        /// Timestamps of the rows forecast, shape `[horizon]`.
        public var timestamps: [Timestamp]
        /// Forecast values in the series' own unit, shape `[horizon]`.
        public var values: [Double]
        /// One interval a level, the same levels for every series; empty unless asked for.
        public var intervals: [Interval]

        /// Creates the forecast of one series.
        ///
        /// - Precondition: There are as many timestamps as values.
        public init(id: String? = nil, timestamps: [Timestamp], values: [Double], intervals: [Interval] = []) {
            precondition(timestamps.count == values.count, "every timestamp has a value")
            self.intervals = intervals
            self.id = id
            self.timestamps = timestamps
            self.values = values
        }
    }

    /// Where a share of the actual values, the level, is expected to lie.
    public struct Interval: Sendable, Hashable {
        /// The share.
        public var level: PredictionLevel
        /// Lower bounds in the series' own unit, shape `[horizon]`; NaN where undefined.
        public var lower: [Double]
        /// Upper bounds in the series' own unit, shape `[horizon]`; NaN where undefined.
        public var upper: [Double]

        /// Creates an interval.
        ///
        /// - Precondition: There are as many lower bounds as upper ones.
        public init(level: PredictionLevel, lower: [Double], upper: [Double]) {
            precondition(lower.count == upper.count, "every step has both bounds or none")
            self.level = level
            self.lower = lower
            self.upper = upper
        }
    }

    /// The name of the forecast's column, such as `GRU`.
    public var modelColumn: String
    /// Names of the columns the model was fitted on.
    public var columns: ColumnNames
    /// How timestamps are written in the user's file.
    public var format: TimestampFormat
    /// The forecasts in the panel's order.
    public var series: [Series]

    /// Creates a forecast.
    public init(
        modelColumn: String, columns: ColumnNames, format: TimestampFormat, series: [Series]
    ) {
        self.modelColumn = modelColumn
        self.columns = columns
        self.format = format
        self.series = series
    }
}
