import Numerics
import Testing

@Suite struct CounterBasedRandomTests {
    @Test(arguments: KnownAnswer.random123)
    func `the words are those of Random123`(answer: KnownAnswer) {
        #expect(CounterBasedRandom(seed: answer.seed).words(at: answer.counter) == answer.words)
    }

    @Test func `a stream is the last word of the address`() {
        let random = CounterBasedRandom(seed: 7)
        #expect(random.words(.dropout, 1, 2, 3) == random.words(at: SIMD4(1, 2, 3, 3)))
        #expect(Set(CounterBasedRandom.Stream.allCases.map { random.words($0, 1, 2, 3) }).count == 5)
    }

    @Test func `a uniform number is at least zero, below one and reaches both ends`() {
        #expect(CounterBasedRandom.uniform(0) as Float == 0)
        #expect(CounterBasedRandom.uniform(.max) as Float == (1 as Float).nextDown)
        #expect(CounterBasedRandom.uniform(0) as Double == 0)
        #expect(CounterBasedRandom.uniform(.max) as Double == 1 - 0x1p-32)
    }

    @Test(arguments: [0, 1, 2, 5, 100])
    func `a permutation holds every number once`(count: Int) {
        let order = CounterBasedRandom(seed: 11).permutation(count: count, epoch: 4)
        #expect(order.sorted() == Array(0..<count))
    }

    @Test func `a permutation depends on seed, epoch and stream and on nothing else`() {
        let random = CounterBasedRandom(seed: 1 << 40)
        let order = random.permutation(count: 50, epoch: 2)
        #expect(order == random.permutation(count: 50, epoch: 2))
        #expect(order != random.permutation(count: 50, epoch: 3))
        #expect(order != random.permutation(count: 50, epoch: 2, stream: .dropout))
        #expect(order != CounterBasedRandom(seed: 0).permutation(count: 50, epoch: 2))
    }

    @Test func `every order of three is equally likely`() {
        var counts: [[Int]: Int] = [:]
        let random = CounterBasedRandom(seed: 42)
        for epoch in 0..<6000 { counts[random.permutation(count: 3, epoch: epoch), default: 0] += 1 }
        #expect(counts.count == 6)
        for count in counts.values { #expect(abs(Double(count) - 1000) <= 5 * (1000 * 5.0 / 6).squareRoot()) }
    }
}

struct KnownAnswer: Sendable {
    var counter: SIMD4<UInt32>
    var seed: UInt64
    var words: SIMD4<UInt32>

    /// The lines "philox4x32 10" of `kat_vectors` in Random123.
    static let random123 = [
        KnownAnswer(
            counter: SIMD4(0, 0, 0, 0), seed: 0,
            words: SIMD4(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8)),
        KnownAnswer(
            counter: SIMD4(repeating: .max), seed: .max,
            words: SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD)),
        KnownAnswer(
            counter: SIMD4(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344), seed: 0x299F_31D0_A409_3822,
            words: SIMD4(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1)),
    ]
}
