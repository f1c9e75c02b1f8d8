/// How a batch is cut into shards: by its size alone, so that sums over shards do not depend on the thread count.
package struct BatchShards: Sendable {
    /// Windows of the batch.
    package let rows: Int
    /// Windows of a shard; the last may have fewer.
    package let rowsPerShard: Int

    /// A shard has about 16 windows, enough to keep the kernels' tiles full; a batch has at most 8 shards.
    package init(rows: Int) {
        self.rows = rows
        let shards = min(8, (rows + 15) / 16)
        rowsPerShard = (rows + shards - 1) / shards
    }

    /// Windows of the largest shard of any batch of at most `rows`; a smaller batch may have larger shards.
    static func largestShard(ofBatchesUpTo rows: Int) -> Int {
        max(min(rows, 16), BatchShards(rows: rows).rowsPerShard)
    }

    /// The number of shards.
    package var count: Int { (rows + rowsPerShard - 1) / rowsPerShard }

    /// The rows of the batch that make up shard `index`.
    package func rows(of index: Int) -> Range<Int> {
        index * rowsPerShard..<min((index + 1) * rowsPerShard, rows)
    }
}
