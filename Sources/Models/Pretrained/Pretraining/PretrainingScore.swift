import NeuralLayers
import Parallelism

/// How well a network does on made-up series that it does not learn from.
package struct PretrainingScore: Sendable, Equatable, Codable {
    /// The mean quantile loss.
    package var loss: Double
    /// The mean absolute error of the median, over that of the seasonal naive forecast.
    package var relativeError: Double
}

/// Scores a network on the same made-up series each time.
final class PretrainingValidation: ParallelWork {
    private let network: SegmentNetwork
    private let shards: [SegmentShard]
    private let losses, medians, bases: TaskSums
    private let shardCount: Int

    init(_ network: SegmentNetwork, plan: PretrainingPlan, workers: Int, series: Int) {
        self.network = network
        shardCount = series / SegmentShard.mostRows
        // Other numbers than those of any training run.
        shards = (0..<workers).map { _ in
            SegmentShard(plan.shape, sampler: MadeUpSampler(plan.layout, seed: 0x5641_4C49), trains: false)
        }
        (losses, medians, bases) = (
            TaskSums(count: shardCount), TaskSums(count: shardCount), TaskSums(count: shardCount)
        )
    }

    func run(_ pool: WorkerPool) -> PretrainingScore {
        pool.run(self, count: shardCount)
        let series = Double(shardCount * SegmentShard.mostRows)
        return PretrainingScore(
            loss: losses.total(of: shardCount) / series,
            relativeError: medians.total(of: shardCount) / bases.total(of: shardCount))
    }

    func perform(task: Int, worker: Int) {
        let shard = shards[worker]
        let rows = SegmentShard.mostRows
        shard.draw(first: UInt64(task * rows), rows: rows, shard: UInt64(task))
        network.forward(shard.workspace, rows: rows)
        losses[task] = shard.loss(of: 1)
        (medians[task], bases[task]) = shard.absoluteErrors()
    }
}
