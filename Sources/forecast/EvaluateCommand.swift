import ArgumentParser
import Forecasting

/// `forecast evaluate`.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Score forecasts that any tool made against what happened.",
        discussion: """
            Forecasts have an id (unless there is one series), a time and a column of numbers for each model; \
            GRU-lo-80 and GRU-hi-80 are the bounds of GRU's 80% interval, and a column 'cutoff' tells the last time \
            that a forecast knew. Columns called step, actual or as the target is are not taken for models. Or every \
            row is a series, its id first, then its values, as in the M4 competition.
            """)

    @Argument(help: "A CSV file of forecasts.")
    var forecasts: String

    @Argument(help: "A CSV file of what happened.")
    var actuals: String

    @Option(
        help: ArgumentHelp(
            "Values known before the forecasts, up to the last cutoff: they give the scales of MASE, RMSSE, MSIS and OWA, "
                + "and the naive forecasts to compare with. Rows after a cutoff make neither.", valueName: "file"))
    var insample: String?

    @Option(
        help: ArgumentHelp(
            "Columns to score, with commas between them, that which gates speak of first. (default: all)",
            valueName: "names"))
    var model: String?

    @OptionGroup(title: "Columns")
    var columns: ColumnFlags

    @OptionGroup(title: "Reading")
    var csv: CSVFlags

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Rows in a season: a number, 'auto' or 'none'.", valueName: "rows"))
    var season = TaskRequest.Season.automatic

    @Flag(help: "Score what there is, though series, cutoffs, steps or times that should be forecast are not.")
    var partial = false

    @OptionGroup(title: "Gates")
    var gates: GateFlags

    @OptionGroup(title: "Output")
    var scores: ScoreFlags

    func run() throws {
        let request = try request()
        try Output.check([("--junit", gates.junit)], inputs: [forecasts, actuals, insample])
        let run = try EvaluateRun(request)
        let report = ScoreReport(run.summary)
        try gates.write(report)
        scores.print(report)
        try gates.verdict(run.summary.gates, quiet: scores.quiet)
    }

    private func request() throws -> EvaluateRequest {
        var request = EvaluateRequest(forecasts: forecasts, actuals: actuals)
        request.inSample = insample
        request.csv = csv.options
        columns.apply(to: &request.csv)
        request.models = model.map(names)
        request.season = season
        request.metrics = try scores.chosenMetrics()
        request.breakdowns = scores.breakdowns
        try gates.apply(to: &request.gates)
        request.allowsPartial = partial
        return request
    }

    private func names(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}
