public import Windowing

/// Everything that decides what a fit learns, and with which means.
///
/// Encoded without ``compute`` and ``checkpoint``: neither threads, instruction set nor a stop on the way change a byte
/// of the result.
public struct FitPlan: Sendable, Codable {
    /// Lengths of the windows.
    public var windows: WindowShape
    /// How much is held out.
    public var split: SplitSpecification
    /// Rows a season, for the seasonal naive baseline and the split; nil when there is none.
    public var seasonLength: Int?
    /// What is done to values before a network sees them.
    public var scaling: ScalingSpecification
    /// Size of the network.
    public var network: NetworkConfiguration
    /// How it is trained.
    public var training: TrainingConfiguration
    /// Seed of every random number.
    public var seed: UInt64
    /// Threads and kernels to compute with.
    public var compute = Compute()
    /// Where the run's state is kept between epochs.
    public var checkpoint = CheckpointPaths()

    private enum CodingKeys: String, CodingKey {
        case windows, split, seasonLength, scaling, network, training, seed
    }

    /// Creates a plan.
    public init(
        windows: WindowShape, split: SplitSpecification = SplitSpecification(), seasonLength: Int? = nil,
        scaling: ScalingSpecification = ScalingSpecification(method: .lastValue),
        network: NetworkConfiguration = NetworkConfiguration(),
        training: TrainingConfiguration = TrainingConfiguration(), seed: UInt64 = 1, compute: Compute = Compute()
    ) {
        self.windows = windows
        self.split = split
        self.seasonLength = seasonLength
        self.scaling = scaling
        self.network = network
        self.training = training
        self.seed = seed
        self.compute = compute
    }
}
