import ArgumentParser
import Files
import Foundation
import Models
import NeuralLayers
import SyntheticSeries

/// `pretrain`: trains the networks that `--model pretrained` forecasts with.
@main
struct PretrainCommand: ParsableCommand {
    @Argument var frequency: String
    @Option var steps = 1000
    @Option var threads = 2
    @Option var hidden = 128
    @Option var layers = 2
    @Option var head = 128
    @Option var rate = 2e-3
    @Option var batch = 256
    @Option(name: .shortAndLong) var output: String

    func run() throws {
        guard let frequency = SamplingFrequency(rawValue: frequency) else { throw ExitCode(64) }
        var plan = PretrainingPlan(frequency, steps: steps)
        plan.hiddenSize = hidden
        plan.layerCount = layers
        plan.headSize = head
        plan.learningRate = rate
        plan.batchSize = batch
        let trainer = Pretrainer(plan, kernels: try Kernels.chosen(), threads: threads)
        let clock = ContinuousClock()
        let start = clock.now
        while trainer.steps < plan.steps {
            let loss = trainer.train(max(1, min(500, plan.steps / 10)))
            let score = trainer.score()
            print("\(trainer.steps) \(clock.now - start) loss \(loss) valid \(score.loss) rel \(score.relativeError)")
            try AtomicFile.write(try trainer.kept.encode(), to: output)
        }
    }
}
