import ForecastTestSupport
import NeuralLayers
import SyntheticSeries
import TimeSeries
import Testing
import Windowing

@testable import Models

@Suite struct FineTuningTests {
    /// A pattern that no season of ours has: steps of 5 in a series without a season.
    private func panel(_ count: Int = 300) -> Panel {
        dailyPanel([dailySeries((0..<count).map { [10, 30, 10, 12, 50][$0 % 5] + Double($0 % 3) })])
    }

    private func tuning(threads: Int = 1, kernels: Kernels = Kernels.available[0]) throws -> FineTuning {
        let weights = try PretrainedWeights.standard(.yearly)
        let hierarchy = TemporalHierarchy(weights, slots: SeasonSlots(seasonLength: 1), coarser: [], kernels: kernels)
        return FineTuning(
            weights: weights, hierarchy: hierarchy, seed: 1, runtime: Runtime(threads: threads, kernels: kernels))
    }

    @Test func `a pattern in the user's rows is learned, and validation rows say so`() throws {
        let result = try #require(
            try tuning().run(panel(), training: [0..<240], validation: [240..<300]) { _ in true })
        #expect(result.steps > 0 && result.after < 0.9 * result.before)
    }

    @Test func `where nothing gets better the weights stay as they were`() throws {
        // Validation rows of noise after training rows of a pattern.
        var random = SplitMix64(seed: 1)
        let noise = (0..<60).map { _ in Double.random(in: 0...60, using: &random) }
        let values = panel(240).series[0].values + noise
        let result = try #require(
            try tuning().run(dailyPanel([dailySeries(values)]), training: [0..<240], validation: [240..<300]) { _ in
                true
            })
        #expect(result.after <= result.before)
        let standard = try PretrainedWeights.standard(.yearly)
        #expect(result.steps > 0 || result.weights == standard)
    }

    @Test func `threads and instruction sets change no byte`() throws {
        let expected = try tuning().run(panel(), rows: [0..<300], steps: 6) { _ in true }
        #expect(try tuning(threads: 2).run(panel(), rows: [0..<300], steps: 6, progress: { _ in true }) == expected)
        for kernels in Kernels.available {
            #expect(
                try tuning(kernels: kernels).run(panel(), rows: [0..<300], steps: 6, progress: { _ in true })
                    == expected)
        }
    }

    @Test func `nothing after the rows to learn from moves a weight`() throws {
        var values = panel().series[0].values
        let expected = try tuning().run(panel(), rows: [0..<200], steps: 4) { _ in true }
        for row in 200..<300 { values[row] = -1e6 }
        #expect(
            try tuning().run(dailyPanel([dailySeries(values)]), rows: [0..<200], steps: 4, progress: { _ in true })
                == expected)
    }
}
