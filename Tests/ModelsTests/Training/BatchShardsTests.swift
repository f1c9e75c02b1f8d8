import Testing

@testable import Models

@Suite struct BatchShardsTests {
    @Test(arguments: [8, 16, 32])
    func `shards adjoin, cover the batch, and are neither empty nor too large`(mostRows: Int) {
        for rows in 1...2_000 {
            let shards = BatchShards(rows: rows, mostRows: mostRows)
            let ranges = (0..<shards.count).map { shards.rows(of: $0) }
            #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == rows)
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
            #expect(ranges.allSatisfy { !$0.isEmpty && $0.count <= mostRows })
        }
    }

    @Test func `shards differ by one window at most, and two threads have the same number of them`() throws {
        for rows in 17...500 {
            let shards = BatchShards(rows: rows, mostRows: 16)
            let sizes = (0..<shards.count).map { shards.rows(of: $0).count }
            #expect(try #require(sizes.max()) - #require(sizes.min()) <= 1)
            #expect(shards.count % 2 == 0)
        }
    }

    @Test func `lanes adjoin, hold every shard, and are at most eight`() {
        for rows in 1...2_000 {
            let shards = BatchShards(rows: rows, mostRows: 8)
            let ranges = (0..<shards.laneCount).map { shards.shards(ofLane: $0) }
            #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == shards.count)
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
            #expect(ranges.allSatisfy { !$0.isEmpty } && ranges.count <= 8)
        }
    }

    @Test func `a smaller batch never has more lanes`() {
        for mostRows in [8, 16] {
            let lanes = (1...2_000).map { BatchShards(rows: $0, mostRows: mostRows).laneCount }
            #expect(zip(lanes, lanes.dropFirst()).allSatisfy { $0 <= $1 })
        }
    }

    @Test func `a batch that fits a shard is one shard, one of twice as many is two`() {
        for rows in 1...16 { #expect(BatchShards(rows: rows, mostRows: 16).count == 1) }
        #expect(BatchShards(rows: 32, mostRows: 16).count == 2)
    }
}
