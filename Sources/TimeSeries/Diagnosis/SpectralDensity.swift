import Numerics

/// How the variance of a series is spread over frequencies: Welch's averaged periodogram.
///
/// Welch 1967, "The use of fast Fourier transform for the estimation of power spectra". Segments of a power of two rows
/// overlap by half; each loses its mean and is faded in and out by a Hann window.
package struct SpectralDensity: Sendable {
    /// Power at the frequencies 1/L, 2/L … ½ a row, of segments of L rows; not scaled.
    package var power: [Double]
    /// L.
    package var segment: Int

    /// Estimates; nil for fewer than 16 rows.
    ///
    /// - Parameters:
    ///   - values: Shape `[N]` without NaN.
    ///   - segment: L, a power of two; nil for the largest of up to 1,024 of which seven, overlapping, lie in the
    ///     values, and at least 16.
    package init?(_ values: [Double], segment: Int? = nil) {
        guard values.count >= 16 else { return nil }
        var length = segment ?? 1024
        if segment == nil { while length > 16, length * 4 > values.count { length /= 2 } }
        let transform = FourierTransform(count: length)
        let fade = (0..<length).map { 0.5 - 0.5 * transform.cosine($0) }
        var power = [Double](repeating: 0, count: length / 2)
        for start in stride(from: 0, through: values.count - length, by: length / 2) {
            let rows = values[start..<start + length]
            let mean = rows.reduce(0, +) / Double(length)
            let squares = transform.squaredMagnitudes(of: zip(rows, fade).map { ($0 - mean) * $1 })
            // A frequency stands for its negative as well, except for the last.
            for place in power.indices { power[place] += (place + 1 < length / 2 ? 2 : 1) * squares[place + 1] }
        }
        self.power = power
        self.segment = length
    }

    /// How far a series is from noise, of which nothing can be forecast: 0 for a flat spectrum, 1 for a single frequency;
    /// nil for a constant series.
    ///
    /// One minus the entropy of the spectrum as shares p of the variance, `1 + Σ p ln p / ln K` over K frequencies: Goerg
    /// 2013, "Forecastable component analysis". A random walk has almost all of its variance at low frequencies, and so a
    /// high value, though its steps cannot be forecast.
    package var forecastability: Double? {
        let total = power.reduce(0, +)
        guard total > 0, total.isFinite else { return nil }
        let entropy = power.reduce(0) { sum, part in
            let share = part / total
            return share > 0 ? sum - share * ReproducibleMath.log(share) : sum
        }
        return max(0, 1 - entropy / ReproducibleMath.log(Double(power.count)))
    }
}

/// The discrete Fourier transform of a power of two values, with tables that are the same on every machine.
struct FourierTransform {
    private let count: Int
    /// cos(2πk / count), for every k.
    private let cosines: [Double]

    init(count: Int) {
        precondition(count >= 4 && count & (count - 1) == 0, "a power of two")
        self.count = count
        cosines = (0..<count).map { k in
            let turn = Double(min(k, count - k)) / Double(count)
            return ReproducibleMath.cosineOfHalfTurns(2 * turn)
        }
    }

    /// cos(2πk / count) for k of 0 ..< count.
    func cosine(_ k: Int) -> Double { cosines[k] }

    /// sin(2πk / count) = cos(2π(k − count/4) / count).
    private func sine(_ k: Int) -> Double { cosines[(k + 3 * count / 4) % count] }

    /// |X₀|² … |Xₙ₋₁|² of real values: the radix-2 transform of Cooley & Tukey 1965.
    func squaredMagnitudes(of values: [Double]) -> [Double] {
        precondition(values.count == count, "as many values as the tables are for")
        var (real, imaginary) = (values, [Double](repeating: 0, count: count))
        reverseBits(&real)
        var half = 1
        while half < count {
            let step = count / (2 * half)
            for k in 0..<half {
                let (c, s) = (cosine(k * step), -sine(k * step))
                for low in stride(from: k, to: count, by: 2 * half) {
                    let high = low + half
                    let turnedReal = real[high] * c - imaginary[high] * s
                    let turnedImaginary = real[high] * s + imaginary[high] * c
                    (real[high], imaginary[high]) = (real[low] - turnedReal, imaginary[low] - turnedImaginary)
                    (real[low], imaginary[low]) = (real[low] + turnedReal, imaginary[low] + turnedImaginary)
                }
            }
            half *= 2
        }
        return zip(real, imaginary).map { $0 * $0 + $1 * $1 }
    }

    private func reverseBits(_ values: inout [Double]) {
        var reversed = 0
        for place in 1..<count {
            var bit = count / 2
            while reversed & bit != 0 {
                reversed ^= bit
                bit /= 2
            }
            reversed |= bit
            if place < reversed { values.swapAt(place, reversed) }
        }
    }
}
