import ArgumentParser
import Forecasting

/// `forecast predict`.
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Forecast the rows after the last one, with a model that 'fit' wrote, or at once from a CSV file.",
        usage: "forecast predict [<options>] [<file>]",
        discussion: """
            A file of rows is forecast without a fit, by a network that was trained on made-up series ('--model pretrained' \
            of the other commands). It takes milliseconds; whether 'fit' does better on your rows, its report says.
            """)

    @Argument(help: "The model file; or a CSV file, '-' for standard input, that is forecast at once.")
    var file = "forecast.safetensors"

    @OptionGroup(title: "A CSV file that is forecast at once")
    var columns: ImmediateFlags

    @Option(
        help: ArgumentHelp(
            "Forecast from the end of these newer rows, of the same columns, instead of the end of those fitted on; "
                + "'-' for standard input; may be repeated.",
            valueName: "file"))
    var data: [String] = []

    @OptionGroup(title: "Reading rows")
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
        request.model = file
        request.data = try dataFiles(data)
        request.csv = csv.options
        if !request.isOfRows, let flag = columns.passed.first {
            throw ForecastError.settledByModel(flag: flag, path: file)
        }
        columns.apply(to: &request)
        request.horizon = horizon
        request.levels = try levels.map(PredictionLevel.list) ?? []
        request.runtime = Runtime(threads: 1, kernels: try Kernels.chosen())
        if let output { try Output.check(output, inputs: [file] + request.data) }
        let result = try PredictRun(request)
        if !quiet { for note in result.notes { Terminal.note(note) } }
        let text = ForecastRenderer.text(result.forecast, as: chosenFormat, decimals: result.decimals)
        if let output {
            try Output.write(text, to: output)
        } else {
            Terminal.print(text)
        }
    }

    /// What a model file says itself.
    struct ImmediateFlags: ParsableArguments {
        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                "The column to forecast; several with commas between them are a series each.", valueName: "column"))
        var target: String?

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp("The column with the time, or its parts with commas between them.", valueName: "column"))
        var time: String?

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                "The column that tells series apart, or several with commas between them.", valueName: "column"))
        var id: String?

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp("Rows a season, 'none', or 'auto', by the frequency.", valueName: "rows"))
        var season = TaskRequest.Season.automatic

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                "Values a forecast may have: 'auto' allows none below zero where there never was one, 'any', or "
                    + "'non-negative'.", valueName: "range"))
        var range = ValueRange.automatic

        /// The flags that were passed.
        var passed: [String] {
            [
                ("--target", target != nil), ("--time", time != nil), ("--id", id != nil),
                ("--season", season != .automatic), ("--range", range != .automatic),
            ]
            .filter(\.1).map(\.0)
        }

        func apply(to request: inout PredictRequest) {
            request.csv.target = target
            request.csv.time = time
            request.csv.id = id
            request.season = season
            request.range = range
        }
    }

    private var chosenFormat: ForecastFormat {
        if json { return .json }
        if let format { return format }
        if let output { return output.hasSuffix(".json") ? .json : .csv }
        return Terminal.resultIsRead ? .table : .csv
    }
}
