import ArgumentParser
import Forecasting

/// `forecast backtest`.
struct BacktestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "Score models on rows they have not seen, from one cutoff after the other, beside the baselines.",
        discussion: ModelHelp.text(.standard))

    @Argument(help: "CSV files with a header, read as one; '-' for standard input.")
    var data: [String]

    @OptionGroup(title: "Columns")
    var columns: ColumnFlags

    @OptionGroup(title: "Reading")
    var csv: CSVFlags

    @OptionGroup(title: "Cutoffs")
    var cutoffs: CutoffFlags

    @OptionGroup(title: "Windows")
    var windows: WindowFlags

    @Option(
        help: ArgumentHelp(
            "Models, with commas between them: \(ForecasterRegistry.names).",
            valueName: "names"))
    var model = "auto"

    @Option(
        help: ArgumentHelp(
            "Baselines beside naive and seasonal-naive, with commas between them, or 'none'.", valueName: "names"))
    var baselines = ForecasterRegistry.standard.baselines.dropFirst(2).map(\.identifier).joined(separator: ",")

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Prediction intervals to measure, in percent with commas between them, such as 80,95.",
            valueName: "levels"))
    var levels: String?

    @OptionGroup(title: "Calendar")
    var features: FeatureFlags

    @OptionGroup(title: "Model")
    var settings: ModelFlags

    @OptionGroup(title: "Gates")
    var gates: GateFlags

    @OptionGroup(title: "Gates")
    var saved: SavedResultFlags

    @OptionGroup(title: "Output")
    var scores: ScoreFlags

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write every forecast, beside what happened, to this CSV file.", valueName: "file"))
    var output: String?

    func run() throws {
        let request = try request()
        try checkFiles(request)
        let run = try backtest(request)
        let report = ScoreReport(run.summary)
        // What is found is written whole, and all of it.
        var interruption = Interruption()
        interruption.begin()
        try saved.write(run, quiet: scores.quiet)
        if let output { try Output.write(BacktestForecastCSV.text(run.summary), to: output) }
        try gates.write(report)
        scores.print(report)
        if interruption.happened { throw ExitCode(ExitStatus.interrupted.rawValue) }
        try gates.verdict(run.summary.gates, quiet: scores.quiet)
    }

    /// Makes sure that everything can be written; of what is read, only a baseline may be replaced, by a later one.
    private func checkFiles(_ request: BacktestRequest) throws {
        let files: [(flag: String, path: String?)] = [("--output", output), ("--junit", gates.junit)]
        let inputs = request.paths + [request.task.holidays]
        try Output.check(files, inputs: inputs + [saved.baseline])
        try Output.check(files + [("--save", saved.save)], inputs: inputs)
    }

    private func backtest(_ request: BacktestRequest) throws -> BacktestRun {
        let display = SharedProgressDisplay(isOn: !scores.quiet)
        defer { display.clear() }
        Interruption.endAtOnce()
        return try BacktestRun(request) { display.show($0) }
    }

    private func request() throws -> BacktestRequest {
        var request = BacktestRequest(paths: try dataFiles(data))
        request.csv = csv.options
        columns.apply(to: &request.csv)
        request.models = names(model)
        request.baselines = baselines == "none" ? [] : names(baselines)
        request.levels = try levels.map(PredictionLevel.list) ?? []
        try cutoffs.apply(to: &request)
        try windows.apply(to: &request.task)
        try settings.apply(to: &request.task)
        features.apply(to: &request.task)
        try gates.apply(to: &request.gates)
        try saved.apply(to: &request.gates)
        request.metrics = try scores.chosenMetrics()
        request.breakdowns = scores.breakdowns
        request.keepsForecasts = output != nil
        return request
    }

    /// Names with commas between them, and blanks after these.
    private func names(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { String($0.drop { $0 == " " }) }
    }
}
