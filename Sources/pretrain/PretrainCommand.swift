public import ArgumentParser
import Files
import Models
import NeuralLayers
public import SyntheticSeries

/// `pretrain`: trains the networks that `--model pretrained` forecasts with, from nothing but made-up series.
@main
struct PretrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pretrain",
        abstract: "Train the networks of '--model pretrained' on made-up series.",
        discussion: """
            Each network is written to FREQUENCY.safetensors in the output folder, the same bytes on any machine and any \
            number of threads. A run that was ended goes on from its last checkpoint.
            """)

    @Argument(help: "What to train: \(SamplingFrequency.allCases.map(\.rawValue).joined(separator: ", ")); none: all.")
    var frequencies: [SamplingFrequency] = []

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "folder"))
    var output = "Sources/CPretrainedWeights/weights"

    @Option(help: ArgumentHelp("The folder of checkpoints.", valueName: "folder"))
    var checkpoints = ".pretraining"

    @Option(help: ArgumentHelp("Steps of each network, in place of those of the plan.", valueName: "count"))
    var steps: Int?

    @Option(help: ArgumentHelp("Threads; by default one a core.", valueName: "count"))
    var threads = System.coreCount

    func validate() throws {
        if threads < 1 { throw ValidationError("there is one thread at least") }
        if let steps, steps < 1 { throw ValidationError("there is one step at least") }
    }

    func run() throws {
        let kernels = try Kernels.chosen()
        // Before an hour is spent on what could not be written.
        try Folder.create(output)
        try Folder.create(checkpoints)
        for frequency in frequencies.isEmpty ? SamplingFrequency.allCases : frequencies {
            var plan = PretrainingPlan.standard(frequency)
            if let steps { plan.steps = steps }
            try train(plan, kernels)
        }
    }

    private func train(_ plan: PretrainingPlan, _ kernels: Kernels) throws {
        let trainer = Pretrainer(plan, kernels: kernels, threads: threads)
        let checkpoint = "\(checkpoints)/\(plan.frequency.rawValue).safetensors"
        do {
            try trainer.resume(from: checkpoint)
            print("\(plan.frequency.rawValue): goes on after step \(trainer.steps)")
        } catch {
            // No checkpoint, or one of another plan: from nothing.
        }
        let clock = ContinuousClock()
        let start = clock.now
        let first = trainer.steps
        while trainer.steps < plan.steps {
            let loss = trainer.train(Swift.max(1, plan.steps / 40))
            let score = trainer.score()
            try trainer.writeCheckpoint(to: checkpoint)
            let seconds = (clock.now - start) / .seconds(1)
            let rest = seconds / Double(trainer.steps - first) * Double(plan.steps - trainer.steps)
            print(
                """
                \(plan.frequency.rawValue): step \(trainer.steps) of \(plan.steps), \(Self.time(seconds)), \
                \(Self.time(rest)) to go; loss \(Self.digits(loss)); unseen made-up series: loss \
                \(Self.digits(score.loss)), error \(Self.digits(score.relativeError)) of seasonal naive's
                """)
            Output.flush()
        }
        try AtomicFile.write(try trainer.kept.encode(), to: "\(output)/\(plan.frequency.rawValue).safetensors")
        Folder.remove(file: checkpoint)
    }

    private static func time(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        let rest = whole % 60
        return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func digits(_ value: Double) -> String {
        let whole = Int((value * 10_000).rounded())
        let text = String(whole % 10_000)
        return "\(whole / 10_000)." + String(repeating: "0", count: 4 - text.count) + text
    }
}

extension SamplingFrequency: ExpressibleByArgument {}
