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
    private let observedCount: Int
    private let taskCount: Int
    private let sums: TaskSums

    init(_ network: FusedRecurrentNetwork, data: TrainingWindows, plan: FitPlan, workers: Int) {
        self.network = network
        self.data = data
        loss = plan.training.loss
        observedCount = data.observedTargets(data.validation, Array(data.validation.indices)[...])
        taskCount = (data.validation.count + Self.rowsPerTask - 1) / Self.rowsPerTask
        sums = TaskSums(count: taskCount)
        batches = (0..<min(workers, taskCount)).map { _ in
            WindowBatch(
                network.shape, rows: Self.rowsPerTask, inputLength: plan.windows.inputLength, trains: false,
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
        let windows = forward(task, batch)
        var sum = 0.0
        for row in windows.indices { sum += Double(batch.loss(loss, row: row - windows.startIndex, observedCount: 1)) }
        sums[task] = sum
    }

    /// Runs the windows of one task forward.
    private func forward(_ task: Int, _ batch: WindowBatch) -> Slice<SlidingWindows> {
        let first = task * Self.rowsPerTask
        let windows = data.validation[first..<min(first + Self.rowsPerTask, data.validation.count)]
        for place in windows.indices {
            let window = windows[place]
            batch.pack(window, of: data, row: place - first, rows: windows.count)
        }
        network.forward(batch.workspace, rows: windows.count)
        return windows
    }

    /// The first window whose own loss is not finite, and whether the network's outputs are not either; nil for none.
    func firstDivergedWindow() -> (window: Window, outputsDiverged: Bool)? {
        for task in 0..<taskCount {
            let windows = forward(task, batches[0])
            for place in windows.indices {
                let row = place - windows.startIndex
                if !batches[0].loss(loss, row: row, observedCount: 1).isFinite {
                    return (windows[place], !batches[0].outputsAreFinite(row: row))
                }
            }
        }
        return nil
    }
}
