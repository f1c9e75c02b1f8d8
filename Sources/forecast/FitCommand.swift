import ArgumentParser
import Forecasting

/// `forecast fit`.
struct FitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit", abstract: "Fit a model to a CSV file, score it on held-out rows, and write it.",
        discussion: ModelHelp.text(.standard))

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
            "Last rows held out for the score: a number, a share such as 20%, or 'auto'.", valueName: "rows"))
    var test = "\(PartitionSize.automatic)"

    @Option(
        help: ArgumentHelp(
            "The model: \(ForecasterRegistry.names).", valueName: "name"))
    var model = "auto"

    @OptionGroup(title: "Calendar")
    var features: FeatureFlags

    @OptionGroup(title: "Model")
    var settings: ModelFlags

    @Flag(help: "Keep the model that was scored, instead of one that learned from the held-out rows as well.")
    var keepScored = false

    @Option(help: ArgumentHelp("Write the state of the run here after every round.", valueName: "file"))
    var checkpoint: String?

    @Option(help: ArgumentHelp("Continue the run whose state this is, and keep writing it here.", valueName: "file"))
    var resume: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the model.", valueName: "file"))
    var output = "forecast.safetensors"

    @Flag(help: "Print the report as one JSON document.")
    var json = false

    @Flag(help: "Print nothing but errors, and the document of --json.")
    var quiet = false

    func run() throws {
        var request = FitRequest(paths: try dataFiles(data))
        request.csv = csv.options
        request.output = output
        columns.apply(to: &request.csv)
        request.test = try PartitionSize(parsing: test, flag: "--test")
        request.model = model
        request.keepsScored = keepScored
        try windows.apply(to: &request.task)
        try settings.apply(to: &request.task)
        features.apply(to: &request.task)
        request.checkpoint = CheckpointPaths(write: checkpoint ?? resume, resume: resume)
        try checkFiles(request)
        Interruption.endAtOnce()

        var interruption = Interruption()
        var display = ProgressDisplay(isOn: !quiet)
        defer { display.clear() }
        let fit = try FitRun(request) { progress in
            interruption.begin()
            display.show(progress)
            return interruption.happened ? .stop : .proceed
        }
        display.finish(fit.summary.training.record)
        if fit.wasInterrupted && fit.learnedNothing { throw NothingLearned(output: output) }
        try fit.saved.write(to: output)
        if json {
            Terminal.print(FitReport.json(fit.summary))
        } else if !quiet {
            Terminal.print(FitReport.text(shown(fit.summary)))
        }
        // Pressed while the finished model was scored, it ends the command as well.
        if fit.wasInterrupted || interruption.happened { throw ExitCode(ExitStatus.interrupted.rawValue) }
    }

    /// The summary, with seconds where a person reads it: in a log they would differ from run to run.
    private func shown(_ summary: FitSummary) -> FitSummary {
        var summary = summary
        summary.showsSeconds = Terminal.resultIsRead
        return summary
    }

    /// Makes sure that everything can be written, and that nothing is written over what is read or written.
    private func checkFiles(_ request: FitRequest) throws {
        let inputs = request.paths + [request.task.holidays].compactMap { $0 }
        if let path = request.checkpoint.write {
            try Output.check(output, differsFromCheckpoint: path)
            try Output.check([(checkpoint == nil ? "--resume" : "--checkpoint", path)], inputs: inputs)
        }
        try Output.check(output, inputs: inputs + [request.checkpoint.resume].compactMap { $0 })
    }
}

/// Ctrl-C before training had made anything better.
private struct NothingLearned: Diagnostic {
    let output: String

    let code = "interrupted-untrained"
    let message = "interrupted before any round was better than the untrained start; no model was written"
    let fix = "let it train longer, or keep what is done with: --checkpoint FILE"
    let exitStatus = ExitStatus.interrupted
    var location: DiagnosticLocation? { DiagnosticLocation(file: output) }
}
