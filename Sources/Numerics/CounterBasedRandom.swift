/// Random numbers addressed by where they are used, not drawn from a shared state.
///
/// Philox4x32-10 of Salmon et al. 2011 ("Parallel random numbers: as easy as 1, 2, 3", SC'11): ten rounds turn a
/// 64-bit key (the seed) and a 128-bit counter (the address) into four words that pass TestU01's BigCrush. The same
/// seed and address give the same words in whatever order, and on whichever thread, they are asked for.
package struct CounterBasedRandom: Sendable, Hashable {
    /// What a number is for: the last counter word, so that no two uses share an address.
    package enum Stream: UInt32, Sendable, CaseIterable {
        /// First values of the parameters.
        case initialization = 1
        /// Order of the windows in an epoch.
        case shuffling = 2
        /// Dropout masks.
        case dropout = 3
        /// Sample paths of a model's future.
        case simulation = 4
        /// Made-up series.
        case syntheticSeries = 5
    }

    /// The seed the user gave.
    package var seed: UInt64

    /// Creates the generator of `seed`.
    package init(seed: UInt64) { self.seed = seed }

    /// The four words at `counter`.
    @inlinable
    package func words(at counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
        var (c0, c1, c2, c3) = (counter.x, counter.y, counter.z, counter.w)
        var low = UInt32(truncatingIfNeeded: seed)
        var high = UInt32(truncatingIfNeeded: seed >> 32)
        for _ in 0..<10 {
            let first = UInt64(c0) * 0xD251_1F53
            let second = UInt64(c2) * 0xCD9E_8D57
            (c0, c1, c2, c3) = (
                UInt32(truncatingIfNeeded: second >> 32) ^ c1 ^ low, UInt32(truncatingIfNeeded: second),
                UInt32(truncatingIfNeeded: first >> 32) ^ c3 ^ high, UInt32(truncatingIfNeeded: first)
            )
            low &+= 0x9E37_79B9
            high &+= 0xBB67_AE85
        }
        return SIMD4(c0, c1, c2, c3)
    }

    /// The four words of `stream` at an address of three words.
    @inlinable
    package func words(_ stream: Stream, _ a: UInt32, _ b: UInt32, _ c: UInt32) -> SIMD4<UInt32> {
        words(at: SIMD4(a, b, c, stream.rawValue))
    }

    /// A number in `[0, 1)` from the upper 24 bits of `word`.
    @inlinable
    package static func uniform(_ word: UInt32) -> Float { Float(word >> 8) * 0x1p-24 }

    /// A number in `[0, 1)` from all bits of `word`.
    @inlinable
    package static func uniform(_ word: UInt32) -> Double { Double(word) * 0x1p-32 }

    /// The words of `stream` at `(0…, b, c)`, one after the other.
    package func sequence(_ stream: Stream, _ b: UInt32 = 0, _ c: UInt32 = 0) -> RandomSequence {
        RandomSequence(random: self, stream: stream, b: b, c: c)
    }

    /// The numbers `0..<count` in the order of `epoch`, every order equally likely.
    ///
    /// Durstenfeld's form of the Fisher-Yates shuffle (Knuth, The Art of Computer Programming 2, algorithm 3.4.2P).
    /// - Parameter stream: What the order is for; two streams give unrelated orders.
    package func permutation(count: Int, epoch: Int, stream: Stream = .shuffling) -> [Int] {
        var order = Array(0..<count)
        var words = sequence(stream, UInt32(truncatingIfNeeded: epoch))
        for last in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(last, words.index(below: last + 1))
        }
        return order
    }
}
