import ForecastTestSupport
import NeuralLayers
import SyntheticSeries
import TimeSeries
import Testing

@testable import Models

@Suite struct TemporalHierarchyTests {
    private static let count = QuantileLevels.all.count

    /// Quantiles of steps with these medians and distances between the quantiles 0.2 and 0.8.
    private func answer(_ medians: [Double], spreads: [Double]) -> [Double] {
        zip(medians, spreads).flatMap { median, spread in
            (0..<Self.count).map { median + Double($0 - QuantileLevels.median) * spread / 6 }
        }
    }

    private func medians(_ answer: [Double]) -> [Double] {
        stride(from: QuantileLevels.median, to: answer.count, by: Self.count).map { answer[$0] }
    }

    // Half of the normal equations' gradient is zero at the least squares, whatever solves them.
    @Test func `what is balanced has the least weighted squares`() {
        let (own, spreads) = ([1, 2, 3, 4, 5, 6.0], [1, 2, 1, 3, 1, 2.0])
        let (pairs, pairSpreads) = ([3, 2, 6.0], [1, 0.5, 2])
        let (whole, wholeSpread) = (4.5, 0.7)
        var result = answer(own, spreads: spreads)
        var balance = ForecastBalance(result, steps: 0..<6)
        balance.weigh(answer(pairs, spreads: pairSpreads), values: 0..<3, steps: 2)
        balance.weigh(answer([whole], spreads: [wholeSpread]), values: 0..<1, steps: 6)
        balance.shift(&result)
        let solved = medians(result)
        for step in 0..<6 {
            let pair = step / 2
            let pairMean = (solved[2 * pair] + solved[2 * pair + 1]) / 2
            let mean = solved.reduce(0, +) / 6
            let gradient =
                (solved[step] - own[step]) / (spreads[step] * spreads[step])
                + (pairMean - pairs[pair]) / (2 * pairSpreads[pair] * pairSpreads[pair])
                + (mean - whole) / (6 * wholeSpread * wholeSpread)
            #expect(abs(gradient) < 1e-9)
        }
        // All quantiles of a step move together.
        for step in 0..<6 {
            let first = step * Self.count
            #expect(abs(result[first + Self.count - 1] - result[first] - 10 * spreads[step] / 6) < 1e-9)
        }
    }

    @Test func `who agrees moves nothing, and who is sure is believed`() {
        let own = answer([1, 3, 5, 7], spreads: [1, 1, 1, 1])
        var result = own
        var balance = ForecastBalance(result, steps: 0..<4)
        balance.weigh(answer([2, 6], spreads: [1, 1]), values: 0..<2, steps: 2)
        balance.shift(&result)
        for (left, right) in zip(result, own) { #expect(abs(left - right) < 1e-12) }
        balance.weigh(answer([10], spreads: [0]), values: 0..<1, steps: 4)
        balance.shift(&result)
        #expect(abs(medians(result).reduce(0, +) / 4 - 10) < 1e-9)
    }

    @Test(arguments: [4, 7, 12]) func `coarser steps are heard, and a short history goes without`(season: Int) throws {
        let slots = SeasonSlots(seasonLength: season)
        let kernels = Kernels.available[0]
        let weights = try PretrainedWeights.standard(slots.frequency)
        let coarser = try slots.coarser.map {
            try PretrainedWeights.standard(SeasonSlots(seasonLength: $0.seasonLength).frequency)
        }
        #expect(coarser.count == (season == 12 ? 2 : 1))
        let together = TemporalHierarchy(weights, slots: slots, coarser: coarser, kernels: kernels)
        let alone = TemporalHierarchy(weights, slots: slots, coarser: [], kernels: kernels)
        var simulator = SeriesSimulator(slots.frequency, length: 20 * season, seed: 3)
        simulator.make(2, count: 20 * season)
        let values = simulator.values
        #expect(together.answers([values], horizon: season) != alone.answers([values], horizon: season))
        let short = Array(values.suffix(4 * (slots.coarser.map(\.steps).min() ?? 1) - 1))
        #expect(together.answers([short], horizon: season) == alone.answers([short], horizon: season))
    }
}
