import ArgumentParser
import Forecasting

/// `forecast audit`.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Show that nothing a model learns or forecasts depends on values after the cutoff.",
        discussion: """
            Fits the model, replaces every value after the cutoff in several ways, fits again, and compares byte by byte.
            Exits with 1 when something changed.
            """)

    @Argument(help: "CSV files with a header, read as one; '-' for standard input.")
    var data: [String]

    @OptionGroup(title: "Columns")
    var columns: ColumnFlags

    @OptionGroup(title: "Reading")
    var csv: CSVFlags

    @OptionGroup(title: "Windows")
    var windows: WindowFlags

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Last rows, those after the cutoff: a number, a share such as 20%, or 'auto'.", valueName: "rows"))
    var test = "\(PartitionSize.automatic)"

    @Option(
        help: ArgumentHelp(
            "The model: \(ForecasterRegistry.names).", valueName: "name"))
    var model = "auto"

    @OptionGroup(title: "Calendar")
    var features: FeatureFlags

    @OptionGroup(title: "Model")
    var settings: ModelFlags

    @Flag(help: "Print the audit as one JSON document.")
    var json = false

    @Flag(help: "Print nothing but errors, a leak, and the document of --json.")
    var quiet = false

    func run() throws {
        var request = FitRequest(paths: try dataFiles(data))
        request.csv = csv.options
        columns.apply(to: &request.csv)
        request.test = try PartitionSize(parsing: test, flag: "--test")
        request.model = model
        try windows.apply(to: &request.task)
        try settings.apply(to: &request.task)
        features.apply(to: &request.task)
        var display = ProgressDisplay(isOn: !quiet)
        defer { display.clear() }
        Interruption.endAtOnce()
        let run = try AuditRun(request) { display.show($0) }
        display.clear()
        if json {
            Terminal.print(AuditReport.json(run.audit, format: run.format))
        } else if !quiet {
            Terminal.print(AuditReport.text(run.audit, format: run.format))
        } else if !run.audit.passed {
            Terminal.printProgress(AuditReport.verdict(run.audit))
        }
        if !run.audit.passed { throw ExitCode(ExitStatus.gateFailed.rawValue) }
    }
}
