package import NeuralLayers
import Parallelism

/// Trains one network from nothing on made-up series.
package final class Pretrainer {
    package let plan: PretrainingPlan
    /// Steps taken.
    package private(set) var steps = 0
    /// What is kept: the moving average of the weights.
    let averages: AlignedBuffer

    private let kernels: Kernels
    private let pool: WorkerPool
    private let network, averaged: SegmentNetwork
    private let parameters, firstMoments, secondMoments: AlignedBuffer
    private let step: PretrainingStep
    private let validation: PretrainingValidation

    package init(_ plan: PretrainingPlan, kernels: Kernels, threads: Int) {
        self.plan = plan
        self.kernels = kernels
        pool = WorkerPool(workers: threads)
        network = SegmentNetwork(plan.shape, kernels: kernels)
        averaged = SegmentNetwork(plan.shape, kernels: kernels)
        let count = network.layout.count
        (parameters, averages) = (AlignedBuffer(count: count), AlignedBuffer(count: count))
        (firstMoments, secondMoments) = (AlignedBuffer(count: count), AlignedBuffer(count: count))
        parameters.assign(SegmentInitializer.parameters(plan.shape, seed: plan.seed))
        unsafe averages.base.update(from: parameters.base, count: count)
        step = PretrainingStep(network, plan: plan, kernels: kernels, workers: threads)
        validation = PretrainingValidation(averaged, plan: plan, workers: threads, series: 2_048)
    }

    /// Takes `count` steps, or as many as the plan has left.
    ///
    /// - Returns: The mean loss over these steps.
    package func train(_ count: Int) -> Double {
        let last = min(plan.steps, steps + count)
        let first = steps
        var sum = 0.0
        while steps < last {
            network.load(parameters)
            sum += step.run(pool, number: steps)
            let norm = kernels.norm(step.gradients)
            let scale = norm > plan.clip ? plan.clip / norm : 1
            let constants = AdamStep(
                beta1: 0.9, beta2: 0.999, epsilon: 1e-8, number: steps + 1, learningRate: plan.rate(steps),
                coupledDecay: 0, decoupledDecay: plan.weightDecay, gradientScale: scale)
            kernels.adam(
                parameters, gradients: step.gradients, firstMoments: firstMoments, secondMoments: secondMoments,
                step: constants)
            average()
            steps += 1
        }
        return sum / Double(max(1, last - first))
    }

    /// Moves the averages towards the parameters, faster at first.
    private func average() {
        let share = Float(max(plan.averaging, 1 / Double(steps + 1).squareRoot() / 10))
        let (from, to) = unsafe (parameters.base, averages.base)
        for place in 0..<parameters.count { unsafe to[place] += share * (from[place] - to[place]) }
    }

    /// How well the averages do on made-up series of their own.
    package func score() -> PretrainingScore {
        averaged.load(averages, trains: false)
        return validation.run(pool)
    }

    /// The averages.
    package var weights: [Float] { averages.array }
}
