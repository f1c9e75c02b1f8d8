public import Windowing

/// What is asked of a forecaster: the same for every kind of them.
///
/// How one kind goes about it is in its ``ForecasterSettings``, and what it may compute with in ``Runtime``.
public struct ForecastTask: Sendable, Codable, Equatable {
    /// Lengths of the windows: steps to forecast, and steps that a model of windows sees.
    public var windows: WindowShape
    /// How much is held out.
    public var split: SplitSpecification
    /// m: rows a season; nil when there is none.
    public var seasonLength: Int?
    /// Seasons longer than ``seasonLength``, in rising order, such as 168 beside 24 for hours; empty without any.
    public var longerSeasons: [Int]
    /// What is told besides the target's past.
    public var features: FeaturePlan
    /// Which values a forecast may have.
    public var range: ValueRange
    /// Seed of every random number.
    public var seed: UInt64

    /// Creates a task.
    public init(
        windows: WindowShape, split: SplitSpecification = SplitSpecification(), seasonLength: Int? = nil,
        longerSeasons: [Int] = [], features: FeaturePlan = FeaturePlan(), range: ValueRange = .automatic,
        seed: UInt64 = 1
    ) {
        self.windows = windows
        self.split = split
        self.seasonLength = seasonLength
        self.longerSeasons = longerSeasons
        self.features = features
        self.range = range
        self.seed = seed
    }
}

extension ForecastTask {
    private enum CodingKeys: String, CodingKey {
        case windows, split, seasonLength, longerSeasons, features, range, seed
    }

    /// Reads a task; longer seasons and features may be absent.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            windows: values.decode(WindowShape.self, forKey: .windows),
            split: values.decode(SplitSpecification.self, forKey: .split),
            seasonLength: values.decodeIfPresent(Int.self, forKey: .seasonLength),
            longerSeasons: values.decodeIfPresent([Int].self, forKey: .longerSeasons) ?? [],
            features: values.decodeIfPresent(FeaturePlan.self, forKey: .features) ?? FeaturePlan(),
            range: values.decode(ValueRange.self, forKey: .range),
            seed: values.decode(UInt64.self, forKey: .seed))
    }

    /// Writes the task; longer seasons and features only where they say something.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(windows, forKey: .windows)
        try values.encode(split, forKey: .split)
        try values.encodeIfPresent(seasonLength, forKey: .seasonLength)
        if !longerSeasons.isEmpty { try values.encode(longerSeasons, forKey: .longerSeasons) }
        if features != FeaturePlan() { try values.encode(features, forKey: .features) }
        try values.encode(range, forKey: .range)
        try values.encode(seed, forKey: .seed)
    }
}
