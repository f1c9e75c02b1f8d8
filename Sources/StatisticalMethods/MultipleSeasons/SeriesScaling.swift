internal import Numerics

/// Takes values to the size of one, and where wanted to their logarithm or a power of them.
struct SeriesScaling: Sendable, Codable, Equatable {
    /// A power of two near the largest value learned from, so that dividing by it changes no digit.
    let unit: Double
    /// p of Box & Cox, 0 for the logarithm; nil for the values themselves.
    let power: Double?
    /// The smallest value learned from, in units: what values at or below zero count as where there is a power.
    let floor: Double

    init(largest: Double, smallest: Double, power: Double?) {
        let exponent = largest > 0 ? max(-1000, min(1000, Int(largest.exponent))) : 0
        unit = Double(sign: .plus, exponent: exponent, significand: 1)
        floor = smallest.isFinite ? smallest / unit : 1
        // A smallest value that underflows has no logarithm.
        self.power = floor > 0 ? power : nil
    }

    /// The logarithm where all values are positive and within a million of one another, otherwise the values: a single value
    /// next to zero would be all that the logarithms show.
    static func inProportion(largest: Double, smallest: Double) -> SeriesScaling {
        SeriesScaling(largest: largest, smallest: smallest, power: smallest > 1e-6 * largest ? 0 : nil)
    }

    /// Values this far beyond those learned from are cut off, as their squares would not be finite.
    private static let limit = 1e100

    /// A value as it is decomposed; NaN for NaN.
    func scaled(_ value: Double) -> Double {
        guard !value.isNaN else { return .nan }
        let size = max(-Self.limit, min(Self.limit, value / unit))
        guard let power else { return size }
        let positive = size > 0 ? size : floor
        let logarithm = ReproducibleMath.log(positive)
        guard power != 0 else { return logarithm }
        return (ReproducibleMath.exp(max(-230, min(230, power * logarithm))) - 1) / power
    }

    /// The value that has been scaled so; always finite.
    func unscaled(_ value: Double) -> Double {
        guard let power else { return Self.finite(value * unit) }
        guard power != 0 else { return Self.finite(ReproducibleMath.exp(value) * unit) }
        let base = max(0, 1 + power * value)
        guard base > 0 else { return power > 0 ? 0 : Self.finite(.infinity) }
        return Self.finite(ReproducibleMath.exp(ReproducibleMath.log(base) / power) * unit)
    }

    private static func finite(_ value: Double) -> Double {
        max(-.greatestFiniteMagnitude, min(.greatestFiniteMagnitude, value))
    }
}
