import ArgumentParser
import CPeak
import NeuralLayers

/// Times whole training steps (packing, forward, loss, backward, clipping, Adam) for each cell and shape, and prints one
/// JSON line for each: the shapes, the counting of operations and the keys are those of `peers/torch_steps.py`.
@main
struct TrainingSteps: ParsableCommand {
    @Option(help: "Threads.")
    var threads = 2

    @Option(help: "Cells: rnn, gru, lstm.")
    var cells = "gru,lstm,rnn"

    @Option(help: "Shapes B-T-D-H, separated by commas.")
    var shapes = "32-48-1-32,64-96-1-64,64-168-8-128,256-96-1-256"

    @Option(help: "Seconds for each.")
    var seconds = 2.0

    func run() throws {
        let peak = Peak.measure(threads: threads)
        let kernels = try Kernels.chosen()
        for name in cells.split(separator: ",") {
            let cell: RecurrentCell = name == "gru" ? .gru : name == "lstm" ? .lstm : .rnnTanh
            for text in shapes.split(separator: ",") {
                let sizes = text.split(separator: "-").compactMap { Int($0) }
                guard sizes.count == 4 else { throw ValidationError("a shape is B-T-D-H, not \(text)") }
                let step = TimedStep(
                    cell, batch: sizes[0], steps: sizes[1], features: sizes[2], hidden: sizes[3], threads: threads,
                    kernels: kernels)
                let times = step.times(seconds: seconds).sorted()
                let median = times[times.count / 2]
                let operations = step.operations / median / 1e9
                print(
                    """
                    {"peer": "forecast \(kernels.name)", "cell": "\(name)", "B": \(sizes[0]), "T": \(sizes[1]), \
                    "D": \(sizes[2]), "H": \(sizes[3]), "threads": \(threads), "ms_min": \(times[0] * 1e3), \
                    "ms_median": \(median * 1e3), "windows_per_s": \(Double(sizes[0]) / median), \
                    "gflops": \(operations), "peak_share": \(operations / peak)}
                    """)
            }
        }
    }
}
