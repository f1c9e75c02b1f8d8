/// The words of one stream of ``CounterBasedRandom``, one after the other: a position, nothing shared.
package struct RandomSequence: Sendable {
    private let random: CounterBasedRandom
    private var counter: SIMD4<UInt32>
    private var block = SIMD4<UInt32>()
    private var used = 4

    init(random: CounterBasedRandom, stream: CounterBasedRandom.Stream, b: UInt32, c: UInt32) {
        self.random = random
        counter = SIMD4(0, b, c, stream.rawValue)
    }

    /// The next 32 bits.
    package mutating func nextWord() -> UInt32 {
        if used == 4 {
            block = random.words(at: counter)
            counter.x &+= 1
            used = 0
        }
        defer { used += 1 }
        return block[used]
    }

    /// The next 64 bits, low word first.
    package mutating func nextWideWord() -> UInt64 {
        let low = nextWord()
        return UInt64(low) | UInt64(nextWord()) << 32
    }

    /// A number in `[0, 1)` in steps of 2⁻⁵³.
    package mutating func nextUniform() -> Double { Double(nextWideWord() >> 11) * 0x1p-53 }

    /// A number in `0..<bound`, each equally likely.
    ///
    /// The upper half of `word · bound`; the words that would favour small numbers are thrown back (Lemire 2019,
    /// "Fast random integer generation in an interval").
    /// - Precondition: `bound` is at least 1.
    package mutating func index(below bound: Int) -> Int {
        precondition(bound >= 1, "an empty range has no index")
        let bound = UInt64(bound)
        let unfair = (0 &- bound) % bound
        while true {
            let product = nextWideWord().multipliedFullWidth(by: bound)
            if product.low >= unfair { return Int(product.high) }
        }
    }

    /// A number from the standard normal distribution, by Marsaglia's polar form of Box and Muller (1964).
    package mutating func nextNormal() -> Double {
        while true {
            let u = 2 * nextUniform() - 1
            let v = 2 * nextUniform() - 1
            let square = u * u + v * v
            if square > 0, square < 1 { return u * (-2 * ReproducibleMath.log(square) / square).squareRoot() }
        }
    }
}
