import ArgumentParser
import NeuralLayers
import Timing

/// Times whole training steps (packing, forward, loss, backward, clipping, Adam) for each cell and shape, and prints one
/// JSON line for each: the shapes, the counting of operations and the keys are those of `peers/torch_steps.py`.
@main
struct TrainingSteps: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "training-steps", abstract: "Time whole training steps, one JSON line for each cell and shape.")

    @Option(help: "Threads.")
    var threads = 2

    @Option(help: "Cells: rnn, gru, lstm; or transformer, whose H are the features of a token.")
    var cells = "gru,lstm,rnn"

    @Option(help: "Shapes B-T-D-H, separated by commas.")
    var shapes = "32-48-1-32,64-96-1-64,64-168-8-128,256-96-1-256"

    @Option(help: "Seconds for each.")
    var seconds = 2.0

    @Flag(help: "Print the milliseconds of a step's parts instead, on one thread.")
    var parts = false

    func run() throws {
        guard threads > 0 else { throw ValidationError("there is at least one thread") }
        guard let cells = StepCell.list(cells) else {
            throw ValidationError("cells are rnn, gru, lstm and transformer")
        }
        let shapes = try shapes.split(separator: ",").map { text in
            guard let sizes = StepSizes(text) else { throw ValidationError("a shape is B-T-D-H, not \(text)") }
            return sizes
        }
        let kernels = try Kernels.chosen()
        let threads = parts ? 1 : threads
        for cell in cells {
            for sizes in shapes {
                let report = StepReport(cell: cell.name, sizes: sizes, kernels: kernels.name, threads: threads)
                switch cell {
                case .recurrent(let flag):
                    let shape = flag.shape(sizes)
                    let network = FusedRecurrentNetwork(shape, kernels: kernels, trains: true)
                    let parameters = ParameterInitializer().parameters(for: shape, seed: 1)
                    time(TimedStep(network, parameters: parameters, sizes, threads: threads, kernels: kernels), report)
                case .transformer:
                    let shape = sizes.transformer
                    let network = FusedPatchTransformer(shape, kernels: kernels, trains: true)
                    let parameters = ParameterInitializer().parameters(for: shape, seed: 1)
                    time(TimedStep(network, parameters: parameters, sizes, threads: threads, kernels: kernels), report)
                }
            }
        }
    }

    /// Prints the line of one cell and shape.
    private func time(_ step: TimedStep<some TimedNetwork>, _ report: StepReport) {
        if parts {
            print(report.line(step.parts(seconds: seconds)))
        } else {
            let (durations, peak) = step.durations(seconds: seconds)
            print(report.line(step, durations, peak: peak))
        }
    }
}
