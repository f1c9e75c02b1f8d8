import NeuralLayers
import Parallelism

/// Forward, loss and backward for one batch, lane by lane on the worker threads.
final class GradientStep<Feed: BatchFeed>: ParallelWork {
    private let network: Feed.Network
    private let feeds: [Feed]
    private let laneGradients: [AlignedBuffer]
    private let laneSum: BufferSum
    private let laneLosses: TaskSums
    private var shards: BatchShards

    /// The batch's gradient in parameter order, once ``run(_:shards:)`` returned.
    let gradients: AlignedBuffer

    /// - Parameters:
    ///   - shards: How the largest batch is cut.
    ///   - feed: Makes a place to work for each thread.
    init(_ network: Feed.Network, shards: BatchShards, kernels: Kernels, workers: Int, feed: () -> Feed) {
        self.network = network
        self.shards = shards
        let laneCount = shards.laneCount
        feeds = (0..<min(workers, laneCount)).map { _ in feed() }
        // A smaller batch never has more lanes.
        laneGradients = (0..<laneCount).map { _ in AlignedBuffer(count: network.gradientCount) }
        laneSum = BufferSum(laneGradients, kernels: kernels)
        laneLosses = TaskSums(count: laneCount)
        gradients = AlignedBuffer(count: network.layout.count)
    }

    /// Computes the sum of the losses, and its gradient, of a batch that is cut into `shards`.
    ///
    /// - Parameter prepare: Tells the feed of each thread which batch it is.
    func run(_ pool: WorkerPool, shards: BatchShards, prepare: (Feed) -> Void) -> Double {
        self.shards = shards
        for feed in feeds { prepare(feed) }
        pool.run(self, count: shards.laneCount)
        laneSum.run(pool, count: shards.laneCount)
        network.unpack(laneGradients[0], into: gradients)
        return laneLosses.total(of: shards.laneCount)
    }

    func perform(task lane: Int, worker: Int) {
        let feed = feeds[worker]
        let range = shards.shards(ofLane: lane)
        var sum = 0.0
        for shard in range {
            let rows = shards.rows(of: shard)
            feed.fill(rows, shard: shard)
            network.forward(feed.workspace, rows: rows.count)
            sum += feed.loss(rows: rows.count)
            network.backward(
                feed.workspace, rows: rows.count, gradients: laneGradients[lane],
                accumulate: shard > range.lowerBound)
        }
        laneLosses[lane] = sum
    }

    /// The first shard of the last batch of which `diverges` says so, asked of the feed that has just run it forward.
    func firstShard<Found>(where diverges: (Feed, Range<Int>) -> Found?) -> Found? {
        for shard in 0..<shards.count {
            let rows = shards.rows(of: shard)
            feeds[0].fill(rows, shard: shard)
            network.forward(feeds[0].workspace, rows: rows.count)
            if let found = diverges(feeds[0], rows) { return found }
        }
        return nil
    }
}
