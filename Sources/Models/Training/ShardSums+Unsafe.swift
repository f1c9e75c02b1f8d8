/// One sum for each shard, written by whichever thread has the shard and added up in shard order.
///
/// An array would not do: two threads may not change one array at the same time, not even in different places.
@safe
final class ShardSums: @unchecked Sendable {
    private let base: UnsafeMutablePointer<Double>
    private let count: Int

    init(count: Int) {
        self.count = count
        unsafe base = .allocate(capacity: max(count, 1))
        unsafe base.initialize(repeating: 0, count: max(count, 1))
    }

    deinit { unsafe base.deallocate() }

    /// The sum of one shard.
    subscript(shard: Int) -> Double {
        get {
            precondition(shard >= 0 && shard < count, "a shard of the batch")
            return unsafe base[shard]
        }
        set {
            precondition(shard >= 0 && shard < count, "a shard of the batch")
            unsafe base[shard] = newValue
        }
    }

    /// The first `shards` sums added up in order.
    func total(of shards: Int) -> Double {
        var total = 0.0
        for shard in 0..<shards { total += self[shard] }
        return total
    }
}
