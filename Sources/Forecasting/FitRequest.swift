public import CSVIngestion
public import Models
public import Windowing

/// What to fit, as far as the user said; whatever is nil is chosen from the data, and the choice is reported.
public struct FitRequest: Sendable {
    /// The season of the baselines.
    public enum Season: Sendable, Hashable {
        /// From the frequency, such as 12 for monthly rows.
        case automatic
        /// There is none.
        case none
        /// So many rows.
        case rows(Int)
    }

    /// The CSV file.
    public var path: String
    /// How to read it.
    public var csv = CSVOptions()
    /// The forecaster's identifier in ``ForecasterRegistry``.
    public var model = "gru"
    /// Steps forecast at once; nil for one season.
    public var horizon: Int?
    /// Steps seen; nil for three seasons.
    public var inputLength: Int?
    /// Steps between windows.
    public var stride = 1
    /// Rows held out.
    public var split = SplitSpecification()
    /// The season of the baselines.
    public var season = Season.automatic
    /// What is done to values first.
    public var scaling = ScalingSpecification(method: .lastValue)
    /// Size of the network.
    public var network = NetworkConfiguration()
    /// How it is trained.
    public var training = TrainingConfiguration()
    /// Seed of every random number.
    public var seed: UInt64 = 1
    /// Threads and instruction set.
    public var compute = Compute()
    /// Where the run's state is kept between epochs.
    public var checkpoint = CheckpointPaths()
    /// Where the model is written.
    public var output = "forecast.safetensors"

    /// Creates a request with every default.
    public init(path: String) { self.path = path }
}
