public import ArgumentParser
import Forecasting

/// `forecast simulate`.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Make series up, as CSV: for teaching, for testing, for trying a tool.",
        discussion: """
            The series are drawn from the prior that '--model pretrained' learned from: levels, trends, seasons, cycles,
            errors, walks, intermittent demand. The same seed gives the same series.
            """)

    @Option(help: "How often they are observed: \(SamplingFrequency.allCases.map(\.rawValue).joined(separator: ", ")).")
    var frequency = SamplingFrequency.monthly

    @Option(parsing: .unconditional, help: ArgumentHelp("Rows of each series.", valueName: "rows"))
    var length = 120

    @Option(parsing: .unconditional, help: ArgumentHelp("How many series.", valueName: "count"))
    var series = 10

    @Option(parsing: .unconditional, help: ArgumentHelp("Seed of every random number.", valueName: "number"))
    var seed: UInt64 = 1

    @Flag(help: "Leave out values of about half of the series.")
    var holes = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write it, instead of standard output.", valueName: "file"))
    var output: String?

    func run() throws {
        var request = SimulateRequest()
        request.frequency = frequency
        request.length = length
        request.count = series
        request.seed = seed
        request.hasHoles = holes
        if let output { try Output.check(output) }
        let text = SeriesCSV.text(try SimulateRun(request).panel)
        if let output {
            try Output.write(text, to: output)
        } else {
            Terminal.print(text)
        }
    }
}

extension SamplingFrequency: ExpressibleByArgument {}
