import CAllocationCounter
import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

/// A training step allocates nothing: counted by the test process' own malloc, where there is one.
@Suite(.enabled(if: allocation_counter_works(), "allocations are counted on Linux with glibc"))
struct StepAllocationTests {
    struct Sizes: Sendable {
        var hidden: Int, layers: Int, dropout: Double, batch: Int
        var hasGaps = false
        var truncation: Int?
    }

    static let sizes = [
        Sizes(hidden: 16, layers: 1, dropout: 0, batch: 32),
        Sizes(hidden: 7, layers: 3, dropout: 0.3, batch: 33),
        Sizes(hidden: 33, layers: 2, dropout: 0.1, batch: 17, hasGaps: true, truncation: 3),
    ]

    /// What a trainer does for each batch, on the calling thread alone: other tests allocate on theirs meanwhile.
    private final class Steps {
        let trainer: NetworkTrainer<FusedRecurrentNetwork>
        init(_ cell: RecurrentCell, _ sizes: Sizes, loss: Loss) throws {
            var panel = wavyPanel()
            if sizes.hasGaps { for row in 30..<33 { panel.series[0].values[row] = .nan } }
            let plan = try smallPlan(hidden: sizes.hidden, layers: sizes.layers) {
                $0.batchSize = sizes.batch
                $0.dropout = sizes.dropout
                $0.truncation = sizes.truncation
                $0.loss = loss
                $0.clipNorm = 0.01
                $0.schedule = .oneCycle
            }
            trainer = try makeTrainer(cell, panel, plan)
        }
    }

    @Test(arguments: RecurrentCell.allCases, sizes)
    func `a step allocates nothing, whatever the cell, layers, dropout and sizes`(
        cell: RecurrentCell, sizes: Sizes
    ) throws {
        for loss in Loss.allCases {
            try expectNone(try Steps(cell, sizes, loss: loss).trainer)
        }
    }

    @Test(arguments: [0, 0.3], [16, 33])
    func `nor does a transformer's`(dropout: Double, batch: Int) throws {
        let plan = try smallPlan(inputLength: 11) {
            $0.batchSize = batch
            $0.dropout = dropout
        }
        let panel = wavyPanel()
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let data = try TrainingWindows(panel, split: split, plan: plan)
        let shape = PatchTransformerShape(
            inputLength: 11, patchLength: 4, patchStride: 2, modelSize: 8, headCount: 2, feedForwardSize: 16,
            layerCount: 2, inputSize: 1, outputSize: plan.windows.horizon)
        try expectNone(
            try NetworkTrainer(
                shape, panel: panel, data: data, training: plan.training, task: plan.task, runtime: plan.runtime
            ) {
                (
                    FusedPatchTransformer(shape, kernels: plan.runtime.kernels, trains: true),
                    ParameterInitializer(zeroHead: true).parameters(for: shape, seed: 1)
                )
            })
    }

    /// Runs `trainer`, and expects as many allocations at the end of each step as at its beginning.
    private func expectNone(_ trainer: NetworkTrainer<some WindowNetwork>) throws {
        var counts: [UInt64] = []
        counts.reserveCapacity(1000)
        // From one report to the next lies one whole step, but at an epoch's end.
        try trainer.run(
            progress: { _ in
                let isFirst = counts.count % trainer.schedule.roundLength == 0
                counts.append(isFirst ? .max : allocation_count())
                return .proceed
            }, roundEnded: { _ in })
        let steps = zip(counts, counts.dropFirst()).filter { $0 != .max && $1 != .max }
        #expect(steps.count >= 3)
        #expect(steps.allSatisfy { $0 == $1 }, "\(steps.map { $1 - $0 })")
    }

    @Test func `an allocation inside a step would be seen`() throws {
        let before = allocation_count()
        let buffer = AlignedBuffer(count: 8)
        #expect(allocation_count() > before)
        let array = allocation_count()
        let values = buffer.array
        #expect(allocation_count() > array && values.count == 8)
    }
}
