#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// A number the reference networks compute in: `Double` to check gradients, `Float` beside the fused kernels.
///
/// The transcendental functions are the system's. They differ between systems in the last bit, which is why nothing
/// computed here may reach a model file or a forecast.
package protocol ReferenceScalar: BinaryFloatingPoint, Sendable {
    /// The exponential of `x`.
    static func exponential(_ x: Self) -> Self
    /// The hyperbolic tangent of `x`.
    static func hyperbolicTangent(_ x: Self) -> Self
    /// One minus the error function at `x`.
    static func complementaryError(_ x: Self) -> Self
}

extension ReferenceScalar {
    /// The logistic function, `σ(x) = 1 / (1 + e⁻ˣ)`.
    static func sigmoid(_ x: Self) -> Self { 1 / (1 + exponential(-x)) }
}

extension Double: ReferenceScalar {
    package static func exponential(_ x: Double) -> Double { exp(x) }
    package static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
    package static func complementaryError(_ x: Double) -> Double { erfc(x) }
}

extension Float: ReferenceScalar {
    package static func exponential(_ x: Float) -> Float { exp(x) }
    package static func hyperbolicTangent(_ x: Float) -> Float { tanh(x) }
    package static func complementaryError(_ x: Float) -> Float { erfc(x) }
}
