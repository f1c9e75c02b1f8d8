/// How values are brought to the size that a network learns well at.
public enum ScalingMethod: String, Sendable, Hashable, Codable, CaseIterable {
    /// Subtract the mean, divide by the population standard deviation.
    case standard
    /// Subtract the minimum, divide by the range: training rows lie in 0...1.
    case minMax = "min-max"
    /// Subtract the median, divide by the interquartile range, so that outliers do not set the scale.
    case robust
    /// Leave values as they are.
    case none
    /// Subtract each window's last input, divide by the population standard deviation.
    ///
    /// A forecast of 0 is then the naive forecast, and a series that drifts away from its training rows still looks
    /// like them. The divisor is the spread of the level rather than of the steps: it does not depend on input length,
    /// horizon or frequency, so that models of different windows see the same numbers, and it stays well above the
    /// noise of a series whose steps are tiny. Steps being smaller than the level, scaled windows are smaller
    /// than 1, which a network's weights absorb.
    case lastValue = "last-value"
}

/// What to do to values before a network sees them.
public struct ScalingSpecification: Sendable, Hashable, Codable {
    /// The map to fit.
    public var method: ScalingMethod
    /// Whether logarithms are taken first, for series of positive values that grow by percentages.
    public var takesLogarithm: Bool

    /// Creates a specification.
    public init(method: ScalingMethod, takesLogarithm: Bool = false) {
        self.method = method
        self.takesLogarithm = takesLogarithm
    }
}
