/// One sum for each task, written by whichever thread has the task and added up in task order.
///
/// An array would not do: two threads may not change one array at the same time, not even in different places.
@safe
final class TaskSums: @unchecked Sendable {
    private let base: UnsafeMutablePointer<Double>
    private let count: Int

    init(count: Int) {
        self.count = count
        unsafe base = .allocate(capacity: max(count, 1))
        unsafe base.initialize(repeating: 0, count: max(count, 1))
    }

    deinit { unsafe base.deallocate() }

    /// The sum of one task.
    subscript(task: Int) -> Double {
        get {
            precondition(task >= 0 && task < count, "a task of the run")
            return unsafe base[task]
        }
        set {
            precondition(task >= 0 && task < count, "a task of the run")
            unsafe base[task] = newValue
        }
    }

    /// The first `tasks` sums added up in order.
    func total(of tasks: Int) -> Double {
        var total = 0.0
        for task in 0..<tasks { total += self[task] }
        return total
    }
}
