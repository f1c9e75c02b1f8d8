import NeuralLayers
import Parallelism

/// Samples, forward, loss and backward of one batch, lane by lane on the worker threads.
final class SegmentStep: ParallelWork {
    private let network: SegmentNetwork
    private let batchSize: Int
    private let shards: [SegmentShard]
    private let laneGradients: [SegmentGradients]
    private let sums: [BufferSum]
    private let laneLosses: TaskSums
    private let cut: BatchShards
    private var number = 0

    /// The batch's gradient in parameter order, once ``run(_:number:)`` returned.
    let gradients: AlignedBuffer

    init(
        _ network: SegmentNetwork, batchSize: Int, kernels: Kernels, workers: Int,
        sampler: () -> any SegmentSampler
    ) {
        self.network = network
        self.batchSize = batchSize
        cut = BatchShards(rows: batchSize, mostRows: SegmentShard.mostRows)
        let lanes = cut.laneCount
        shards = (0..<min(workers, lanes)).map { _ in SegmentShard(network.shape, sampler: sampler(), trains: true) }
        laneGradients = (0..<lanes).map { _ in SegmentGradients(network) }
        let buffers = laneGradients.map(\.buffers)
        sums = buffers[0].indices.map { place in BufferSum(buffers.map { $0[place] }, kernels: kernels) }
        laneLosses = TaskSums(count: lanes)
        gradients = AlignedBuffer(count: network.layout.count)
    }

    /// The mean loss of batch `number`, counted from 0; its gradient is in ``gradients``.
    func run(_ pool: WorkerPool, number: Int) -> Double {
        self.number = number
        pool.run(self, count: cut.laneCount)
        for sum in sums { sum.run(pool, count: cut.laneCount) }
        network.unpack(laneGradients[0], into: gradients)
        return laneLosses.total(of: cut.laneCount) / Double(batchSize)
    }

    func perform(task lane: Int, worker: Int) {
        let shard = shards[worker]
        let range = cut.shards(ofLane: lane)
        var sum = 0.0
        for index in range {
            let rows = cut.rows(of: index)
            shard.draw(
                first: UInt64(number * batchSize + rows.lowerBound), rows: rows.count,
                shard: UInt64(number * cut.count + index))
            network.forward(shard.workspace, rows: rows.count)
            sum += shard.loss(of: batchSize)
            network.backward(
                shard.workspace, rows: rows.count, gradients: laneGradients[lane],
                accumulate: index > range.lowerBound)
        }
        laneLosses[lane] = sum
    }
}
