import ArgumentParser
import Forecasting

/// Where forecasts begin, and what is learned before each.
struct CutoffFlags: ParsableArguments {
    @Option(
        name: .customLong("windows"), parsing: .unconditional,
        help: ArgumentHelp("So many cutoffs, the last as late as the rows allow.", valueName: "count"))
    var count: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Cutoffs from before the last rows on: a number, a share such as 20%, or 'auto'. (default: auto)",
            valueName: "rows"))
    var testSize: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Rows or shares for training, validation and test, such as 8640,2880,2880 or 0.7,0.1,0.2.",
            valueName: "sizes"))
    var split: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Rows from one cutoff to the next. (default: the horizon; 1 with --split)", valueName: "rows"))
    var step: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Rows between a cutoff and the first step that is scored.", valueName: "rows"))
    var gap = 0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Rows learned from: 'expanding', all up to the cutoff; 'rolling', as many as at the first; or so many.",
            valueName: "rows"))
    var window = "expanding"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("When to fit again: 'never', 'always', or at every so many-th cutoff.", valueName: "when"))
    var refit = "never"

    @Flag(help: "Measure errors in each series' training standard deviations, as long-horizon tables do.")
    var scaledMetrics = false

    func validate() throws {
        let given = [("--windows", count != nil), ("--test-size", testSize != nil), ("--split", split != nil)]
            .filter(\.1).map(\.0)
        guard given.count < 2 else {
            throw ValidationError("\(given.joined(separator: " and ")) contradict each other; pass one of them")
        }
    }

    func apply(to request: inout BacktestRequest) throws {
        if let count { request.extent = .windows(count) }
        if let testSize { request.extent = .testSize(try PartitionSize(parsing: testSize, flag: "--test-size")) }
        if let split { request.extent = .split(try FixedSplit(parsing: split)) }
        request.step = step
        request.gap = gap
        request.window = try BacktestDesign.TrainingWindow(parsing: window)
        request.refit = try BacktestDesign.Refit(parsing: refit)
        request.scalesMetrics = scaledMetrics
    }
}
