import ArgumentParser
import Forecasting

/// When scores are not good enough.
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

    @Option(help: ArgumentHelp("Write the gates to this file as JUnit XML.", valueName: "file"))
    var junit: String?

    func validate() throws {
        if by != nil, mustBeat.isEmpty {
            throw ValidationError("--by says by how much --must-beat must be met; pass both")
        }
    }

    func apply(to gates: inout Gates) throws {
        gates.conditions = try failIf.map(Gate.init(parsing:))
        gates.rivals = mustBeat
        gates.margin = try by.map { try Gates.percentage(parsing: $0, flag: "--by") } ?? 0
    }

    /// Writes the gates where they were asked for.
    func write(_ report: ScoreReport) throws {
        if let junit { try Output.write(JUnitReport.text(report), to: junit, flag: "--junit") }
    }

    /// Ends the command with status 1 when a gate failed; under `--quiet` it is named here, for nothing else was printed.
    func verdict(_ gates: [GateOutcome], quiet: Bool) throws {
        let failed = gates.filter { !$0.passed }
        if failed.isEmpty { return }
        if quiet { for gate in failed { Terminal.printProgress(GateText.line(gate) + "\n") } }
        throw ExitCode(ExitStatus.gateFailed.rawValue)
    }
}
