public import Evaluation
public import Models
public import TimeSeries

/// What is worth knowing after a model has been fitted.
public struct FitSummary: Sendable, Hashable {
    /// What was read.
    public struct Data: Sendable, Hashable {
        /// The CSV file as the user wrote it.
        public var file: String
        /// Number of series.
        public var seriesCount: Int
        /// Rows over all series.
        public var rows: Int
        /// The earliest timestamp as the file writes it.
        public var firstTime: String
        /// The latest timestamp as the file writes it.
        public var lastTime: String
        /// The step between rows, such as `monthly`.
        public var frequency: String
        /// Timestamps that the frequency would have and the file does not.
        public var gaps: Int
        /// Rows without a value.
        public var missing: Int
        /// What was chosen for the user, such as `using 'close' as the target`.
        public var notes: [String]
        /// The season and what the rows say of it; nil without one.
        public var season: SeasonSummary?

        /// Creates a description of the data.
        public init(
            file: String, seriesCount: Int, rows: Int, firstTime: String, lastTime: String, frequency: String,
            gaps: Int, missing: Int, notes: [String], season: SeasonSummary? = nil
        ) {
            self.file = file
            self.seriesCount = seriesCount
            self.rows = rows
            self.firstTime = firstTime
            self.lastTime = lastTime
            self.frequency = frequency
            self.gaps = gaps
            self.missing = missing
            self.notes = notes
            self.season = season
        }
    }

    /// One part of the split.
    public struct Part: Sendable, Hashable {
        /// `training`, `validation` or `test`.
        public var name: String
        /// Rows over all series.
        public var rows: Int
        /// The earliest timestamp as the file writes it.
        public var firstTime: String
        /// The latest timestamp as the file writes it.
        public var lastTime: String
        /// Windows whose targets lie in the part; nil for a model that does not learn from windows.
        public var windows: Int?

        /// Creates a part.
        public init(name: String, rows: Int, firstTime: String, lastTime: String, windows: Int?) {
            self.name = name
            self.rows = rows
            self.firstTime = firstTime
            self.lastTime = lastTime
            self.windows = windows
        }
    }

    /// What was trained, and how it went.
    public struct Training: Sendable, Hashable {
        /// Steps seen; nil for a model that does not learn from windows.
        public var inputLength: Int?
        /// Steps forecast.
        public var horizon: Int
        /// Numbers that were learned.
        public var parameterCount: Int
        /// How training went; nil for a model that is not trained in rounds.
        public var record: TrainingRecord?

        /// Creates a record of training.
        public init(
            inputLength: Int?, horizon: Int, parameterCount: Int, record: TrainingRecord? = nil
        ) {
            self.inputLength = inputLength
            self.horizon = horizon
            self.parameterCount = parameterCount
            self.record = record
        }
    }

    /// What was read.
    public var data: Data
    /// Training, validation and test.
    public var split: [Part]
    /// The model's column name, such as `GRU`.
    public var model: String
    /// How training went.
    public var training: Training
    /// Scores on the held-out windows; nil where there were too few rows for any.
    public var heldOut: HeldOutScores?
    /// What was tried for the combination that was scored, best first; empty for a single model.
    public var candidates: [CandidateReport] = []
    /// Whether the model learned from every row after it was scored.
    public var learnedFromAllRows = false
    /// Whether seconds are shown, which differ from run to run.
    public var showsSeconds = false
    /// How the file writes timestamps.
    public var format: TimestampFormat
    /// Where the model was written.
    public var modelPath: String
    /// Names of the series that were fitted, in the order of scores by series; nil for a single unnamed one.
    public var series: [String?] = []
    /// Names of the series that were left out as too short.
    public var leftOut: [String?] = []

    /// Creates a summary.
    public init(
        data: Data, split: [Part], model: String, training: Training, heldOut: HeldOutScores?,
        format: TimestampFormat, modelPath: String
    ) {
        self.data = data
        self.split = split
        self.model = model
        self.training = training
        self.heldOut = heldOut
        self.format = format
        self.modelPath = modelPath
    }
}
