import CKernels
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Work that can be done in numbered pieces by several threads.
package protocol ParallelWork: AnyObject {
    /// Does piece `task`; `worker`, below the number of threads and of tasks, tells which workspace to use.
    func perform(task: Int, worker: Int)
}

/// A few threads that live as long as training does.
///
/// A step hands out its shards twice at most, so the threads spin briefly for the next hand-out before they sleep.
/// Which thread does which piece is not fixed; results must not depend on it.
@safe
package final class WorkerPool: Sendable {
    /// Threads that work, the caller's included.
    package let workerCount: Int
    private let state: SharedState

    /// Starts `workers - 1` threads.
    package init(workers: Int) {
        workerCount = max(1, workers)
        state = SharedState()
        for worker in 1..<max(1, workers) {
            if Helper.start(worker, state) { state.helperCount += 1 }
        }
    }

    deinit { state.stop() }

    /// Performs tasks `0 ..< count` and returns when all are done.
    package func run(_ work: any ParallelWork, count: Int) {
        if state.helperCount == 0 || count == 1 {
            for task in 0..<count { work.perform(task: task, worker: 0) }
            return
        }
        state.handOut(work, count: count)
    }
}

/// What a new thread is told: its number and where the work is handed out.
private final class Helper: Sendable {
    private let worker: Int
    private let state: SharedState

    private init(worker: Int, state: SharedState) { (self.worker, self.state) = (worker, state) }

    /// Starts a detached thread; false when the system has none to give.
    static func start(_ worker: Int, _ state: SharedState) -> Bool {
        let argument = unsafe Unmanaged.passRetained(Helper(worker: worker, state: state)).toOpaque()
        let failed = unsafe createDetachedThread(argument) != 0
        if failed { unsafe Unmanaged<Helper>.fromOpaque(argument).release() }
        return !failed
    }

    private static func createDetachedThread(_ argument: UnsafeMutableRawPointer) -> Int32 {
        #if canImport(Darwin)
            var thread: pthread_t?
            let status = unsafe pthread_create(&thread, nil, { unsafe Helper.main($0) }, argument)
            if let thread = unsafe thread { unsafe pthread_detach(thread) }
        #else
            var thread = pthread_t()
            let status = unsafe pthread_create(&thread, nil, { unsafe Helper.main($0) }, argument)
            if status == 0 { pthread_detach(thread) }
        #endif
        return status
    }

    private static func main(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument = unsafe argument else { return nil }
        let helper = unsafe Unmanaged<Helper>.fromOpaque(argument).takeRetainedValue()
        helper.state.work(as: helper.worker)
        return nil
    }
}

/// What the caller and its helpers share.
///
/// A hand-out is a new `generation`; each helper checks in once per generation,
/// so that none can still be looking when the next begins. The last one out frees it.
@safe
private final class SharedState: @unchecked Sendable {
    /// Turns of the spin loop before sleeping, a few hundred microseconds: longer than a step does things alone.
    private static let spins = 20_000

    private let generation = Atomic<Int>(0)
    private let nextTask = Atomic<Int>(0)
    private let busyHelpers = Atomic<Int>(0)
    private let stopping = Atomic<Bool>(false)
    private let sleepers = Atomic<Int>(0)
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let wakeUp: UnsafeMutablePointer<pthread_cond_t>
    private var current: (any ParallelWork)?
    private var taskCount = 0
    var helperCount = 0

    init() {
        unsafe lock = .allocate(capacity: 1)
        unsafe wakeUp = .allocate(capacity: 1)
        unsafe pthread_mutex_init(lock, nil)
        unsafe pthread_cond_init(wakeUp, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(wakeUp)
        unsafe pthread_mutex_destroy(lock)
        unsafe wakeUp.deallocate()
        unsafe lock.deallocate()
    }

    func handOut(_ work: any ParallelWork, count: Int) {
        current = work
        taskCount = count
        nextTask.store(0, ordering: .relaxed)
        busyHelpers.store(helperCount, ordering: .relaxed)
        advance()
        takeTasks(as: 0)
        var turns = 0
        while busyHelpers.load(ordering: .acquiring) > 0 { Self.pause(&turns) }
        current = nil
    }

    func stop() {
        stopping.store(true, ordering: .relaxed)
        advance()
    }

    /// Opens the next generation and wakes whoever went to sleep.
    private func advance() {
        generation.add(1, ordering: .sequentiallyConsistent)
        if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
            unsafe pthread_mutex_lock(lock)
            unsafe pthread_cond_broadcast(wakeUp)
            unsafe pthread_mutex_unlock(lock)
        }
    }

    func work(as worker: Int) {
        var seen = 0
        while true {
            waitForGeneration(after: seen)
            seen += 1
            if stopping.load(ordering: .relaxed) { return }
            takeTasks(as: worker)
            busyHelpers.subtract(1, ordering: .releasing)
        }
    }

    private func takeTasks(as worker: Int) {
        // There are no more workspaces than tasks.
        guard worker < taskCount else { return }
        while true {
            let task = nextTask.add(1, ordering: .relaxed).oldValue
            if task >= taskCount { return }
            current?.perform(task: task, worker: worker)
        }
    }

    private func waitForGeneration(after seen: Int) {
        var turns = 0
        while turns < Self.spins {
            if generation.load(ordering: .acquiring) != seen { return }
            Self.pause(&turns)
        }
        unsafe pthread_mutex_lock(lock)
        sleepers.add(1, ordering: .sequentiallyConsistent)
        while generation.load(ordering: .sequentiallyConsistent) == seen { unsafe pthread_cond_wait(wakeUp, lock) }
        sleepers.subtract(1, ordering: .sequentiallyConsistent)
        unsafe pthread_mutex_unlock(lock)
    }

    /// Waits a moment; after a while gives the processor to whoever has none.
    private static func pause(_ turns: inout Int) {
        turns += 1
        if turns % 64 == 0 { sched_yield() } else { fk_spin_hint() }
    }
}
