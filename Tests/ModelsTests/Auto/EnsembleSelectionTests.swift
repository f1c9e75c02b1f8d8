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
            actuals: actuals, pointWeights: Array(repeating: 1, count: points), totalShare: Double(points),
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

    @Test func `a member that is exact gets nearly all of it when many windows say so`() {
        let many = selection([1, 0, 2, 1.5], windows: 2000).weights()
        #expect(many[1] > 0.99)
        // Few windows are not believed.
        let few = selection([1, 0, 2, 1.5], windows: 1).weights()
        #expect(few[1] > few[0] && few[1] < 0.5)
    }

    @Test func `with hardly any windows the better half shares equally, at least three`() {
        let weights = selection([4, 1, 2, 3, 5, 6], windows: 1e-9).weights()
        for (weight, expected) in zip(weights, [0.0, 1, 1, 1, 0, 0]) { #expect(abs(weight - expected / 3) < 1e-6) }
        let two = selection([4, 1], windows: 1e-9).weights()
        for weight in two { #expect(abs(weight - 0.5) < 1e-6) }
    }

    @Test func `members that miss in opposite directions are worth more together than the best alone`() {
        let actuals = normalNoise(200, seed: 3)
        let bias = [1.0, -1, 0.6]
        let selection = EnsembleSelection(
            actuals: actuals, pointWeights: Array(repeating: 1, count: 200), totalShare: 200,
            forecasts: bias.map { bias in actuals.map { $0 + bias } }, independentWindows: 1e9)
        let weights = selection.weights()
        #expect(abs(zip(weights, bias).reduce(0) { $0 + $1.0 * $1.1 }) < 0.02)
        #expect(weights[1] > 0.2)
    }

    @Test func `losses are mean errors in the unit of the weights, and a missing point counts for nothing`() {
        let selection = EnsembleSelection(
            actuals: [1, 2, 0, 4], pointWeights: [0.5, 0.5, 0, 0.5], totalShare: 3,
            forecasts: [[2, 2, 1e9, 4], [1, 4, -1e9, 0]], independentWindows: 5)
        #expect(selection.losses == [0.5 / 3, 3.0 / 3])
    }

    @Test func `a member whose forecasts are no numbers is never chosen`() {
        let actuals = [1.0, 2, 3]
        let weights = EnsembleSelection(
            actuals: actuals, pointWeights: [1, 1, 1], totalShare: 3,
            forecasts: [[.nan, .nan, .nan], [1, 2, 4]], independentWindows: 1e9
        ).weights()
        #expect(weights[0] < 1e-6)
    }

    @Test func `the order of members decides nothing but ties`() {
        let own = selection([1, 0.5, 2], windows: 50)
        let turned = EnsembleSelection(
            actuals: own.actuals, pointWeights: own.pointWeights, totalShare: own.totalShare,
            forecasts: own.forecasts.reversed(), independentWindows: 50)
        for (weight, other) in zip(own.weights(), turned.weights().reversed()) { #expect(abs(weight - other) < 1e-12) }
    }
}
