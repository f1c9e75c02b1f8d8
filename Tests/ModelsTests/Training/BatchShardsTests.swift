import Testing

@testable import Models

@Suite struct BatchShardsTests {
    @Test func `shards adjoin, cover the batch, and are never empty`() {
        for rows in 1...2_000 {
            let shards = BatchShards(rows: rows)
            let ranges = (0..<shards.count).map { shards.rows(of: $0) }
            #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == rows)
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
            #expect(ranges.allSatisfy { !$0.isEmpty })
            #expect(shards.count <= 8)
        }
    }

    @Test func `room made for a batch holds the shards of every smaller one`() {
        for rows in 1...400 {
            let room = BatchShards.largestShard(ofBatchesUpTo: rows)
            let count = BatchShards(rows: rows).count
            for smaller in 1...rows {
                let shards = BatchShards(rows: smaller)
                #expect(shards.count <= count && shards.rowsPerShard <= room)
            }
        }
    }

    @Test func `a batch of up to sixteen windows is one shard, of thirty-two is two`() {
        for rows in 1...16 { #expect(BatchShards(rows: rows).count == 1) }
        #expect(BatchShards(rows: 32).count == 2)
    }
}
