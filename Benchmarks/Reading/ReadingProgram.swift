import ArgumentParser
import CSVIngestion
import TimeSeries

/// Reads CSV files as `forecast fit` reads them, and says how many rows there are.
@main
struct ReadingProgram: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reading", abstract: "Read CSV files as one dataset and print the rows read.")

    @Argument(help: "CSV files.")
    var files: [String]

    @Option(help: "The column to forecast.")
    var target: String?

    @Option(help: "Threads; as many as there are processors by default.")
    var threads: Int?

    func run() throws {
        var limits = ReadingLimits()
        if let threads { limits.threads = threads }
        let ingestion = try readPanel(paths: files, options: CSVOptions(target: target), limits: limits)
        print(ingestion.rowsRead)
    }
}
