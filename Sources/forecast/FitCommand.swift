import ArgumentParser
import Forecasting

/// `forecast fit`.
struct FitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit", abstract: "Train a model on a CSV file, score it on held-out rows, and write it.")

    @Argument(help: "A CSV file with a header.")
    var data: String

    @OptionGroup(title: "Columns")
    var columns: ColumnFlags

    @OptionGroup(title: "Reading")
    var csv: CSVFlags

    @OptionGroup(title: "Windows")
    var windows: WindowFlags

    @OptionGroup(title: "Model")
    var model: ModelFlags

    @OptionGroup(title: "Training")
    var training: TrainingFlags

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the model.", valueName: "file"))
    var output = "forecast.safetensors"

    @Flag(help: "Print the report as one JSON document.")
    var json = false

    @Flag(help: "Print nothing but errors, and the document of --json.")
    var quiet = false

    func run() throws {
        var request = FitRequest(path: data)
        request.csv = csv.options
        request.output = output
        columns.apply(to: &request)
        try windows.apply(to: &request)
        model.apply(to: &request)
        try training.apply(to: &request)
        try Output.check(output, inputs: [data])
        if let path = request.checkpoint.write { try Output.check(path, inputs: [data]) }

        let interruption = Interruption()
        var display = ProgressDisplay(isOn: !quiet)
        defer { display.finish() }
        let fit = try FitRun(request) { progress in
            display.show(progress)
            return interruption.happened ? .stop : .proceed
        }
        display.finish()
        try fit.saved.write(to: output)
        if json {
            Terminal.print(FitReport.json(fit.summary))
        } else if !quiet {
            Terminal.print(FitReport.text(fit.summary))
        }
        if fit.wasInterrupted { throw ExitCode(ExitStatus.interrupted.rawValue) }
    }
}
