import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct RidgeSearchTests {
    private let shape: WindowShape

    init() throws { shape = try WindowShape(inputLength: 8, horizon: 3) }

    /// The moments of the windows of some series of at least eleven values.
    private func moments(_ series: [Double]...) throws -> PanelMoments {
        let panel = Panel(
            series: series.enumerated().map { sampleSeries($1, id: "\($0)") },
            columns: ColumnNames(time: "row", target: "value", id: "id"), frequency: .ordinal(step: 1))
        let scaled = try panel.series.map { one in
            let scaling = try SeriesScaling(
                fitting: one, rows: 0..<one.count, specification: ScalingSpecification(method: .none))
            return try ScaledSeries(one, scaling: scaling)
        }
        let split = ChronologicalSplit(whole: panel)
        return try PanelMoments(
            scaled, of: split, partition: .training, shape: shape, keepsSeries: series.count > 1,
            kernels: Kernels.available[0])
    }

    private func search(_ training: PanelMoments, _ validation: PanelMoments) throws -> [RidgePart] {
        try RidgeSearch(training: training, validation: validation, kernels: Kernels.available[0]).choose(threads: 1)
            .parts
    }

    private func noise(_ count: Int, seed: UInt64) -> [Double] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
    }

    /// A walk whose steps are `persistence` of the step before and noise.
    private func walk(_ count: Int, persistence: Double) -> [Double] {
        var (level, step) = (0.0, 0.0)
        return noise(count, seed: 3).map { noise in
            step = persistence * step + noise
            level += step
            return level
        }
    }

    @Test(arguments: 1...6)
    func `the parts are those with the least error over the validation windows`(seed: Int) throws {
        let training = wavySeries(60, seed: UInt64(seed)).map { Double(Float($0)) }
        let validation = wavySeries(50, seed: 77).map { Double(Float($0)) }
        let choice = try RidgeSearch(
            training: moments(training), validation: moments(validation), kernels: Kernels.available[0]
        ).choose(threads: 1)
        let (parts, weights) = (choice.parts, choice.weights)
        let windows = ExplicitWindow.all(training, shape)
        #expect(parts == directChoice(windows, ExplicitWindow.all(validation, shape)))
        let direct = directRidge(windows, parts: parts)
        for row in 0..<9 {
            for step in 0..<3 { #expect(abs(weights[0][row, step] - direct[row][step]) <= 1e-8) }
        }
    }

    @Test func `what repeats is fitted closely, what validation does not confirm is shrunk to nothing`() throws {
        let season = (0..<80).map { Double([0, 2, 3, 2, 0, -2, -3, -2][$0 % 8]) }
        let regular = try search(moments(season), moments(season))
        #expect(regular.contains { $0.penalty == RidgePart.penalties.first })
        // Steps go on in training, and turn around in validation.
        let opposed = try search(moments(walk(200, persistence: 0.9)), moments(walk(200, persistence: -0.9)))
        #expect(opposed.allSatisfy { $0.penalty == 1000 })
    }

    @Test func `a level that goes back is let go back, half way; one that stays is not`() throws {
        // What is left of a distance from 0 after a step: most of it, or all.
        func series(_ kept: Double, _ seed: UInt64) -> [Double] {
            var level = 0.0
            return noise(400, seed: seed).map { step in
                level = kept * level + step
                return level
            }
        }
        let reverting = try search(moments(series(0.8, 1)), moments(series(0.8, 2)))
        #expect(reverting.map(\.reverts) == [false, true])
        // Walks that begin far apart: where one was says nothing about another.
        let walks = try search(
            moments(series(1, 3).map { $0 + 100 }), moments(series(1, 4).map { $0 - 100 }))
        #expect(walks.map(\.reverts) == [false])
    }

    @Test func `any number of threads and every instruction set choose the same bits`() throws {
        let training = try moments(noise(300, seed: 1), noise(200, seed: 8))
        let validation = try moments(noise(90, seed: 2), noise(90, seed: 9))
        var results: [[UInt64]] = []
        for kernels in Kernels.available {
            for threads in [1, 2, 5, 64] {
                let choice = try RidgeSearch(training: training, validation: validation, kernels: kernels)
                    .choose(threads: threads)
                let (parts, weights) = (choice.parts, choice.weights)
                results.append(
                    parts.map(\.penalty.bitPattern)
                        + weights.flatMap { matrix in (0..<9).flatMap { matrix.row($0).map(\.bitPattern) } })
            }
        }
        #expect(Set(results).count == 1)
    }

    @Test func `a series that never changes is forecast as it is`() throws {
        let constant = try moments([Double](repeating: 0, count: 40))
        let weights = try RidgeSearch(training: constant, validation: constant, kernels: Kernels.available[0])
            .choose(threads: 1).weights
        for row in 0..<9 { #expect(weights[0].row(row).allSatisfy { $0 == 0 }) }
    }
}
