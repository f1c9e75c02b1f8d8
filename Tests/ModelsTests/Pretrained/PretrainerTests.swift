import ForecastTestSupport
import NeuralLayers
import SyntheticSeries
import Testing

@testable import Models

/// Training on made-up series, a minute of it instead of an hour.
@Suite struct PretrainerTests {
    /// All that training consists of, in a network small enough to be trained here many times.
    private var plan: PretrainingPlan {
        var plan = PretrainingPlan(.quarterly, steps: 12)
        (plan.hiddenSize, plan.headSize, plan.batchSize) = (32, 32, 64)
        return plan
    }

    private func bytes(_ plan: PretrainingPlan, _ kernels: Kernels, threads: Int) throws -> [UInt8] {
        let trainer = Pretrainer(plan, kernels: kernels, threads: threads)
        _ = trainer.train(plan.steps)
        return try trainer.kept.encode()
    }

    @Test func `threads and instruction sets change no byte of the weights`() throws {
        let expected = try bytes(plan, Kernels.available[0], threads: 1)
        for threads in [2, 3] {
            #expect(try bytes(plan, Kernels.available[0], threads: threads) == expected)
        }
        for kernels in Kernels.available {
            #expect(try bytes(plan, kernels, threads: 2) == expected, "\(kernels.name)")
        }
    }

    @Test(arguments: SamplingFrequency.allCases)
    func `a network of any frequency is trained in the same bytes by the slowest kernels`(
        frequency: SamplingFrequency
    ) throws {
        var plan = plan
        (plan.frequency, plan.steps) = (frequency, 2)
        let portable = try #require(Kernels.available.last)
        let fast = try bytes(plan, Kernels.available[0], threads: 1)
        #expect(try bytes(plan, portable, threads: 2) == fast)
    }

    @Test func `a run that was ended goes on from its checkpoint to the same bytes`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/checkpoint"
        let kernels = Kernels.available[0]
        let first = Pretrainer(plan, kernels: kernels, threads: 1)
        _ = first.train(5)
        try first.writeCheckpoint(to: path)
        let second = Pretrainer(plan, kernels: kernels, threads: 2)
        try second.resume(from: path)
        #expect(second.steps == 5)
        _ = second.train(plan.steps)
        let whole = try bytes(plan, kernels, threads: 1)
        #expect(try second.kept.encode() == whole)
        var other = plan
        other.learningRate = 1e-3
        #expect(throws: (any Error).self) { try Pretrainer(other, kernels: kernels, threads: 1).resume(from: path) }
    }

    @Test func `training makes the loss on unseen series smaller than the seasonal naive forecast's`() {
        var plan = plan
        plan.steps = 150
        let trainer = Pretrainer(plan, kernels: Kernels.available[0], threads: 2)
        let before = trainer.score()
        #expect(abs(before.relativeError - 1) < 1e-9)
        _ = trainer.train(plan.steps)
        let after = trainer.score()
        #expect(after.loss < 0.85 * before.loss && after.relativeError < 0.95, "\(before), \(after)")
    }

    // One plan of the program's own, cut to a minute.
    @Test func `the first steps of the monthly network are those of every machine`() throws {
        var plan = PretrainingPlan.standard(.monthly)
        plan.steps = 300
        let hash = Self.hash(try bytes(plan, Kernels.available[0], threads: 2))
        #expect(hash == 0x3998_07aa_b33a_73cd, "0x\(String(hash, radix: 16))")
    }

    static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
