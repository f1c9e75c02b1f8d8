import ArgumentParser
import CSVIngestion
import Evaluation
import Models
import TimeSeries
import Timing
import Windowing

/// Times rolling-origin backtests of the series of a CSV file, and prints one JSON line.
///
/// The file is read before the clock starts; what is timed is placing the cutoffs, fitting, forecasting, scoring.
@main
struct Backtests: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtests", abstract: "Time backtests of a file that is already read, as one JSON line.")

    @Argument(help: "A CSV file with a header.")
    var data: String

    @Option(help: "Models, with commas between them.")
    var models = "naive,seasonal-naive"

    @Option(help: "Steps to forecast at once; cutoffs are as many rows apart.")
    var horizon = 24

    @Option(help: "Cutoffs.")
    var windows = 50

    @Option(help: "Rows in a season.")
    var season = 24

    @Option(help: "Steps that models see.")
    var inputLength = 72

    @Option(help: "Threads.")
    var threads = 2

    @Option(help: "Runs that count, after one that does not.")
    var runs = 5

    @Flag(help: "Fit again at every cutoff.")
    var refit = false

    func validate() throws {
        guard runs > 0 else { throw ValidationError("there is at least one run") }
    }

    func run() throws {
        let panel = try readPanel(path: data).panel
        var durations: [Double] = []
        var result = try backtest(panel)
        for _ in 0..<runs {
            let start = Clock.seconds
            result = try backtest(panel)
            durations.append(Clock.seconds - start)
        }
        durations.sort()
        let milliseconds = (least: durations[0] * 1e3, median: durations[durations.count / 2] * 1e3)
        let errors = result.models.map { "\"\($0.name)\": \($0[.mae]?.description ?? "null")" }
        print(
            """
            {"program": "forecast", "threads": \(threads), "series": \(panel.series.count), "rows": \(panel.rowCount), \
            "cutoffs": \(windows), "values": \(result.models[0].overall.count), "ms_min": \(milliseconds.least), \
            "ms_median": \(milliseconds.median), "mae": {\(errors.joined(separator: ", "))}}
            """)
    }

    private func backtest(_ panel: Panel) throws -> BacktestResult {
        let design = BacktestDesign(
            horizon: horizon, extent: .windows(windows), refit: refit ? .always : .never)
        let task = ForecastTask(
            windows: try WindowShape(inputLength: inputLength, horizon: horizon),
            split: SplitSpecification(test: .rows(0)), seasonLength: season)
        let schedule = try OriginSchedule(panel, design: design, seasonLength: season)
        let names = models.split(separator: ",").map(String.init)
        return try Backtester(
            panel, schedule: schedule, models: names.map { try ForecasterRegistry.standard.named($0) }, baselines: [],
            task: task, runtime: Runtime(threads: threads)
        ).run()
    }
}
