import NeuralLayers
import Windowing

/// The mean loss over the validation windows, without dropout.
final class ValidationLoss: ParallelWork {
    private static let rowsPerTask = 32

    private let network: FusedRecurrentNetwork
    private let data: TrainingWindows
    private let loss: Loss
    private let batches: [WindowBatch]
    private let observedCount: Int
    private var sums: [Double]

    init(_ network: FusedRecurrentNetwork, data: TrainingWindows, plan: FitPlan, workers: Int) {
        self.network = network
        self.data = data
        loss = plan.training.loss
        observedCount = data.observedTargets(data.validation, Array(data.validation.indices)[...])
        let tasks = (data.validation.count + Self.rowsPerTask - 1) / Self.rowsPerTask
        sums = Array(repeating: 0, count: tasks)
        batches = (0..<min(workers, tasks)).map { _ in
            WindowBatch(
                network.shape, rows: Self.rowsPerTask, inputLength: plan.windows.inputLength, trains: false,
                drops: false)
        }
    }

    /// The mean over all observed validation targets.
    func run(_ pool: WorkerPool) -> Double {
        pool.run(self, count: sums.count)
        return sums.reduce(0, +) / Double(max(1, observedCount))
    }

    func perform(task: Int, worker: Int) {
        let batch = batches[worker]
        let first = task * Self.rowsPerTask
        let rows = min(Self.rowsPerTask, data.validation.count - first)
        for row in 0..<rows {
            let window = data.validation[first + row]
            batch.pack(window, of: data.series[window.series], row: row, rows: rows)
        }
        network.forward(batch.workspace, rows: rows)
        var sum = 0.0
        for row in 0..<rows { sum += Double(batch.loss(loss, row: row, observedCount: observedCount)) }
        sums[task] = sum
    }
}
