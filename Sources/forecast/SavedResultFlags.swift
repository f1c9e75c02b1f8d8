import ArgumentParser
import Forecasting

/// A result saved for later, and one saved before that scores may not fall behind.
struct SavedResultFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write the result to this file, for a later --baseline, whatever the gates say; over this run's own "
                + "--baseline only when every gate passes and no error is larger than there.", valueName: "file"))
    var save: String?

    @Option(
        help: ArgumentHelp(
            "Exit with 1 when a model's MAE or RMSE is larger than in this file that --save wrote.", valueName: "file"))
    var baseline: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How much larger they may be, such as 2%. (default: 0%)", valueName: "percent"))
    var tolerance: String?

    func validate() throws {
        if tolerance != nil, baseline == nil {
            throw ValidationError("--tolerance is for errors against --baseline; pass both")
        }
    }

    func apply(to gates: inout Gates) throws {
        gates.baseline = baseline
        gates.tolerance = try tolerance.map { try Gates.percentage(parsing: $0, flag: "--tolerance") } ?? 0
    }

    /// Writes the result where it was asked for; a note says when the baseline stays instead.
    func write(_ run: BacktestRun, quiet: Bool) throws {
        guard let save else { return }
        if let baseline, Output.areSame(save, baseline), let reason = run.reasonToKeepBaseline {
            if !quiet { Terminal.note("\(baseline) stays as it was: \(reason)") }
        } else {
            try Output.write(run.saved.text, to: save, flag: "--save")
        }
    }
}
