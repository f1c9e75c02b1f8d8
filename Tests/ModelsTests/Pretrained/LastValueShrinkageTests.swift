import Testing

@testable import Models

@Suite struct LastValueShrinkageTests {
    private static let count = QuantileLevels.all.count
    private let slots = SeasonSlots(seasonLength: 1)
    private let history = [3, 1, 2, 10, .nan]

    /// Quantiles of 8 slots around `medians`, those of 0.2 and 0.8 a distance of 1 apart.
    private func answer(_ median: Double, spread: Double = 1) -> [Double] {
        (0..<8).flatMap { slot in
            (0..<Self.count).map { median + Double($0 - QuantileLevels.median) * spread / 6 }
        }
    }

    private func median(_ distance: Double) -> Double {
        let answer = answer(10 + distance)
        return QuantileLevels.median(LastValueShrinkage(answer, after: history, slots: slots).shrunk(answer), slot: 7)
            - 10
    }

    @Test func `what hardly leaves the last value is drawn to it, what leaves it stays`() {
        #expect(abs(median(0.02)) < 0.02 * 0.01)
        #expect(abs(median(LastValueShrinkage.unsure) - LastValueShrinkage.unsure / 2) < 1e-9)
        #expect(median(1) > 0.999)
        #expect(median(0) == 0)
        for distance in [0.05, 0.15, 0.4] { #expect(abs(median(-distance) + median(distance)) < 1e-9) }
    }

    @Test func `all quantiles of a step move together`() {
        let before = answer(10 + LastValueShrinkage.unsure)
        let after = LastValueShrinkage(before, after: history, slots: slots).shrunk(before)
        for place in before.indices {
            #expect(abs(before[place] - after[place] - LastValueShrinkage.unsure / 2) < 1e-9)
        }
    }

    @Test func `a forecast without a spread, or after nothing, stays as it is`() {
        let sure = answer(11, spread: 0)
        #expect(LastValueShrinkage(sure, after: history, slots: slots).shrunk(sure) == sure)
        let own = answer(11)
        #expect(LastValueShrinkage(own, after: [.nan], slots: slots).shrunk(own) == own)
    }
}
