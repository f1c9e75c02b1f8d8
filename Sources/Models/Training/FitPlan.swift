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
    /// What a network is given beside the target's past.
    public var features = FeaturePlan()
    /// Threads and kernels to compute with.
    public var compute = Compute()
    /// Where the run's state is kept between epochs.
    public var checkpoint = CheckpointPaths()

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

extension FitPlan {
    private enum CodingKeys: String, CodingKey {
        case windows, split, seasonLength, scaling, network, training, seed, features
    }

    /// Reads a plan; what decides features may be absent.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            windows: values.decode(WindowShape.self, forKey: .windows),
            split: values.decode(SplitSpecification.self, forKey: .split),
            seasonLength: values.decodeIfPresent(Int.self, forKey: .seasonLength),
            scaling: values.decode(ScalingSpecification.self, forKey: .scaling),
            network: values.decode(NetworkConfiguration.self, forKey: .network),
            training: values.decode(TrainingConfiguration.self, forKey: .training),
            seed: values.decode(UInt64.self, forKey: .seed))
        features = try values.decodeIfPresent(FeaturePlan.self, forKey: .features) ?? features
    }

    /// Writes the plan; what decides features only where it says something.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(windows, forKey: .windows)
        try values.encode(split, forKey: .split)
        try values.encodeIfPresent(seasonLength, forKey: .seasonLength)
        try values.encode(scaling, forKey: .scaling)
        try values.encode(network, forKey: .network)
        try values.encode(training, forKey: .training)
        try values.encode(seed, forKey: .seed)
        if features != FeaturePlan() { try values.encode(features, forKey: .features) }
    }
}
