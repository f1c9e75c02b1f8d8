import NeuralLayers
import Parallelism
import Windowing

/// Windows that run through a network at once where none is trained.
let validationRows = 32

/// The mean loss over the validation windows, without dropout.
final class ValidationLoss<Network: WindowNetwork>: ParallelWork {
    private let network: Network
    private let data: TrainingWindows
    private let feeds: [WindowFeed<Network>]
    /// The windows that are looked at, by their places among the validation windows.
    private let places: [Int]
    private let observedCount: Int
    private let taskCount: Int
    private let sums: TaskSums

    /// - Parameter mostWindows: Of more validation windows, as many evenly spread; nil for all of them.
    init(
        _ network: Network, data: TrainingWindows, loss: Loss, inputLength: Int, mostWindows: Int?,
        workers: Int
    ) {
        self.network = network
        self.data = data
        let count = data.validation.count
        let kept = min(count, mostWindows ?? count)
        places = (0..<kept).map { $0 * count / kept }
        observedCount = data.observedTargets(data.validation, places[...])
        taskCount = (kept + validationRows - 1) / validationRows
        sums = TaskSums(count: taskCount)
        let batch = WindowFeed<Network>.Batch(order: places, data: data, windows: data.validation, loss: loss)
        feeds = (0..<min(workers, taskCount)).map { _ in
            let feed = WindowFeed(
                network, rows: validationRows, inputLength: inputLength, trains: false, drops: false)
            feed.begin(batch)
            return feed
        }
    }

    /// The mean over all observed validation targets.
    func run(_ pool: WorkerPool) -> Double {
        pool.run(self, count: taskCount)
        return sums.total(of: taskCount) / Double(max(1, observedCount))
    }

    func perform(task: Int, worker: Int) {
        sums[task] = feeds[worker].loss(rows: forward(task, feeds[worker]).count)
    }

    /// Runs the windows of one task forward; which of ``places`` they are.
    private func forward(_ task: Int, _ feed: WindowFeed<Network>) -> Range<Int> {
        let first = task * validationRows
        let rows = first..<min(first + validationRows, places.count)
        feed.fill(rows, shard: task)
        network.forward(feed.workspace, rows: rows.count)
        return rows
    }

    /// The first window whose own loss is not finite, and whether the network's outputs are not either; nil for none.
    func firstDivergedWindow() -> (window: Window, outputsDiverged: Bool)? {
        for task in 0..<taskCount {
            let rows = forward(task, feeds[0])
            if let row = feeds[0].firstDivergedRow(rows: rows.count) {
                return (data.validation[places[rows.lowerBound + row]], !feeds[0].outputsAreFinite(row: row))
            }
        }
        return nil
    }
}
