import NeuralLayers
import Parallelism

/// The weights of a segment network in training, and what moves them: AdamW (Loshchilov & Hutter 2019) on gradients whose
/// norm is clipped, beside a moving average of the weights (Polyak & Juditsky 1992), which is what is kept.
final class SegmentTrainer {
    /// What training goes by.
    struct Plan {
        var batchSize: Int
        var weightDecay: Double
        /// The norm that a gradient is scaled down to.
        var clip: Double
        /// What the averages forget a step, in the long run.
        var averaging: Double
        /// The learning rate of a step, counted from 0.
        var rate: (Int) -> Double
    }

    let parameters, averages: AlignedBuffer
    var optimizer: AdamOptimizer
    private let plan: Plan
    private let kernels: Kernels
    private let network: SegmentNetwork
    private let step: GradientStep<SegmentShard>
    private let shards: BatchShards

    /// - Parameter sampler: Makes a source of samples for each thread.
    init(
        _ shape: SegmentNetworkShape, from initial: [Float], plan: Plan, kernels: Kernels, workers: Int,
        sampler: () -> any SegmentSampler
    ) {
        self.plan = plan
        self.kernels = kernels
        network = SegmentNetwork(shape, kernels: kernels, trains: true)
        let count = network.layout.count
        (parameters, averages) = (AlignedBuffer(count: count), AlignedBuffer(count: count))
        optimizer = AdamOptimizer(.adamW, weightDecay: plan.weightDecay, parameterCount: count)
        parameters.assign(initial)
        averages.assign(initial)
        shards = BatchShards(rows: plan.batchSize, mostRows: SegmentShard.mostRows)
        step = GradientStep(network, shards: shards, kernels: kernels, workers: workers) {
            SegmentShard(shape, sampler: sampler(), trains: true)
        }
    }

    /// Steps taken.
    var steps: Int { optimizer.steps }

    /// Takes one step; the mean loss of its batch.
    func advance(_ pool: WorkerPool) -> Double {
        network.load(parameters)
        let number = steps
        let loss = step.run(pool, shards: shards) { $0.begin(number: number, shards: shards) } / Double(shards.rows)
        let norm = kernels.norm(step.gradients)
        optimizer.step(
            parameters, gradients: step.gradients, gradientScale: norm > plan.clip ? plan.clip / norm : 1,
            learningRate: plan.rate(steps), kernels: kernels)
        average()
        return loss
    }

    /// Moves the averages towards the parameters, faster at first.
    private func average() {
        let share = Float(max(plan.averaging, 1 / Double(steps).squareRoot() / 10))
        let (from, to) = unsafe (parameters.base, averages.base)
        for place in 0..<parameters.count { unsafe to[place] += share * (from[place] - to[place]) }
    }
}
