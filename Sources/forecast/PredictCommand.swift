import ArgumentParser
import Forecasting

/// `forecast predict`.
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Forecast the rows after the last one, with a model that 'fit' wrote.",
        usage: "forecast predict [<options>] [<model>]")

    @Argument(help: "The model file.")
    var model = "forecast.safetensors"

    @Option(
        help: ArgumentHelp(
            "Forecast from the end of these newer rows, of the same columns, instead of the end of those fitted on; "
                + "'-' for standard input; may be repeated.",
            valueName: "file"))
    var data: [String] = []

    @OptionGroup(title: "Reading --data")
    var csv: CSVFlags

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Steps to forecast. (default: as many as trained for)", valueName: "steps"))
    var horizon: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Intervals around the forecast that hold these percentages of what happens, such as 80,95.",
            valueName: "percent,..."))
    var levels: String?

    @Option(help: "How to write it. (default: a table on a terminal, else by the name of --output, else csv)")
    var format: ForecastFormat?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write it, instead of standard output.", valueName: "file"))
    var output: String?

    @Flag(help: "The same as --format json.")
    var json = false

    @Flag(help: "Print the forecast and errors, nothing else.")
    var quiet = false

    func validate() throws {
        guard json, let format, format != .json else { return }
        throw ValidationError("--json and --format \(format.rawValue) contradict each other; pass one of them")
    }

    func run() throws {
        var request = PredictRequest()
        request.model = model
        request.data = try dataFiles(data)
        request.csv = csv.options
        request.horizon = horizon
        request.levels = try levels.map(PredictionLevel.list) ?? []
        request.runtime = Runtime(threads: 1, kernels: try Kernels.chosen())
        if let output { try Output.check(output, inputs: [model] + request.data) }
        let result = try PredictRun(request)
        if !quiet { for note in result.notes { Terminal.note(note) } }
        let text = ForecastRenderer.text(result.forecast, as: chosenFormat, decimals: result.decimals)
        if let output {
            try Output.write(text, to: output)
        } else {
            Terminal.print(text)
        }
    }

    private var chosenFormat: ForecastFormat {
        if json { return .json }
        if let format { return format }
        if let output { return output.hasSuffix(".json") ? .json : .csv }
        return Terminal.resultIsRead ? .table : .csv
    }
}
