import Foundation

/// Independent numbers of the standard normal distribution, the same for the same seed.
///
/// Box & Muller 1958, "A note on the generation of random normal deviates".
package func normalNoise(_ count: Int, seed: UInt64) -> [Double] {
    // Drawn seeds, as those of neighbours would be states of one another's sequence and give it shifted by a number.
    var seeds = SplitMix64(seed: seed)
    var numbers = SplitMix64(seed: seeds.next())
    return (0..<count).map { _ in
        let size = (-2 * log(Double.random(in: 1e-300..<1, using: &numbers))).squareRoot()
        return size * cos(2 * .pi * Double.random(in: 0..<1, using: &numbers))
    }
}

/// Their running sums.
package func randomWalk(_ count: Int, seed: UInt64) -> [Double] {
    var level = 0.0
    return normalNoise(count, seed: seed).map {
        level += $0
        return level
    }
}

/// A sine wave of this period.
package func wave(_ count: Int, period: Double, size: Double = 1) -> [Double] {
    (0..<count).map { size * sin(2 * .pi * Double($0) / period) }
}
