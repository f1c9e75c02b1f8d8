import Models
import NeuralLayers
import Numerics
import Parallelism
import Timing

/// One training step on made-up windows, with all that the trainer does for each batch.
final class TimedStep<Network: TimedNetwork>: ParallelWork {
    let steps: Int
    let shards: BatchShards
    let workspaces: [Network.Workspace]
    let laneGradients: [AlignedBuffer]
    let network: Network
    private let laneSum: BufferSum
    private let kernels: Kernels
    private let pool: WorkerPool
    private let parameters, gradients, firstMoments, secondMoments: AlignedBuffer
    /// The series that windows are cut from, `[D, T + B]`, and a target for each window.
    private let series: [Float]
    private let features: Int
    private let targets: [Float]
    private let random = CounterBasedRandom(seed: 2)
    /// The windows in the order of this step.
    private var order: [Int] = []
    private var number = 0
    /// Runs only where a single thread does.
    private var stopwatch: Stopwatch?

    init(_ network: Network, parameters first: [Float], _ sizes: StepSizes, threads: Int, kernels: Kernels) {
        self.network = network
        self.kernels = kernels
        pool = WorkerPool(workers: threads)
        let (batch, steps) = (sizes.batch, sizes.steps)
        (self.steps, features) = (steps, sizes.features)
        let shards = BatchShards(rows: batch, mostRows: network.shape.shardRows)
        self.shards = shards
        let rows = min(batch, network.shape.shardRows)
        workspaces = (0..<min(threads, shards.laneCount)).map { _ in
            network.makeWorkspace(rows: rows, steps: steps, trains: true, drops: false)
        }
        laneGradients = (0..<shards.laneCount).map { _ in AlignedBuffer(count: network.gradientCount) }
        laneSum = BufferSum(laneGradients, kernels: kernels)
        let count = network.layout.count
        parameters = AlignedBuffer(count: count)
        gradients = AlignedBuffer(count: count)
        firstMoments = AlignedBuffer(count: count)
        secondMoments = AlignedBuffer(count: count)
        parameters.assign(first)
        var numbers = random.sequence(.shuffling)
        series = (0..<(steps + batch) * sizes.features).map { _ in Float(numbers.nextNormal()) }
        targets = (0..<batch).map { _ in Float(numbers.nextNormal()) }
    }

    /// How long steps take, for about `seconds`, and the median of the peak measured in between, in GFLOP/s.
    func durations(seconds: Double) -> (steps: Durations, peak: Double) {
        let peak = Peak(pool)
        var bursts = [peak.burst()]
        let durations = Durations(of: seconds, pause: { bursts.append(peak.burst()) }, { step() })
        return (durations, bursts.sorted()[bursts.count / 2])
    }

    /// How long the parts of steps take, for about `seconds`.
    ///
    /// - Precondition: It was made for one thread.
    func parts(seconds: Double) -> Stopwatch {
        precondition(pool.workerCount == 1, "a single thread ends every lap")
        for _ in 0..<3 { step() }
        let stopwatch = Stopwatch()
        self.stopwatch = stopwatch
        let end = Clock.seconds + seconds
        repeat {
            stopwatch.start()
            step()
            stopwatch.stop()
        } while Clock.seconds < end
        self.stopwatch = nil
        return stopwatch
    }

    private func step() {
        number += 1
        // The trainer shuffles once an epoch; what it does for each window is the same.
        order = random.permutation(count: shards.rows, epoch: number)
        stopwatch?.lap(.shuffle)
        network.load(parameters)
        stopwatch?.lap(.packWeights)
        pool.run(self, count: laneGradients.count)
        laneSum.run(pool, count: laneGradients.count)
        network.unpack(laneGradients[0], into: gradients)
        stopwatch?.lap(.reduce)
        let norm = kernels.norm(gradients)
        stopwatch?.lap(.clip)
        kernels.adam(
            parameters, gradients: gradients, firstMoments: firstMoments, secondMoments: secondMoments,
            step: AdamStep(
                beta1: 0.9, beta2: 0.999, epsilon: 1e-8, number: number, learningRate: 1e-3, coupledDecay: 0,
                decoupledDecay: 0, gradientScale: min(1, 1 / (norm + 1e-6))))
        stopwatch?.lap(.adam)
    }

    func perform(task lane: Int, worker: Int) {
        let workspace = workspaces[worker]
        let range = shards.shards(ofLane: lane)
        for shard in range {
            let places = shards.rows(of: shard)
            pack(workspace, places)
            stopwatch?.lap(.packWindows)
            network.forward(workspace, rows: places.count)
            stopwatch?.lap(.forward)
            writeLossGradients(workspace, places)
            stopwatch?.lap(.loss)
            network.backward(
                workspace, rows: places.count, gradients: laneGradients[lane], accumulate: shard > range.lowerBound)
            stopwatch?.lap(.backward)
        }
    }

    /// The gradient of the batch's mean squared error with respect to the forecasts of one shard.
    private func writeLossGradients(_ workspace: Network.Workspace, _ places: Range<Int>) {
        for (row, place) in places.enumerated() {
            let error = unsafe workspace.outputs.base[row * workspace.outputStride] - targets[order[place]]
            unsafe workspace.outputGradients.base[row * workspace.outputStride] = 2 * error / Float(shards.rows)
        }
    }

    /// Copies the windows of one shard.
    private func pack(_ workspace: Network.Workspace, _ places: Range<Int>) {
        let length = series.count / features
        unsafe series.withUnsafeBufferPointer { series in
            guard let base = series.baseAddress else { return }
            for (row, place) in places.enumerated() {
                for feature in 0..<features {
                    unsafe workspace.assign(
                        feature: feature, row: row, rows: places.count, base + feature * length + order[place])
                }
            }
        }
    }
}
