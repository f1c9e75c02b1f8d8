package import NeuralLayers
import Parallelism

/// Trains one network from nothing on made-up series.
package final class Pretrainer {
    package let plan: PretrainingPlan
    let trainer: SegmentTrainer
    /// What the first samples are: a checkpoint of another prior is of no use.
    let samples: String
    private let pool: WorkerPool
    private let averaged: SegmentNetwork
    private let validation: PretrainingValidation

    package init(_ plan: PretrainingPlan, kernels: Kernels, threads: Int) {
        self.plan = plan
        pool = WorkerPool(workers: threads)
        samples = MadeUpSampler(plan.layout, seed: plan.seed).hashOfFirstSamples()
        let training = SegmentTrainer.Plan(
            batchSize: plan.batchSize, weightDecay: plan.weightDecay, clip: plan.clip, averaging: plan.averaging,
            rate: plan.rate)
        trainer = SegmentTrainer(
            plan.shape, from: SegmentInitializer.parameters(plan.shape, seed: plan.seed), plan: training,
            kernels: kernels, workers: threads
        ) { MadeUpSampler(plan.layout, seed: plan.seed) }
        averaged = SegmentNetwork(plan.shape, kernels: kernels, trains: false)
        validation = PretrainingValidation(averaged, plan: plan, workers: threads, series: 2_048)
    }

    /// Steps taken.
    package var steps: Int { trainer.steps }

    /// Takes `count` steps, or as many as the plan has left.
    ///
    /// - Returns: The mean loss over these steps.
    package func train(_ count: Int) -> Double {
        let (first, last) = (steps, min(plan.steps, steps + count))
        var sum = 0.0
        while steps < last { sum += trainer.advance(pool) }
        return sum / Double(max(1, last - first))
    }

    /// How well the averages do on made-up series of their own.
    package func score() -> PretrainingScore {
        averaged.load(trainer.averages)
        return validation.run(pool)
    }
}
