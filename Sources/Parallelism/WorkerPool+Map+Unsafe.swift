extension WorkerPool {
    /// What `body` makes of `0 ..< count`, in that order, whichever thread made it.
    package func map<Output: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Output) -> [Output] {
        let work = MappedWork(count: count, body)
        run(work, count: count)
        return work.outputs
    }
}

/// Pieces of work with a result each.
@safe
private final class MappedWork<Output: Sendable>: ParallelWork {
    private let body: @Sendable (Int) -> Output
    /// A place for each piece, written once, by the thread that did the piece; the pool orders that before the reading.
    private let results: UnsafeMutableBufferPointer<Output?>

    init(count: Int, _ body: @escaping @Sendable (Int) -> Output) {
        self.body = body
        unsafe results = .allocate(capacity: count)
        unsafe results.initialize(repeating: nil)
    }

    deinit {
        unsafe results.deinitialize()
        unsafe results.deallocate()
    }

    /// The results, once every piece is done.
    var outputs: [Output] { unsafe results.compactMap { $0 } }

    func perform(task: Int, worker: Int) {
        unsafe results[task] = body(task)
    }
}
