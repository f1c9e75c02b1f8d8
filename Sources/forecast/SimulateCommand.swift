public import ArgumentParser
import Forecasting

/// `forecast simulate`.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Make series up, as CSV: for teaching, for testing, for trying a tool.",
        usage: "forecast simulate [<options>]",
        discussion: """
            The series are drawn from the prior that '--model pretrained' learned from: levels, trends, seasons, \
            cycles, errors, walks, intermittent demand. The same seed gives the same series.
            """)

    @Option(help: "How often they are observed.")
    var frequency = SamplingFrequency.monthly

    @Option(help: "How they are made. (default: all, as often as the prior has each)")
    var kind: SeriesKind?

    @Option(parsing: .unconditional, help: ArgumentHelp("Rows of each series.", valueName: "rows"))
    var length = 120

    @Option(parsing: .unconditional, help: ArgumentHelp("How many series.", valueName: "count"))
    var series = 10

    @Option(parsing: .unconditional, help: ArgumentHelp("Seed of every random number.", valueName: "number"))
    var seed: UInt64 = 1

    @Flag(help: "Leave out values of about half of the series.")
    var holes = false

    @Option(help: "How to write them: as rows, or drawn. (default: by the name of --output, else csv)")
    var format: SimulateFormat?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write it, instead of standard output.", valueName: "file"))
    var output: String?

    func run() throws {
        var request = SimulateRequest()
        request.frequency = frequency
        request.kind = kind
        request.length = length
        request.count = series
        request.seed = seed
        request.hasHoles = holes
        if let output { try Output.check(output) }
        let panel = try SimulateRun(request).panel
        let isDrawn = (format ?? (output?.hasSuffix(".svg") == true ? .svg : .csv)) == .svg
        let text = isDrawn ? SeriesDrawing.svg(panel) : SeriesCSV.text(panel)
        if let output {
            try Output.write(text, to: output)
        } else {
            Terminal.print(text)
        }
    }
}

/// Forms that made-up series are written in.
enum SimulateFormat: String, ExpressibleByArgument, CaseIterable {
    case csv, svg
}

extension SamplingFrequency: ExpressibleByArgument {}
extension SeriesKind: ExpressibleByArgument {}
