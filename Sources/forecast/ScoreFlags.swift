import ArgumentParser
import Forecasting

/// What of the scores is shown, and how.
struct ScoreFlags: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            """
            Metrics to show, with commas between them, or 'all': \
            \(Metric.allCases.map(\.name).joined(separator: ", ")), and of intervals coverage-80, width-80, pinball-80, \
            msis-80 and crps. (default: \(MetricChoice.usualOfForecasts.map(\.name).joined(separator: ",")), owa where \
            Naive2 is forecast, and coverage and width of intervals)
            """, valueName: "names"))
    var metrics: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Show scores for each series, step or cutoff as well; several with commas between them, or repeated.",
            valueName: "part"))
    var per: [BreakdownList] = []

    @Option(help: "How to print the report. (default: table)")
    var format: ReportFormat?

    @Flag(help: "The same as --format json.")
    var json = false

    @Flag(help: "Print nothing but errors, the gates that failed, and the document of --json.")
    var quiet = false

    func validate() throws {
        guard json, let format, format != .json else { return }
        throw ValidationError("--json and --format \(format.rawValue) contradict each other; pass one of them")
    }

    /// The metrics asked for.
    func chosenMetrics() throws -> MetricChoice { try metrics.map(MetricChoice.init) ?? .usual }

    /// The parts asked for, each once, where it first is.
    var breakdowns: [ScoreBreakdown] {
        per.flatMap(\.parts).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Prints the report; when quiet, only the document for programs.
    func print(_ report: ScoreReport) {
        let format = json ? .json : format ?? .table
        if quiet, format != .json { return }
        Terminal.print(report.text(as: format))
    }
}

/// Parts with commas between them, such as `series,step`.
struct BreakdownList: ExpressibleByArgument {
    let parts: [ScoreBreakdown]

    init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false)
        parts = names.compactMap { ScoreBreakdown(rawValue: String($0)) }
        guard parts.count == names.count else { return nil }
    }

    static var allValueStrings: [String] { ScoreBreakdown.allCases.map(\.rawValue) }
}
