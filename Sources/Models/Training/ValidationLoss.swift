import NeuralLayers
import Parallelism
import Windowing

/// The mean loss over the validation windows, without dropout.
final class ValidationLoss: ParallelWork {
    /// Windows of a task.
    static let rowsPerTask = 32

    private let network: FusedRecurrentNetwork
    private let data: TrainingWindows
    private let loss: Loss
    private let batches: [WindowBatch]
    /// The windows that are looked at, by their places among the validation windows.
    private let places: [Int]
    private let observedCount: Int
    private let taskCount: Int
    private let sums: TaskSums

    /// - Parameter mostWindows: Of more validation windows, as many evenly spread; nil for all of them.
    init(
        _ network: FusedRecurrentNetwork, data: TrainingWindows, loss: Loss, inputLength: Int, mostWindows: Int?,
        workers: Int
    ) {
        self.network = network
        self.data = data
        self.loss = loss
        let count = data.validation.count
        let kept = min(count, mostWindows ?? count)
        places = (0..<kept).map { $0 * count / kept }
        observedCount = data.observedTargets(data.validation, places[...])
        taskCount = (kept + Self.rowsPerTask - 1) / Self.rowsPerTask
        sums = TaskSums(count: taskCount)
        batches = (0..<min(workers, taskCount)).map { _ in
            WindowBatch(
                network.shape, rows: Self.rowsPerTask, inputLength: inputLength, trains: false,
                drops: false)
        }
    }

    /// The mean over all observed validation targets.
    func run(_ pool: WorkerPool) -> Double {
        pool.run(self, count: taskCount)
        return sums.total(of: taskCount) / Double(max(1, observedCount))
    }

    func perform(task: Int, worker: Int) {
        let batch = batches[worker]
        var sum = 0.0
        for row in 0..<forward(task, batch).count { sum += Double(batch.loss(loss, row: row, observedCount: 1)) }
        sums[task] = sum
    }

    /// Runs the windows of one task forward.
    private func forward(_ task: Int, _ batch: WindowBatch) -> [Window] {
        let first = task * Self.rowsPerTask
        let windows = places[first..<min(first + Self.rowsPerTask, places.count)].map { data.validation[$0] }
        for (row, window) in windows.enumerated() { batch.pack(window, of: data, row: row, rows: windows.count) }
        network.forward(batch.workspace, rows: windows.count)
        return windows
    }

    /// The first window whose own loss is not finite, and whether the network's outputs are not either; nil for none.
    func firstDivergedWindow() -> (window: Window, outputsDiverged: Bool)? {
        for task in 0..<taskCount {
            let windows = forward(task, batches[0])
            for (row, window) in windows.enumerated()
            where !batches[0].loss(loss, row: row, observedCount: 1).isFinite {
                return (window, !batches[0].outputsAreFinite(row: row))
            }
        }
        return nil
    }
}
