import Diagnostics
import ForecastTestSupport
import ModelTestSupport
import NeuralLayers
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct TrainingMemoryTests {
    struct Sizes: Sendable {
        var hidden: Int, layers: Int, dropout: Double, batch: Int, threads: Int
        var inputLength = 6
    }

    static let sizes = [
        Sizes(hidden: 64, layers: 1, dropout: 0, batch: 32, threads: 1),
        Sizes(hidden: 40, layers: 3, dropout: 0.3, batch: 200, threads: 3),
        Sizes(hidden: 100, layers: 2, dropout: 0, batch: 7, threads: 2),
        Sizes(hidden: 64, layers: 1, dropout: 0, batch: 32, threads: 1, inputLength: 40),
        Sizes(hidden: 64, layers: 4, dropout: 0, batch: 32, threads: 1, inputLength: 40),
    ]

    private func memory(_ cell: RecurrentCell, _ plan: FitPlan, training: Int, validation: Int) -> TrainingMemory {
        TrainingMemory(
            networkShape(cell, plan), training: plan.training, inputLength: plan.windows.inputLength,
            threads: plan.runtime.threads, trainingWindows: training, validationWindows: validation)
    }

    @Test(arguments: RecurrentCell.allCases, sizes)
    func `the estimate is what a trainer holds, give or take a tenth`(cell: RecurrentCell, sizes: Sizes) throws {
        var plan = try smallPlan(inputLength: sizes.inputLength, hidden: sizes.hidden, layers: sizes.layers) {
            $0.batchSize = sizes.batch
            $0.dropout = sizes.dropout
        }
        plan.runtime.threads = sizes.threads
        let panel = wavyPanel()
        let split = try ChronologicalSplit(
            panel, specification: plan.split, shape: plan.windows, seasonLength: plan.seasonLength)
        let data = try TrainingWindows(panel, split: split, plan: plan)
        let trainer = try makeTrainer(cell, panel, plan)
        var seen: Set<ObjectIdentifier> = []
        let held = Double(bytes(of: trainer, &seen))
        let estimate = memory(cell, plan, training: data.training.count, validation: data.validation.count)
        // The matrix and the parameters of the first draw are gone by now.
        let drawn = Double(4 * ParameterLayout(networkShape(cell, plan)).count + 8 * sizes.hidden * sizes.hidden)
        #expect(estimate.total >= 0.95 * held, "\(estimate.total) of \(held)")
        #expect(estimate.total <= 1.1 * (held + 1.2 * drawn), "\(estimate.total) of \(held + drawn)")
    }

    /// Bytes of the buffers that `value` holds, each counted once.
    private func bytes(of value: Any, _ seen: inout Set<ObjectIdentifier>) -> Int {
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .class, !seen.insert(ObjectIdentifier(value as AnyObject)).inserted { return 0 }
        if let buffer = value as? AlignedBuffer { return 4 * buffer.count }
        if value is Panel || value is TrainingWindows { return 0 }
        return mirror.children.reduce(0) { $0 + bytes(of: $1.value, &seen) }
    }

    @Test(arguments: RecurrentCell.allCases, [true, false])
    func `a workspace with covariates is no larger than its estimate`(cell: RecurrentCell, trains: Bool) {
        for (futures, embeddings) in [(5, []), (0, [EmbeddingShape(count: 500, size: 9)])] {
            var shape = RecurrentNetworkShape(
                cell: cell, inputSize: 2, hiddenSize: 33, layerCount: 2, outputSize: 24)
            let (rows, steps) = (16, 48)
            func sizes() -> (held: Double, estimated: Double) {
                let workspace = RecurrentWorkspace(shape, rows: rows, steps: steps, trains: trains, drops: false)
                let floats = shape.workspaceFloats(rows: rows, steps: steps, trains: trains, drops: false)
                return (Double(workspace.bytes), 4 * floats)
            }
            let without = sizes()
            (shape.futureSize, shape.embeddings) = (futures, embeddings)
            let with = sizes()
            let (held, estimated) = (with.held - without.held, with.estimated - without.estimated)
            #expect(held > 0 && estimated >= 0.95 * held && estimated <= 1.1 * held, "\(estimated) of \(held)")
        }
    }

    @Test func `what needs more than the limit is refused with the size and the flags`() throws {
        var plan = try smallPlan(hidden: 64)
        let needed = memory(.gru, plan, training: 1000, validation: 20).total
        let exact = memory(.gru, plan, training: 1000, validation: 20)
        #expect(throws: Never.self) { try exact.check(limit: Int(needed)) }
        plan.runtime.memoryLimit = 1 << 16
        let error = try #require(throws: TrainingError.self) { try fitNetwork(.gru, wavyPanel(), plan) }
        #expect(error.code == "training-out-of-memory" && error.exitStatus == .usage)
        #expect(error.message == "training would take about 0.1 GB of memory, and 0.1 GB are there")
        #expect(error.fix == "lower --hidden or --layers")
    }

    @Test func `the largest sizes have an estimate too, and no overflow`() throws {
        var plan = try smallPlan(inputLength: 100_000, hidden: 4096, layers: 64) {
            $0.batchSize = 65_536
            $0.dropout = 0.5
        }
        plan.runtime.threads = 256
        let size = memory(.lstm, plan, training: 10_000_000, validation: 10_000_000)
        #expect(size.activations > 1e13 && size.total.isFinite)
        let error = try #require(throws: TrainingError.self) { try size.check(limit: 1 << 40) }
        #expect(error.message.contains(" and 1099.6 GB are there"))
        #expect(error.fix == "lower --batch, --input-length, --hidden, --layers or --threads")
    }

    @Test func `a machine's memory is known`() {
        #expect(Runtime.availableMemory > 1 << 28 && Runtime.availableMemory < 1 << 50)
        #expect(Runtime().memoryLimit == Runtime.availableMemory)
    }
}
