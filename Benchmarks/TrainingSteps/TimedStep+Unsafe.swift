import Models
import NeuralLayers

/// One training step on made-up windows, with all that the trainer does for each batch.
final class TimedStep: ParallelWork {
    private let shape: RecurrentNetworkShape
    private let network: FusedRecurrentNetwork
    private let kernels: Kernels
    private let pool: WorkerPool
    private let steps: Int
    private let shards: BatchShards
    private let workspaces: [RecurrentWorkspace]
    private let laneGradients: [AlignedBuffer]
    private let parameters, gradients, firstMoments, secondMoments: AlignedBuffer
    /// The series that windows are cut from, `[T + B, D]`, and a target for each window.
    private let series: [Float]
    private let targets: [Float]
    private var number = 0

    init(_ cell: RecurrentCell, batch: Int, steps: Int, features: Int, hidden: Int, threads: Int, kernels: Kernels) {
        shape = RecurrentNetworkShape(
            cell: cell, inputSize: features, hiddenSize: hidden, layerCount: 1, outputSize: 1)
        network = FusedRecurrentNetwork(shape, kernels: kernels)
        self.kernels = kernels
        pool = WorkerPool(workers: threads)
        self.steps = steps
        let shards = BatchShards(rows: batch, hiddenSize: hidden)
        self.shards = shards
        let (shape, rows) = (shape, min(batch, BatchShards.mostRows(hiddenSize: hidden)))
        workspaces = (0..<min(threads, shards.laneCount)).map { _ in
            RecurrentWorkspace(shape, rows: rows, steps: steps, trains: true, drops: false)
        }
        let network = network
        laneGradients = (0..<shards.laneCount).map { _ in AlignedBuffer(count: network.gradientLayout.count) }
        let count = network.layout.count
        parameters = AlignedBuffer(count: count)
        gradients = AlignedBuffer(count: count)
        firstMoments = AlignedBuffer(count: count)
        secondMoments = AlignedBuffer(count: count)
        parameters.assign(ParameterInitializer().parameters(for: shape, seed: 1))
        var random = CounterBasedRandom(seed: 2).sequence(.shuffling)
        series = (0..<(steps + batch) * features).map { _ in Float(random.nextNormal()) }
        targets = (0..<batch).map { _ in Float(random.nextNormal()) }
    }

    /// Floating-point operations of one step, counted as 3 · 2 · B · T · gates · H · (H + D).
    var operations: Double {
        let (h, d) = (shape.hiddenSize, shape.inputSize)
        return Double(6 * shards.rows * steps * shape.cell.gateCount * h * (h + d))
    }

    /// The time of every step in about `seconds`, after three that are not counted.
    func times(seconds: Double) -> [Double] {
        for _ in 0..<3 { step() }
        var times: [Double] = []
        let start = Clock.seconds
        while Clock.seconds - start < seconds {
            let before = Clock.seconds
            step()
            times.append(Clock.seconds - before)
        }
        return times
    }

    private func step() {
        network.load(parameters)
        pool.run(self, count: laneGradients.count)
        for lane in 1..<laneGradients.count { kernels.add(laneGradients[lane], to: laneGradients[0]) }
        network.gradientLayout.unpack(laneGradients[0], into: gradients, parameters: network.layout)
        let norm = kernels.norm(gradients)
        number += 1
        kernels.adam(
            parameters, gradients: gradients, firstMoments: firstMoments, secondMoments: secondMoments,
            step: AdamStep(
                beta1: 0.9, beta2: 0.999, epsilon: 1e-8, number: number, learningRate: 1e-3, coupledDecay: 0,
                decoupledDecay: 0, gradientScale: min(1, 1 / (norm + 1e-6))))
    }

    func perform(task lane: Int, worker: Int) {
        let workspace = workspaces[worker]
        let range = shards.shards(ofLane: lane)
        for shard in range {
            let first = shards.rows(of: shard).lowerBound
            let rows = shards.rows(of: shard).count
            pack(workspace, first: first, rows: rows)
            network.forward(workspace, rows: rows)
            for row in 0..<rows {
                let error = unsafe workspace.outputs.base[row * workspace.outputStride] - targets[first + row]
                unsafe workspace.outputGradients.base[row * workspace.outputStride] = 2 * error / Float(shards.rows)
            }
            network.backward(
                workspace, rows: rows, gradients: laneGradients[lane], accumulate: shard > range.lowerBound)
        }
    }

    private func pack(_ workspace: RecurrentWorkspace, first: Int, rows: Int) {
        let (features, stride) = (shape.inputSize, workspace.inputStride)
        for row in 0..<rows {
            for t in 0..<steps {
                for d in 0..<features {
                    unsafe workspace.inputs.base[(t * rows + row) * stride + d] =
                        series[(first + row + t) * features + d]
                }
            }
        }
    }
}
