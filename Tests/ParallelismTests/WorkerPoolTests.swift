import Foundation
import Synchronization
import Testing

@testable import Parallelism

@Suite struct WorkerPoolTests {
    /// Counts how often each task was done, and by which workers.
    private final class Counting: ParallelWork {
        let counts: [Counter]
        let workers = Mutex<Set<Int>>([])

        final class Counter: Sendable {
            let value = Atomic<Int>(0)
        }

        private let seconds: Double

        init(_ count: Int, seconds: Double = 0) {
            counts = (0..<count).map { _ in Counter() }
            self.seconds = seconds
        }

        func perform(task: Int, worker: Int) {
            if seconds > 0 { Thread.sleep(forTimeInterval: seconds) }
            counts[task].value.add(1, ordering: .relaxed)
            workers.withLock { _ = $0.insert(worker) }
        }

        var all: [Int] { counts.map { $0.value.load(ordering: .relaxed) } }
    }

    @Test(arguments: 1...8)
    func `every task is done exactly once, by a worker below both counts`(workers: Int) {
        let pool = WorkerPool(workers: workers)
        #expect(pool.workerCount == workers)
        for count in [0, 1, 2, 3, 5, 7, 8, 9, 31, 64, 200] {
            let work = Counting(count)
            pool.run(work, count: count)
            #expect(work.all.allSatisfy { $0 == 1 })
            // A workspace is made for each worker that may be called, and there are no more than tasks.
            #expect(work.workers.withLock { $0 }.allSatisfy { $0 < min(workers, count) })
        }
    }

    @Test(arguments: [2, 3, 4, 8])
    func `thousands of hand-outs do every task once each`(workers: Int) {
        let pool = WorkerPool(workers: workers)
        let work = Counting(5)
        for round in 1...3_000 {
            pool.run(work, count: 1 + round % 5)
        }
        let expected = (0..<5).map { task in (1...3_000).count { $0 % 5 >= task } }
        #expect(work.all == expected)
        #expect(work.workers.withLock { $0 }.allSatisfy { $0 < workers })
    }

    // Tasks that take their time, so that every worker comes to ask for one.
    @Test func `a worker beyond the tasks is given none`() {
        let pool = WorkerPool(workers: 8)
        for count in [2, 3, 2, 5, 2, 3, 2, 2] {
            let work = Counting(count, seconds: 0.002)
            pool.run(work, count: count)
            #expect(work.all.allSatisfy { $0 == 1 })
            #expect(work.workers.withLock { $0 }.allSatisfy { $0 < count })
        }
    }

    @Test func `workers that went to sleep wake up for the next hand-out`() {
        let pool = WorkerPool(workers: 4)
        let work = Counting(16)
        for _ in 1...5 {
            pool.run(work, count: 16)
            Thread.sleep(forTimeInterval: 0.02)
        }
        #expect(work.all == Array(repeating: 5, count: 16))
    }

    @Test func `pools come and go, used or not, awake or asleep`() {
        for round in 0..<200 {
            let pool = WorkerPool(workers: 1 + round % 8)
            if round % 3 == 0 { continue }
            let work = Counting(9)
            pool.run(work, count: 9)
            #expect(work.all == Array(repeating: 1, count: 9))
            if round % 20 == 1 { Thread.sleep(forTimeInterval: 0.005) }
        }
    }

    @Test func `a pool does not keep its last work`() {
        let pool = WorkerPool(workers: 2)
        weak var gone: Counting?
        do {
            let work = Counting(8)
            pool.run(work, count: 8)
            gone = work
        }
        #expect(gone == nil)
    }
}
