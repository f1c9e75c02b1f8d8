public import Models
public import TimeSeries
import Windowing

/// The JSON document of a model file: what the tensors mean and where they came from.
///
/// It holds no clock, host name, thread count or path, so that equal fits are equal bytes.
public struct ModelDocument: Sendable, Codable {
    /// One series the model was fitted on.
    public struct Series: Sendable, Codable {
        /// Its name; nil for a single unnamed series.
        public var id: String?
        /// Rows it had when the model was fitted.
        public var rows: Int
        /// Of the rows kept to forecast from, the first and the end of each run of missing ones across which windows see a
        /// straight line; nil without any.
        public var interpolatedRows: [Int]?
    }

    /// One line of the held-out scores.
    public struct Score: Sendable, Codable, Hashable {
        /// The model's or baseline's column name.
        public var name: String
        /// Mean absolute error in the target's unit; nil when undefined.
        public var mae: Double?
        /// Root mean squared error in the target's unit; nil when undefined.
        public var rmse: Double?

        /// Creates a score.
        public init(name: String, mae: Double?, rmse: Double?) {
            self.name = name
            self.mae = mae
            self.rmse = rmse
        }
    }

    /// The program that wrote it.
    public var tool = "forecast"
    /// What was fitted.
    public var model: StoredState
    /// The columns of the file it was fitted on.
    public var columns: ColumnNames
    /// How that file was read.
    public var reading = FileReading()
    /// How that file writes timestamps.
    public var timestampFormat: TimestampFormat
    /// The step between rows.
    public var frequency: Frequency
    /// The series, in the panel's order.
    public var series: [Series]
    /// Names of series of that file that were too short to be fitted; nil where there were none.
    public var leftOut: [String]?
    /// What was asked.
    public var task: ForecastTask
    /// The fingerprint of the data; see ``Panel/fingerprint``.
    public var dataFingerprint: String
    /// What the residuals are that intervals are made of; nil for a model that has a distribution of its own.
    public var residuals: ConformalCalibration.Residuals?
    /// Whether the model learned from every row after it was scored, so that ``heldOutScores`` are those of the one before.
    public var learnedFromAllRows = false
    /// Scores on the held-out windows, the model first, then the baselines; empty where there were too few rows for any.
    public var heldOutScores: [Score]
}
