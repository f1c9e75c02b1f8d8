/// How long a window is and how far apart windows begin.
public struct WindowShape: Sendable, Hashable {
    /// Steps a model sees.
    public let inputLength: Int
    /// Steps a model forecasts.
    public let horizon: Int
    /// Steps from one window's first target to the next window's.
    public let stride: Int

    /// The most steps of any length, stride or season: none that is of use is longer, and none that is not overflows.
    public static let longest = 1 << 20

    /// Creates a shape.
    ///
    /// - Throws: ``WindowingError/belowOne(flag:value:)`` when a number is less than 1, and
    ///   ``WindowingError/aboveLongest(flag:value:)`` when it is more than ``longest``.
    public init(inputLength: Int, horizon: Int, stride: Int = 1) throws(WindowingError) {
        try Self.check(inputLength, flag: "--input-length")
        try Self.check(horizon, flag: "--horizon")
        try Self.check(stride, flag: "--stride")
        self.inputLength = inputLength
        self.horizon = horizon
        self.stride = stride
    }

    /// Refuses a number of steps that is less than 1 or more than ``longest``.
    package static func check(_ value: Int, flag: String) throws(WindowingError) {
        guard value >= 1 else { throw .belowOne(flag: flag, value: value) }
        guard value <= longest else { throw .aboveLongest(flag: flag, value: value) }
    }
}

extension WindowShape: Codable {
    private enum CodingKeys: String, CodingKey {
        case inputLength, horizon, stride
    }

    /// Reads a shape and checks it as ``init(inputLength:horizon:stride:)`` does.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            inputLength: values.decode(Int.self, forKey: .inputLength),
            horizon: values.decode(Int.self, forKey: .horizon),
            stride: values.decode(Int.self, forKey: .stride)
        )
    }
}
