import ArgumentParser
import Forecasting

/// `forecast inspect`.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what a file holds, what is wrong with it, and what to run next.",
        discussion: """
            Reads all rows and fits nothing: columns and their ranges, gaps, outliers, level shifts and constant
            stretches, season, trend and stationarity of every series. Findings are no failure: the status is 0.
            """)

    @Argument(help: "CSV files with a header, read as one; '-' for standard input.")
    var data: [String]

    @OptionGroup(title: "Columns")
    var columns: ColumnFlags

    @OptionGroup(title: "Reading")
    var csv: CSVFlags

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Rows of the season to look for, 'none', or 'auto', those that are usual for the frequency.",
            valueName: "rows"))
    var season = TaskRequest.Season.automatic

    @Flag(help: "Print the report as one JSON document.")
    var json = false

    @Flag(help: "Print nothing but errors and the document of --json.")
    var quiet = false

    func run() throws {
        var request = InspectRequest(paths: try dataFiles(data))
        request.typedPaths = data
        request.csv = csv.options
        columns.apply(to: &request.csv)
        request.season = season
        request.arguments = Self.repeated(CommandLine.arguments, files: data)
        request.threads = Terminal.processorCount
        Interruption.endAtOnce()
        let run = try InspectRun(request)
        if json {
            Terminal.print(InspectReport.json(run.summary))
        } else if !quiet {
            Terminal.print(InspectReport.text(run.summary, width: Terminal.width))
        }
    }

    /// The flags of reading as they were typed: everything but the command, its files and its own flags.
    static func repeated(_ arguments: [String], files: [String]) -> [String] {
        var rest = arguments.drop { $0 != configuration.commandName }.dropFirst()
        for file in files {
            if let place = rest.firstIndex(of: file) { rest.remove(at: place) }
        }
        if let place = rest.firstIndex(of: "--season") {
            rest.removeSubrange(place...min(place + 1, rest.endIndex - 1))
        }
        return rest.filter { !["--json", "--quiet", "--"].contains($0) && !$0.hasPrefix("--season=") }
    }
}
