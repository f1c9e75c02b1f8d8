/// How long a window is and how far apart windows begin.
public struct WindowShape: Sendable, Hashable {
    /// Steps a model sees.
    public let inputLength: Int
    /// Steps a model forecasts.
    public let horizon: Int
    /// Steps from one window's first target to the next window's.
    public let stride: Int

    /// Creates a shape.
    ///
    /// - Throws: ``WindowingError/belowOne(flag:value:)`` when a number is less than 1.
    public init(inputLength: Int, horizon: Int, stride: Int = 1) throws(WindowingError) {
        for (flag, value) in [("--input-length", inputLength), ("--horizon", horizon), ("--stride", stride)]
        where value < 1 {
            throw .belowOne(flag: flag, value: value)
        }
        self.inputLength = inputLength
        self.horizon = horizon
        self.stride = stride
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
