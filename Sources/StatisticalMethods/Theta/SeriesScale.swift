/// A power of two near the largest size of a series, so that no square over- or underflows.
///
/// Dividing by it and multiplying by it is exact, so that a series in another power-of-two unit has the same fit.
package struct SeriesScale: Sendable, Codable, Equatable {
    /// What values are divided by; 1 for a series of zeros.
    package let unit: Double

    /// The scale of the finite ones among `values`.
    init(_ values: [Double]) {
        var largest = 0.0
        for value in values where value.isFinite { largest = max(largest, abs(value)) }
        unit = largest > 0 ? largest.binade : 1
    }

    /// The values in that unit, NaN where not finite.
    func scaled(_ values: [Double]) -> [Double] {
        values.map { $0.isFinite ? $0 / unit : .nan }
    }

    /// A result in the unit of the series, the largest number of its sign where it would be infinite.
    func unscaled(_ value: Double) -> Double {
        let limit = Double.greatestFiniteMagnitude
        return min(max(value * unit, -limit), limit)
    }
}
