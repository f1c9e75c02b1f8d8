import CPeak
import NeuralLayers

/// The fused multiply-adds that the machine can do.
package enum Peak {
    private static let iterations = 4_000_000

    /// What one thread does.
    private final class Work: ParallelWork {
        func perform(task: Int, worker: Int) { _ = peak_run(Peak.iterations) }
    }

    /// The best of ten runs on all threads at once, in GFLOP/s.
    package static func measure(threads: Int) -> Double {
        let pool = WorkerPool(workers: threads)
        let work = Work()
        let each = peak_run(iterations)
        let best =
            (0..<10).map { _ in
                let start = Clock.seconds
                pool.run(work, count: threads)
                return Clock.seconds - start
            }.min() ?? .infinity
        return each * Double(threads) / best / 1e9
    }
}
