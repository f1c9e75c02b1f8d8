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
    private let shards: [MadeUpShard]
    private let losses, medians, bases: TaskSums
    private let shardCount: Int

    init(_ network: SegmentNetwork, plan: PretrainingPlan, workers: Int, series: Int) {
        self.network = network
        shardCount = series / MadeUpShard.mostRows
        // Other numbers than those of any training run.
        shards = (0..<workers).map { _ in MadeUpShard(plan, seed: 0x5641_4C49, trains: false) }
        (losses, medians, bases) = (
            TaskSums(count: shardCount), TaskSums(count: shardCount), TaskSums(count: shardCount)
        )
    }

    func run(_ pool: WorkerPool) -> PretrainingScore {
        pool.run(self, count: shardCount)
        let series = Double(shardCount * MadeUpShard.mostRows)
        return PretrainingScore(
            loss: losses.total(of: shardCount) / series,
            relativeError: medians.total(of: shardCount) / bases.total(of: shardCount))
    }

    func perform(task: Int, worker: Int) {
        let shard = shards[worker]
        let rows = MadeUpShard.mostRows
        shard.draw(first: UInt64(task * rows), rows: rows, shard: UInt64(task))
        network.forward(shard.workspace, rows: rows)
        losses[task] = shard.loss(of: 1)
        (medians[task], bases[task]) = shard.absoluteErrors()
    }
}
