import CPeak
package import Parallelism

/// The fused multiply-adds that the machine can do, on all threads of a pool at once.
package final class Peak: ParallelWork {
    private static let iterations = 500_000
    private let pool: WorkerPool
    /// What a burst does on each thread.
    private let operations: Double

    package init(_ pool: WorkerPool) {
        self.pool = pool
        operations = peak_run(Self.iterations)
    }

    package func perform(task: Int, worker: Int) { _ = peak_run(Self.iterations) }

    /// GFLOP/s of a burst of about two milliseconds.
    package func burst() -> Double {
        let start = Clock.seconds
        pool.run(self, count: pool.workerCount)
        return operations * Double(pool.workerCount) / (Clock.seconds - start) / 1e9
    }
}
