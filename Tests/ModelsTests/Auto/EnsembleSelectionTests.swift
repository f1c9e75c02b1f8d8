import ForecastTestSupport
import Testing

@testable import Models

@Suite struct EnsembleSelectionTests {
    /// Members that miss independent actuals by so much on average.
    private func selection(_ spreads: [Double], points: Int = 240, windows: Double, seed: UInt64 = 1)
        -> EnsembleSelection
    {
        let actuals = normalNoise(points, seed: seed)
        let forecasts = spreads.enumerated().map { member, spread in
            zip(actuals, normalNoise(points, seed: seed + 10 + UInt64(member))).map { $0 + spread * $1 }
        }
        return EnsembleSelection(
            actuals: actuals, groups: stride(from: 0, to: points, by: 10).map { $0..<$0 + 10 },
            forecasts: forecasts, independentWindows: windows)
    }

    @Test(arguments: 0..<40)
    func `weights are shares of a whole`(seed: Int) {
        var numbers = SplitMix64(seed: UInt64(seed))
        let spreads = (0..<Int.random(in: 1...9, using: &numbers)).map { _ in Double.random(in: 0...3, using: &numbers)
        }
        let weights = selection(
            spreads, points: 30, windows: Double.random(in: 1...200, using: &numbers), seed: UInt64(seed)
        ).weights()
        #expect(weights.count == spreads.count && weights.allSatisfy { (0...1).contains($0) })
        #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
    }

    @Test func `a member that is exact gets all of it, as none is nearly as good`() {
        let many = selection([1, 0, 2, 1.5], windows: 2000).weights()
        #expect(many[1] > 0.99)
    }

    @Test func `with hardly any windows those about as good as the best share equally`() {
        let weights = selection([4, 1, 1.05, 3, 1.02, 6], points: 2_400, windows: 1e-9).weights()
        for (weight, expected) in zip(weights, [0.0, 1, 1, 0, 1, 0]) { #expect(abs(weight - expected / 3) < 1e-6) }
    }

    @Test func `at most six share equally`() {
        let spreads = (0..<9).map { 1 + 0.01 * Double($0) }
        let weights = selection(spreads, points: 2_400, windows: 1e-9).weights()
        #expect(weights.count { $0 > 0.1 } == 6)
    }

    @Test func `who knew beforehand and is as good as the best counts as much as all others, and else as one of them`()
    {
        let own = selection([4, 1, 1.02, 3, 1.1, 6], points: 2_400, windows: 1e-9)
        for (weight, expected) in zip(own.weights(anchor: 1), [0, 0.5, 0.25, 0, 0.25, 0]) {
            #expect(abs(weight - expected) < 1e-6)
        }
        // A tenth worse than the best: an equal among equals. Far worse: none of them.
        for place in [4, 0] { #expect(own.weights(anchor: place) == own.weights()) }
    }

    @Test func `members that miss in opposite directions are worth more together than the best alone`() {
        let actuals = normalNoise(200, seed: 3)
        let bias = [1.0, -1, 1.1]
        let selection = EnsembleSelection(
            actuals: actuals, groups: [0..<100, 100..<200], forecasts: bias.map { bias in actuals.map { $0 + bias } },
            independentWindows: 1e9)
        let weights = selection.weights()
        // Half is chosen and cancels; half is shared equally by the three.
        let rest = zip(weights, bias).map { $0 * $1 }.reduce(0, +)
        #expect(abs(rest - 0.5 * (1.1 / 3)) < 0.03)
        #expect(weights[1] > 0.4)
    }

    @Test func `losses are in terms of the median member, and a missing point counts for nothing`() {
        let selection = EnsembleSelection(
            actuals: [1, 2, .nan, 4], groups: [0..<2, 2..<4],
            forecasts: [[2, 2, 1e9, 4], [1, 4, -1e9, 0], [1, 5, 0, 3]], independentWindows: 5)
        // Sums of errors are 1, 2, 3 in the first group and 0, 4, 1 in the second.
        let expected: [Double] = [0.25, 2.5, 1.25]
        #expect(selection.losses == expected)
    }

    @Test func `a series on which a member fails altogether does not decide alone`() {
        let selection = EnsembleSelection(
            actuals: [0, 0], groups: [0..<1, 1..<2], forecasts: [[1e9, 0.5], [1, 1], [2, 2]], independentWindows: 5)
        let expected: [Double] = [2.75, 0.75, 1.5]
        #expect(selection.losses == expected)
    }

    @Test func `a member whose forecasts are no numbers is never chosen`() {
        let weights = EnsembleSelection(
            actuals: [1, 2, 3], groups: [0..<3], forecasts: [[.nan, .nan, .nan], [1, 2, 4]], independentWindows: 1e9
        ).weights()
        #expect(weights[0] < 1e-6)
    }

    @Test func `the order of members decides nothing but ties`() {
        let own = selection([1, 0.5, 2], windows: 50)
        let turned = EnsembleSelection(
            actuals: own.actuals, groups: own.groups, forecasts: own.forecasts.reversed(), independentWindows: 50)
        for (weight, other) in zip(own.weights(), turned.weights().reversed()) {
            #expect(abs(weight - other) < 1e-12)
        }
    }
}
