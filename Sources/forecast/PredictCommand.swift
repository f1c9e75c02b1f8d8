import ArgumentParser
import Forecasting

/// `forecast predict`.
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Forecast the rows after the last one, with a model that 'fit' wrote, or at once from a CSV file.",
        usage: "forecast predict [<options>] [<file> ...]",
        discussion: """
            A file of rows is forecast without a fit, by a network that was trained on made-up series ('--model pretrained' \
            of the other commands). It takes milliseconds; whether 'fit' does better on your rows, its report says.
            """)

    @Argument(
        help: ArgumentHelp(
            "The model file; or a CSV file, '-' for standard input, that is forecast at once. Several CSV files, or a "
                + "pattern in quotes, are one dataset. (default: forecast.safetensors)", valueName: "file"))
    var files: [String] = []

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
        let files = try dataFiles(files)
        request.model = files.first ?? request.model
        request.further = Array(files.dropFirst())
        request.data = try dataFiles(data)
        request.csv = csv.options
        if !request.isOfRows, let flag = columns.passed.first {
            throw ForecastError.settledByModel(flag: flag, path: request.model)
        }
        columns.apply(to: &request)
        request.horizon = horizon
        request.levels = try levels.map(PredictionLevel.list) ?? []
        request.runtime = Runtime(threads: 1, kernels: try Kernels.chosen())
        if let output { try Output.check(output, inputs: [request.model] + request.further + request.data) }
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
        @OptionGroup
        var series: SeriesFlags

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp("Rows a season, 'none', or 'auto', by the frequency.", valueName: "rows"))
        var season = TaskRequest.Season.automatic

        @OptionGroup
        var bounds: RangeFlags

        /// The flags that were passed.
        var passed: [String] {
            (series.passed + [("--season", season != .automatic), ("--range", bounds.range != .automatic)])
                .filter(\.isPassed).map(\.flag)
        }

        func apply(to request: inout PredictRequest) {
            series.apply(to: &request.csv)
            request.season = season
            request.range = bounds.range
        }
    }

    private var chosenFormat: ForecastFormat {
        if json { return .json }
        if let format { return format }
        if let output {
            return ForecastFormat.allCases.first { output.lowercased().hasSuffix("." + $0.rawValue) } ?? .csv
        }
        return Terminal.resultIsRead ? .table : .csv
    }
}
