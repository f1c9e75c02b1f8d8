import ArgumentParser
import Forecasting

/// What of a backtest goes where.
struct BacktestOutputFlags: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            """
            Metrics to show, with commas between them, or 'all': \
            \(Metric.allCases.map(\.name).joined(separator: ", ")), and with --levels coverage-80, width-80, pinball-80, \
            msis-80 and crps. (default: \(BacktestOutputFlags.defaultMetrics))
            """, valueName: "names"))
    var metrics: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Show scores for each series, step or cutoff as well; several with commas between them, or repeated.",
            valueName: "part"))
    var per: [BreakdownList] = []

    @Option(help: "How to print the report. (default: table)")
    var format: BacktestFormat?

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write every forecast, beside what happened, to this CSV file.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Write the gates to this file as JUnit XML.", valueName: "file"))
    var junit: String?

    private static let defaultMetrics = BacktestRequest(path: "").metrics.map(\.name).joined(separator: ",")

    func validate() throws {
        guard json, let format, format != .json else { return }
        throw ValidationError("--json and --format \(format.rawValue) contradict each other; pass one of them")
    }

    func apply(to request: inout BacktestRequest) throws {
        if let metrics { request.metrics = try Metric.list(parsing: metrics, levels: request.levels) }
        request.keepsForecasts = output != nil
    }

    /// Makes sure, before the work starts, that everything can be written and that nothing replaces what is read.
    func check(inputs: [String]) throws {
        let paths = [("--output", output), ("--junit", junit)].compactMap { flag, path in path.map { (flag, $0) } }
        for (_, path) in paths { try Output.check(path, inputs: inputs) }
        try Output.check(areDifferent: paths)
    }

    /// Writes the files that were asked for.
    func write(_ summary: BacktestSummary) throws {
        if let output { try Output.write(BacktestForecastCSV.text(summary), to: output) }
        if let junit { try Output.write(JUnitReport.text(summary), to: junit) }
    }

    /// Prints the report; when `quiet`, only the document for programs.
    func print(_ summary: BacktestSummary, quiet: Bool) {
        let format = json ? .json : format ?? .table
        if quiet, format != .json { return }
        Terminal.print(BacktestReport.text(summary, as: format, by: per.flatMap(\.parts).uniqued))
    }
}

/// Parts with commas between them, such as `series,step`.
struct BreakdownList: ExpressibleByArgument {
    let parts: [BacktestBreakdown]

    init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false)
        parts = names.compactMap { BacktestBreakdown(rawValue: String($0)) }
        guard parts.count == names.count else { return nil }
    }

    static var allValueStrings: [String] { BacktestBreakdown.allCases.map(\.rawValue) }
}

extension [BacktestBreakdown] {
    /// Each once, where it first is.
    fileprivate var uniqued: [BacktestBreakdown] {
        reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
