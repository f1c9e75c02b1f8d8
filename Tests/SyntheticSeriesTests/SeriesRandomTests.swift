import Testing

@testable import SyntheticSeries

@Suite struct SeriesRandomTests {
    @Test func `the words are those of xoshiro256++`() {
        // The first words from the state 1, 2, 3, 4, as the reference implementation of Blackman & Vigna gives them.
        var random = SeriesRandom(state: (1, 2, 3, 4))
        let expected: [UInt64] = [
            41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205,
            9_973_669_472_204_895_162, 14_011_001_112_246_962_877, 12_406_186_145_184_390_807,
        ]
        #expect(expected == expected.map { _ in random.next() })
    }

    @Test func `normal numbers have the moments and the tails of the normal distribution`() {
        var random = SeriesRandom(seed: 1, number: 1)
        let count = 1_000_000
        var (sum, squares, fourth) = (0.0, 0.0, 0.0)
        var beyond = [0, 0, 0, 0]
        for _ in 0..<count {
            let x = random.normal()
            sum += x
            squares += x * x
            fourth += x * x * x * x
            for limit in 0..<4 where abs(x) > [1, 2, 3, 3.5][limit] { beyond[limit] += 1 }
        }
        let n = Double(count)
        // Five standard errors: √(1/n), √(2/n), √(96/n).
        #expect(abs(sum / n) < 5e-3)
        #expect(abs(squares / n - 1) < 7.1e-3)
        #expect(abs(fourth / n - 3) < 0.05)
        for (found, share) in zip(beyond, [0.317310508, 0.045500264, 0.002699796, 0.000465258]) {
            #expect(abs(Double(found) / n - share) < 5 * (share / n).squareRoot(), "\(share)")
        }
    }

    @Test func `exponential and logarithm have nine digits`() {
        for step in -690...690 {
            let x = Double(step) + 0.37
            #expect(abs(SimulationMath.log(SimulationMath.exp(x)) - x) < 3e-10, "\(x)")
        }
        // e, and the logarithms of 2 and 10.
        #expect(abs(SimulationMath.exp(1) - 2.718281828459045) < 1e-9)
        #expect(abs(SimulationMath.log(2) - 0.6931471805599453) < 1e-12)
        #expect(abs(SimulationMath.log(10) - 2.302585092994046) < 1e-11)
        #expect(SimulationMath.log(1) == 0)
    }

    @Test func `two series have nothing in common`() {
        var (one, other) = (SeriesRandom(seed: 1, number: 1), SeriesRandom(seed: 1, number: 2))
        var (third, again) = (SeriesRandom(seed: 2, number: 1), SeriesRandom(seed: 1, number: 1))
        let words = (0..<100).map { _ in one.next() }
        #expect(words.allSatisfy { _ in true } && Set(words).count == 100)
        #expect(Set(words).isDisjoint(with: (0..<100).map { _ in other.next() }))
        #expect(Set(words).isDisjoint(with: (0..<100).map { _ in third.next() }))
        #expect(words == (0..<100).map { _ in again.next() })
    }
}
