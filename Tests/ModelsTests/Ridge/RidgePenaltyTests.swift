import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import Windowing

@testable import Models

@Suite struct RidgePenaltyTests {
    private let shape: WindowShape

    init() throws { shape = try WindowShape(inputLength: 8, horizon: 3) }

    private func moments(_ values: [Double]) -> WindowMoments {
        var sums = MomentSums(shape)
        sums.add(values, count: values.count - 10, kernels: Kernels.available[0])
        return WindowMoments(sums)
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
    func `the penalty is the one with the least error over the validation windows`(seed: Int) throws {
        let training = wavySeries(60, seed: UInt64(seed))
        let validation = wavySeries(50, seed: 77)
        let (penalty, weights) = try RidgePenalty(
            training: moments(training), validation: moments(validation), kernels: Kernels.available[0]
        ).choose(threads: 1)
        let windows = ExplicitWindow.all(training, shape)
        let errors = RidgePenalty.grid.map {
            directError(directRidge(windows, penalty: $0), ExplicitWindow.all(validation, shape))
        }
        #expect(errors.firstIndex(of: errors.min() ?? 0) == RidgePenalty.grid.firstIndex(of: penalty))
        let direct = directRidge(windows, penalty: penalty)
        for row in 0..<8 {
            for step in 0..<3 { #expect(abs(weights[row, step] - direct[row][step]) <= 1e-9) }
        }
    }

    @Test func `what repeats is fitted closely, what validation does not confirm is shrunk to nothing`() throws {
        let season = (0..<80).map { Double([0, 2, 3, 2, 0, -2, -3, -2][$0 % 8]) }
        let kernels = Kernels.available[0]
        let regular = try RidgePenalty(training: moments(season), validation: moments(season), kernels: kernels)
            .choose(threads: 1)
        #expect(regular.penalty == RidgePenalty.grid.first)
        // Steps go on in training, and turn around in validation.
        let opposed = try RidgePenalty(
            training: moments(walk(200, persistence: 0.9)), validation: moments(walk(200, persistence: -0.9)),
            kernels: kernels
        ).choose(threads: 1)
        #expect(opposed.penalty == RidgePenalty.grid.last)
    }

    @Test func `any number of threads and every instruction set choose the same bits`() throws {
        let (training, validation) = (moments(noise(300, seed: 1)), moments(noise(90, seed: 2)))
        var results: [[UInt64]] = []
        for kernels in Kernels.available {
            for threads in [1, 2, 5, 64] {
                let (penalty, weights) = try RidgePenalty(training: training, validation: validation, kernels: kernels)
                    .choose(threads: threads)
                results.append([penalty.bitPattern] + (0..<8).flatMap { weights.row($0).map(\.bitPattern) })
            }
        }
        #expect(Set(results).count == 1)
    }

    @Test func `a series that never changes is forecast as it is`() throws {
        let constant = moments([Double](repeating: 0, count: 40))
        let weights = try RidgePenalty(training: constant, validation: constant, kernels: Kernels.available[0])
            .choose(threads: 1).weights
        for row in 0..<8 { #expect(weights.row(row).allSatisfy { $0 == 0 }) }
    }
}
