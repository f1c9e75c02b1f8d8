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
            #expect(shards.rowsPerShard <= BatchShards.mostRowsPerShard)
        }
    }

    @Test func `lanes adjoin, hold every shard, and are at most eight`() {
        for rows in 1...2_000 {
            let shards = BatchShards(rows: rows)
            let ranges = (0..<shards.laneCount).map { shards.shards(ofLane: $0) }
            #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == shards.count)
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
            #expect(ranges.allSatisfy { !$0.isEmpty } && ranges.count <= 8)
        }
    }

    @Test func `a smaller batch never has more lanes`() {
        let lanes = (1...2_000).map { BatchShards(rows: $0).laneCount }
        #expect(zip(lanes, lanes.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func `a batch of up to sixteen windows is one shard, of thirty-two is two`() {
        for rows in 1...16 { #expect(BatchShards(rows: rows).count == 1) }
        #expect(BatchShards(rows: 32).count == 2)
    }

    @Test func `two threads have the same number of shards each`() {
        for rows in [17, 32, 33, 48, 50, 64, 100, 128, 256] {
            let shards = BatchShards(rows: rows)
            #expect(shards.count % 2 == 0)
        }
    }
}
