import Numerics
import Testing

@Suite struct RandomSequenceTests {
    @Test func `a sequence runs through the words of its blocks in order`() {
        let random = CounterBasedRandom(seed: 99)
        var sequence = random.sequence(.initialization, 5, 6)
        for block in 0..<3 as Range<UInt32> {
            let words = random.words(.initialization, block, 5, 6)
            for lane in 0..<4 { #expect(sequence.nextWord() == words[lane]) }
        }
    }

    @Test func `every index below a bound is equally likely`() {
        var sequence = CounterBasedRandom(seed: 1).sequence(.shuffling)
        for bound in [1, 2, 3, 7, 10] {
            let draws = 2000 * bound
            var counts = [Int](repeating: 0, count: bound)
            for _ in 0..<draws { counts[sequence.index(below: bound)] += 1 }
            // Five standard deviations of a binomial count.
            let deviation = (2000 * (1 - 1 / Double(bound))).squareRoot()
            for count in counts { #expect(abs(Double(count) - 2000) <= 5 * deviation) }
        }
    }

    // 2⁶⁴ words onto ¾ · 2⁶³ indices: without throwing any back, two indices of three get three words, the third two.
    @Test func `a bound that does not divide the words favours no index`() {
        var sequence = CounterBasedRandom(seed: 8).sequence(.shuffling)
        var counts = [0, 0, 0]
        for _ in 0..<6000 { counts[sequence.index(below: 3 << 61) % 3] += 1 }
        for count in counts { #expect(abs(Double(count) - 2000) <= 5 * (6000 * 2.0 / 9).squareRoot()) }
    }

    @Test func `an index below the largest bound stays below it`() {
        var sequence = CounterBasedRandom(seed: 3).sequence(.shuffling)
        for _ in 0..<100 { #expect((0..<Int.max).contains(sequence.index(below: .max))) }
    }

    @Test func `normal numbers have the moments of the standard normal distribution`() {
        var sequence = CounterBasedRandom(seed: 2024).sequence(.initialization)
        let numbers = (0..<40_000).map { _ in sequence.nextNormal() }
        let n = Double(numbers.count)
        func moment(_ power: Int) -> Double {
            numbers.reduce(0) { sum, x in sum + (0..<power).reduce(1) { product, _ in product * x } } / n
        }
        // Five standard errors: the variances of x, x², x³ and x⁴ are 1, 2, 15 and 96.
        #expect(abs(moment(1)) < 5 / n.squareRoot())
        #expect(abs(moment(2) - 1) < 5 * (2 / n).squareRoot())
        #expect(abs(moment(3)) < 5 * (15 / n).squareRoot())
        #expect(abs(moment(4) - 3) < 5 * (96 / n).squareRoot())
    }
}
