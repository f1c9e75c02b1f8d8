/// Where smoothing parameters may lie.
///
/// A complex parameter p₀ + i p₁ makes a filter that forgets its first states, the eigenvalues of its matrix being
/// inside of the unit circle, where
/// ```
/// (p₀ − 2.5)² + p₁² > 1.25;  (p₀ − 0.5)² + (p₁ − 1)² > 0.25;  (p₀ − 1.5)² + (p₁ − 0.5)² < 1.5
/// ```
/// so that for each p₁ there is a range of p₀.
struct ComplexSmoothingBounds {
    typealias Parameters = SIMD4<Double>

    /// Distance from the edge, on which the first states are never forgotten.
    private static let margin = 0.005
    /// p₁ for which there is a p₀ wide enough.
    private static let anyImaginary = 0.01...1.7

    private let seasonality: ComplexSmoothing.Seasonality
    private let imaginary: ClosedRange<Double>

    init(_ bounds: ComplexSmoothing.Bounds, _ seasonality: ComplexSmoothing.Seasonality, seasonLength: Int) {
        self.seasonality = seasonality
        let isCautious = bounds == .cautious && seasonality.hasLevel
        imaginary = isCautious ? 0.9...(1 + 0.05 / Double(max(1, seasonLength)).squareRoot()) : Self.anyImaginary
    }

    /// The least of each parameter, given the imaginary parts of `point`.
    func lower(at point: Parameters) -> Parameters {
        Parameters(
            Self.real(point.y).lowerBound, imaginary.lowerBound,
            seasonality == .partial ? 0 : Self.real(point.w).lowerBound, Self.anyImaginary.lowerBound)
    }

    /// The largest of each.
    func upper(at point: Parameters) -> Parameters {
        Parameters(
            Self.real(point.y).upperBound, imaginary.upperBound,
            seasonality == .partial ? 1.5 : Self.real(point.w).upperBound, Self.anyImaginary.upperBound)
    }

    /// The point with its imaginary parts and then its real parts moved to the nearest within.
    func clamped(_ point: Parameters) -> Parameters {
        var result = point
        result.y = min(max(point.y, imaginary.lowerBound), imaginary.upperBound)
        result.w = min(max(point.w, Self.anyImaginary.lowerBound), Self.anyImaginary.upperBound)
        return result.clamped(lowerBound: lower(at: result), upperBound: upper(at: result))
    }

    /// The range of p₀ for a p₁ in 0...1.7.
    private static func real(_ imaginary: Double) -> ClosedRange<Double> {
        func root(_ square: Double) -> Double { max(0, square).squareRoot() }
        let disc = root(1.5 - (imaginary - 0.5) * (imaginary - 0.5))
        let left = 0.25 - (imaginary - 1) * (imaginary - 1)
        let right = 1.25 - imaginary * imaginary
        let low = max(1.5 - disc, left > 0 ? 0.5 + root(left) : 0) + margin
        let high = min(1.5 + disc, right > 0 ? 2.5 - root(right) : 3) - margin
        return low...max(low, high)
    }
}
