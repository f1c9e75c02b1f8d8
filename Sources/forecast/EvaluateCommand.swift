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
            "Values known before the forecasts: they give the scales of MASE, RMSSE, MSIS and OWA, and the naive "
                + "forecasts to compare with. Rows after a cutoff are not looked at.", valueName: "file"))
    var insample: String?

    @Option(
        help: "How files hold their series: long, one value a row; rows, one series a row. (default: by the header)")
    var layout: SeriesLayout?

    @Option(help: ArgumentHelp("Columns to score, with commas between them. (default: all)", valueName: "names"))
    var model: String?

    @OptionGroup(title: "Columns")
    var columns: ColumnFlags

    @OptionGroup(title: "Reading")
    var csv: CSVFlags

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Rows in a season: a number, 'auto' or 'none'.", valueName: "rows"))
    var season = PlanRequest.Season.automatic

    @Option(
        help: ArgumentHelp(
            "Metrics to report, with commas between them: "
                + (Metric.allCases.map(\.name) + ["coverage-80", "width-80", "pinball-80", "msis-80", "crps"])
                .joined(separator: ", ") + ".", valueName: "names"))
    var metrics: String?

    @Option(help: "Report each series or each step, too.")
    var by: EvaluateReport.Grouping?

    @Flag(help: "Score what there is, though series or times between forecasts have none.")
    var partial = false

    @Flag(help: "Print one JSON document.")
    var json = false

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    func run() throws {
        let run = try EvaluateRun(request())
        if json {
            Terminal.print(EvaluateReport.json(run.summary, by: by))
        } else if !quiet {
            Terminal.print(EvaluateReport.text(run.summary, by: by))
        }
    }

    private func request() throws -> EvaluateRequest {
        var request = EvaluateRequest(forecasts: forecasts, actuals: actuals)
        request.inSample = insample
        request.csv = csv.options
        columns.apply(to: &request.csv)
        request.layout = layout
        request.models = model.map(names)
        request.season = season
        request.metrics = try metrics.map { try names($0).map(Metric.init(parsing:)) }
        request.allowsPartial = partial
        return request
    }

    private func names(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}
