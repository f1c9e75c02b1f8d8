/// How a batch is cut, by its size and the network's alone, so that sums over its parts do not depend on the threads.
///
/// A shard is what runs through a workspace at once: few windows, so that a step's activations stay in the first cache. A
/// lane is a run of shards whose gradients one thread adds up, one shard after the other; lanes are what threads share out.
package struct BatchShards: Sendable {
    /// Windows of the batch.
    package let rows: Int
    /// The number of shards: even, so that two threads have the same work, unless one is enough.
    package let count: Int

    /// A gradient is kept for each lane.
    private static let mostLanes = 8

    /// Cuts a batch of `rows` windows into nearly equal shards of at most `mostRows`.
    package init(rows: Int, mostRows: Int) {
        self.rows = rows
        let fewest = (rows + mostRows - 1) / mostRows
        count = fewest == 1 ? 1 : fewest + fewest % 2
    }

    /// The number of lanes.
    package var laneCount: Int { min(Self.mostLanes, count) }

    /// The shards of lane `index`, in order.
    package func shards(ofLane index: Int) -> Range<Int> {
        index * count / laneCount..<(index + 1) * count / laneCount
    }

    /// The rows of the batch that make up shard `index`.
    package func rows(of index: Int) -> Range<Int> {
        index * rows / count..<(index + 1) * rows / count
    }
}
