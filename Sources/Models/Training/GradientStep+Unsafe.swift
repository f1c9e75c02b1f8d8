import NeuralLayers
import Parallelism
import Windowing

/// Forward, loss and backward for one batch, lane by lane on the worker threads.
final class GradientStep: ParallelWork {
    private let network: FusedRecurrentNetwork
    private let kernels: Kernels
    private let data: TrainingWindows
    private let loss: Loss
    private let truncation: Int?
    private let dropout: InputDropout?
    private let batches: [WindowBatch]
    private let laneGradients: [AlignedBuffer]
    private let laneSum: BufferSum
    private let laneLosses: TaskSums

    private var order: [Int] = []
    private var first = 0
    private var shards: BatchShards
    private var epoch = 0
    private var observedCount = 0

    /// The batch's gradient in parameter order, once ``run(_:order:batch:epoch:)`` returned.
    let gradients: AlignedBuffer

    init(
        _ network: FusedRecurrentNetwork, data: TrainingWindows, training: TrainingConfiguration, task: ForecastTask,
        kernels: Kernels, workers: Int
    ) {
        self.network = network
        self.kernels = kernels
        self.data = data
        loss = training.loss
        truncation = training.truncation
        let drops = training.dropout > 0
        dropout =
            drops
            ? InputDropout(rate: training.dropout, seed: task.seed, layerCount: network.shape.layerCount) : nil
        let batchSize = min(training.batchSize, data.training.count)
        shards = BatchShards(rows: batchSize, hiddenSize: network.shape.hiddenSize)
        let laneCount = shards.laneCount
        batches = (0..<min(workers, laneCount)).map { _ in
            WindowBatch(
                network.shape, rows: min(batchSize, BatchShards.mostRows(hiddenSize: network.shape.hiddenSize)),
                inputLength: task.windows.inputLength, trains: true, drops: drops)
        }
        // The last batch of an epoch may be smaller, and never has more lanes.
        laneGradients = (0..<laneCount).map { _ in AlignedBuffer(count: network.gradientLayout.count) }
        laneSum = BufferSum(laneGradients, kernels: kernels)
        laneLosses = TaskSums(count: laneCount)
        gradients = AlignedBuffer(count: network.layout.count)
    }

    /// Computes the mean loss and its gradient over the windows at `batch` of `order`.
    ///
    /// - Returns: The mean loss over the observed targets, 0 when there is none.
    func run(_ pool: WorkerPool, order: [Int], batch: Range<Int>, epoch: Int) -> Double {
        self.order = order
        first = batch.lowerBound
        shards = BatchShards(rows: batch.count, hiddenSize: network.shape.hiddenSize)
        self.epoch = epoch
        observedCount = data.observedTargets(data.training, order[batch])
        pool.run(self, count: shards.laneCount)
        laneSum.run(pool, count: shards.laneCount)
        network.gradientLayout.unpack(laneGradients[0], into: gradients, parameters: network.layout)
        return laneLosses.total(of: shards.laneCount) / Double(max(1, observedCount))
    }

    func perform(task lane: Int, worker: Int) {
        let batch = batches[worker]
        let range = shards.shards(ofLane: lane)
        var sum = 0.0
        for shard in range {
            let rows = forward(shard, batch).count
            for row in 0..<rows { sum += Double(batch.loss(loss, row: row, observedCount: observedCount)) }
            network.backward(
                batch.workspace, rows: rows, truncation: truncation, gradients: laneGradients[lane],
                accumulate: shard > range.lowerBound)
        }
        laneLosses[lane] = sum
    }

    /// Runs the windows of one shard forward, masks and all.
    private func forward(_ shard: Int, _ batch: WindowBatch) -> Range<Int> {
        let rows = shards.rows(of: shard)
        for (row, place) in rows.enumerated() {
            let position = order[first + place]
            let window = data.training[position]
            batch.pack(window, of: data, row: row, rows: rows.count)
            if let dropout {
                batch.workspace.drop(
                    dropout, epoch: epoch, window: position, row: row, rows: rows.count, kernels: kernels)
            }
        }
        network.forward(batch.workspace, rows: rows.count)
        return rows
    }

    /// The window of the last batch, by its place in the training windows, whose own loss is the first not finite;
    /// and whether the network's outputs are not finite there, or only the loss.
    func firstDivergedWindow() -> (position: Int, outputsDiverged: Bool)? {
        let batch = batches[0]
        for shard in 0..<shards.count {
            let rows = forward(shard, batch)
            for row in 0..<rows.count where !batch.loss(loss, row: row, observedCount: 1).isFinite {
                return (order[first + rows.lowerBound + row], !batch.outputsAreFinite(row: row))
            }
        }
        return nil
    }
}
