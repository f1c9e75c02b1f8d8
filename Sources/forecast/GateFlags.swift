import ArgumentParser
import Forecasting

/// When a backtest's result is not good enough.
struct GateFlags: ParsableArguments {
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            """
            Exit with 1 when this holds or is undefined: '[MODEL.]METRIC > VALUE', also with >=, < or <=; VALUE is a \
            number or another metric, skill-NAME is by how many percent the MAE is below NAME's; may be repeated.
            """, valueName: "condition"))
    var failIf: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Exit with 1 unless the first model's MAE is below that of this one; may be repeated.", valueName: "name"))
    var mustBeat: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("By how much --must-beat must be met, such as 2%. (default: at all)", valueName: "percent"))
    var by: String?

    @Option(help: ArgumentHelp("Write the result to this file, for a later --baseline.", valueName: "file"))
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
        if by != nil, mustBeat.isEmpty {
            throw ValidationError("--by says by how much --must-beat must be met; pass both")
        }
        if tolerance != nil, baseline == nil {
            throw ValidationError("--tolerance is for errors against --baseline; pass both")
        }
    }

    func apply(to gates: inout BacktestGates) throws {
        gates.conditions = try failIf.map(Gate.init(parsing:))
        gates.rivals = mustBeat
        gates.margin = try by.map { try BacktestGates.percentage(parsing: $0, flag: "--by") } ?? 0
        gates.baseline = baseline
        gates.tolerance = try tolerance.map { try BacktestGates.percentage(parsing: $0, flag: "--tolerance") } ?? 0
    }

    /// Makes sure that the result can be written, and will not replace what is read.
    func checkOutput(inputs: [String]) throws {
        if let save { try Output.check(save, inputs: inputs + [baseline].compactMap { $0 }) }
    }

    /// Writes the result where it was asked for.
    func write(_ run: BacktestRun) throws {
        if let save { try Output.write(run.saved.text, to: save) }
    }

    /// Ends the command with status 1 when a gate failed; under `--quiet` it is named here, for nothing else was printed.
    func verdict(_ gates: [GateOutcome], quiet: Bool) throws {
        let failed = gates.filter { !$0.passed }
        if failed.isEmpty { return }
        if quiet { for gate in failed { Terminal.printProgress(GateText.line(gate) + "\n") } }
        throw ExitCode(ExitStatus.gateFailed.rawValue)
    }
}
