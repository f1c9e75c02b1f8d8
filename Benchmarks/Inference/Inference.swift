import ArgumentParser
import NeuralLayers
import Timing

/// Times the forecast of one window, and of many at once, through each cell and size, and prints one JSON line for each.
@main
struct Inference: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inference",
        abstract: "Time one window's forecast on one thread, one JSON line for each cell and size.")

    @Option(help: "Cells: rnn, gru, lstm.")
    var cells = "gru,lstm,rnn"

    @Option(help: "Hidden units, separated by commas.")
    var hidden = "32,64,128,256"

    @Option(help: "Steps of a window.")
    var steps = 96

    @Option(help: "Windows at once, for the throughput.")
    var rows = 32

    @Option(help: "Seconds for each.")
    var seconds = 1.0

    func run() throws {
        guard let cells = CellFlag.list(cells) else { throw ValidationError("cells are rnn, gru and lstm") }
        let widths = hidden.split(separator: ",").compactMap { Int($0) }
        guard min(steps, rows, widths.min() ?? 0) > 0 else { throw ValidationError("sizes are at least 1") }
        let kernels = try Kernels.chosen()
        for cell in cells {
            for width in widths {
                let durations = { (rows: Int) in
                    TimedInference(cell.cell, hidden: width, steps: steps, rows: rows, kernels: kernels)
                        .durations(seconds: seconds)
                }
                let (one, many) = (durations(1), durations(rows))
                print(
                    """
                    {"peer": "forecast \(kernels.name)", "cell": "\(cell.name)", "T": \(steps), "D": 1, \
                    "H": \(width), "us_min": \(one.least * 1e6), "us_median": \(one.median * 1e6), \
                    "rows": \(rows), "windows_per_s": \(Double(rows) / many.median)}
                    """)
            }
        }
    }
}
