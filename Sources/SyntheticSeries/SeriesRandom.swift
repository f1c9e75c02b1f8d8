import Numerics

/// The random numbers of one made-up series, one after the other.
///
/// xoshiro256++ of Blackman & Vigna 2021 ("Scrambled linear pseudorandom number generators", ACM TOMS 47), whose state is
/// what ``CounterBasedRandom`` has at the series' number: a series is the same whatever was made before it, and a number
/// costs about a nanosecond.
package struct SeriesRandom {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// The numbers of series `number` under `seed`.
    package init(seed: UInt64, number: UInt64) {
        let random = CounterBasedRandom(seed: seed)
        let (low, high) = (UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32))
        let first = random.words(.syntheticSeries, low, high, 0)
        let second = random.words(.syntheticSeries, low, high, 1)
        func wide(_ a: UInt32, _ b: UInt32) -> UInt64 { UInt64(a) | UInt64(b) << 32 }
        // A state of nothing but zeros would stay there.
        state = (
            wide(first.x, first.y), wide(first.z, first.w), wide(second.x, second.y), wide(second.z, second.w) | 1
        )
    }

    /// The numbers that follow a state, which is not all zeros.
    init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

    /// The next 64 bits.
    @inline(__always)
    package mutating func next() -> UInt64 {
        let sum = state.0 &+ state.3
        let result = (sum << 23 | sum >> 41) &+ state.0
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3 << 45 | state.3 >> 19
        return result
    }

    /// Uniform in `[0, 1)`.
    @inline(__always)
    package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Uniform between two bounds.
    package mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

    /// Between two bounds above zero, its logarithm uniform: each factor of ten as likely as the next.
    package mutating func logUniform(_ low: Double, _ high: Double) -> Double {
        SimulationMath.exp(uniform(SimulationMath.log(low), SimulationMath.log(high)))
    }

    /// True with `probability`.
    @inline(__always)
    package mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

    /// One of `0..<bound`; the bias of the multiplication, below `bound`/2⁶⁴, is no matter here.
    @inline(__always)
    package mutating func index(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// From the standard normal distribution, by the ziggurat of Marsaglia & Tsang 2000 in Doornik's form (2005), which
    /// takes the layer and the place from different bits.
    @inline(__always)
    package mutating func normal() -> Double {
        let bits = next()
        let layer = Int(bits & 127)
        let u = Double(Int64(bitPattern: bits) >> 11) * 0x1p-52
        let table = Ziggurat.layers[layer]
        if abs(u) < table.ratio { return u * table.width }
        return slowNormal(layer, u)
    }

    /// The edge of a layer, or the tail.
    private mutating func slowNormal(_ layer: Int, _ u: Double) -> Double {
        if layer == 0 { return tail(isNegative: u < 0) }
        let x = u * Ziggurat.layers[layer].width
        let (outer, inner) = (Ziggurat.heights[layer], Ziggurat.heights[layer + 1])
        let height = outer + uniform() * (inner - outer)
        return height < ReproducibleMath.exp(-0.5 * x * x) ? x : normal()
    }

    /// Beyond the last layer (Marsaglia 1964).
    private mutating func tail(isNegative: Bool) -> Double {
        while true {
            let x = -ReproducibleMath.log(1 - uniform()) / Ziggurat.tailStart
            let y = -ReproducibleMath.log(1 - uniform())
            if 2 * y > x * x { return isNegative ? -(Ziggurat.tailStart + x) : Ziggurat.tailStart + x }
        }
    }
}

/// The layers of equal area under the normal density `exp(−x²/2)`.
private enum Ziggurat {
    /// Where the tail begins, and the area of each of 128 layers (Marsaglia & Tsang 2000).
    static let tailStart = 3.442619855899
    private static let area = 9.91256303526217e-3

    /// The right ends of the layers from the bottom to the top, `[129]`; the bottom one is as wide as its area asks.
    private static let ends: [Double] = {
        var ends = [area / ReproducibleMath.exp(-0.5 * tailStart * tailStart), tailStart]
        while ends.count < 128 {
            let last = ends[ends.count - 1]
            let height = area / last + ReproducibleMath.exp(-0.5 * last * last)
            ends.append((-2 * ReproducibleMath.log(height)).squareRoot())
        }
        return ends + [0]
    }()

    /// The width of each layer, and the share of it that lies under the density at every height.
    static let layers: [(width: Double, ratio: Double)] = (0..<128).map { (ends[$0], ends[$0 + 1] / ends[$0]) }

    /// The density at the right end of each layer.
    static let heights: [Double] = ends.map { ReproducibleMath.exp(-0.5 * $0 * $0) }
}
