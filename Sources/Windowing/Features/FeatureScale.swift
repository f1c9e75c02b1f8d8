/// The map from a covariate's own unit to what a network computes in: `z = (x − offset) / scale`.
public struct FeatureScale: Sendable, Hashable {
    /// Subtracted first.
    public let offset: Double
    /// Divided by next; positive.
    public let scale: Double

    /// Leaves numbers as they are.
    package static let identity = FeatureScale(offset: 0, scale: 1)
    /// No input is larger: so far from its training rows a number says no more than that it is far.
    package static let largest = 1000.0

    /// Creates a map.
    package init(offset: Double, scale: Double) {
        self.offset = offset
        self.scale = scale
    }

    /// The scaled number, cut off at ``largest``; NaN stays NaN.
    func forward(_ value: Double) -> Float {
        let scaled = (value - offset) / scale
        return scaled.isNaN ? .nan : Float(max(-Self.largest, min(Self.largest, scaled)))
    }
}

extension FeatureScale: Codable {
    private enum CodingKeys: String, CodingKey {
        case offset, scale
    }

    /// Reads a map; one that could not have been fitted is refused.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            offset: values.decode(Double.self, forKey: .offset), scale: values.decode(Double.self, forKey: .scale))
        guard offset.isFinite, scale.isFinite, scale > 0 else {
            throw DecodingError.dataCorruptedError(
                forKey: .scale, in: values, debugDescription: "offset and scale are finite and scale is positive")
        }
    }
}
