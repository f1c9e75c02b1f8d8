/// How a batch is cut, by its size alone, so that sums over its parts do not depend on the thread count.
///
/// A shard is what runs through a workspace at once: few windows, so that its activations stay in the caches. A lane is
/// a run of shards whose gradients one thread adds up, one shard after the other; lanes are what threads share out.
package struct BatchShards: Sendable {
    /// Windows of the batch.
    package let rows: Int
    /// Windows of a shard; the last may have fewer.
    package let rowsPerShard: Int

    /// Windows that fill the kernels' tiles; more of them would only need larger caches.
    package static let mostRowsPerShard = 16
    /// A gradient is kept for each lane.
    private static let mostLanes = 8

    /// Cuts a batch of `rows` windows into nearly equal shards, an even number of them unless one is enough.
    package init(rows: Int) {
        self.rows = rows
        let fewest = (rows + Self.mostRowsPerShard - 1) / Self.mostRowsPerShard
        let shards = fewest == 1 ? 1 : fewest + fewest % 2
        rowsPerShard = (rows + shards - 1) / shards
    }

    /// The number of shards.
    package var count: Int { (rows + rowsPerShard - 1) / rowsPerShard }

    /// The number of lanes.
    package var laneCount: Int { min(Self.mostLanes, count) }

    /// The shards of lane `index`, in order.
    package func shards(ofLane index: Int) -> Range<Int> {
        index * count / laneCount..<(index + 1) * count / laneCount
    }

    /// The rows of the batch that make up shard `index`.
    package func rows(of index: Int) -> Range<Int> {
        index * rowsPerShard..<min((index + 1) * rowsPerShard, rows)
    }
}
