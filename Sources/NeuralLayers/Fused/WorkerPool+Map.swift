import Synchronization

extension WorkerPool {
    /// What `body` makes of `0 ..< count`, in that order, whichever thread made it.
    package func map<Output: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Output) -> [Output] {
        let work = MappedWork(count: count, body)
        run(work, count: count)
        return work.outputs
    }
}

/// Pieces of work with a result each.
private final class MappedWork<Output: Sendable>: ParallelWork {
    private let body: @Sendable (Int) -> Output
    private let results: Mutex<[Output?]>

    init(count: Int, _ body: @escaping @Sendable (Int) -> Output) {
        self.body = body
        results = Mutex(Array(repeating: nil, count: count))
    }

    /// The results, once every piece is done.
    var outputs: [Output] { results.withLock { $0.compactMap { $0 } } }

    func perform(task: Int, worker: Int) {
        let output = body(task)
        results.withLock { $0[task] = output }
    }
}
