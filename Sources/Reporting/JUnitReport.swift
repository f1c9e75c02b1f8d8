import Evaluation

/// Writes a backtest's gates as JUnit XML, which CI servers show as tests.
///
/// The elements and attributes are those that GitHub's actions, GitLab and Jenkins read. Every time is 0, so that the same
/// backtest gives the same bytes.
public enum JUnitReport {
    /// One test case a gate; without gates, one that says that the backtest ran.
    public static func text(_ summary: BacktestSummary) -> String {
        let gates = summary.gates.isEmpty ? [ran(summary)] : summary.gates
        let counts = (tests: String(gates.count), failures: String(gates.count { !$0.passed }))
        var xml = XMLText()
        xml.element(
            "testsuites",
            [
                "name": "forecast backtest", "tests": counts.tests, "failures": counts.failures, "errors": "0",
                "time": "0",
            ]
        ) { xml in
            xml.element(
                "testsuite",
                [
                    "name": summary.data.file, "tests": counts.tests, "failures": counts.failures, "errors": "0",
                    "skipped": "0", "time": "0",
                ]
            ) { xml in
                for gate in gates { add(gate, to: &xml) }
            }
        }
        return xml.text
    }

    private static func add(_ gate: GateOutcome, to xml: inout XMLText) {
        xml.element("testcase", ["name": gate.name, "classname": "forecast.backtest", "time": "0"]) { xml in
            if gate.passed {
                xml.element("system-out", text: gate.detail)
            } else {
                xml.element(
                    "failure", ["message": gate.detail, "type": "gate"], text: "\(gate.name): \(gate.detail)")
            }
        }
    }

    private static func ran(_ summary: BacktestSummary) -> GateOutcome {
        let result = summary.result
        let names = result.scores.map(\.name).joined(separator: ", ")
        return GateOutcome(
            name: "backtest ran", passed: true,
            detail: "\(names) scored on \(NumberText.counted(result.observed, "value")) after "
                + NumberText.counted(result.cutoffs.count, "cutoff"))
    }
}
