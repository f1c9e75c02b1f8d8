public import Models
public import NeuralLayers
public import TimeSeries
public import Windowing

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
        /// The map to the network's numbers; nil for a model that does not scale.
        public var scaling: SeriesScaling?
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
    /// The forecaster's identifier in the registry.
    public var model: String
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
    /// How covariates become numbers; nil for a model that sees the target alone.
    public var features: FeatureMap.Description?
    /// Sizes of the network; nil for a model without one.
    public var network: RecurrentNetworkShape?
    /// Everything that decided what was learned.
    public var plan: FitPlan
    /// How training went; nil for a model that is not trained.
    public var training: TrainingRecord?
    /// The fingerprint of the data; see ``Panel/fingerprint``.
    public var dataFingerprint: String
    /// What the residuals are that intervals are made of; nil in files from before there were any.
    public var residuals: ConformalCalibration.Residuals?
    /// Scores on the held-out windows, the model first, then the baselines.
    public var heldOutScores: [Score]
}
