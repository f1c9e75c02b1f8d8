import Evaluation

/// Writes the gates of a report as JUnit XML, which CI servers show as tests.
///
/// The elements and attributes are those that GitHub's actions, GitLab and Jenkins read. Every time is 0, so that the same
/// scores give the same bytes.
public enum JUnitReport {
    /// One test case a gate; without gates, one that says that the command ran.
    public static func text(_ report: ScoreReport) -> String {
        let gates = report.gates.isEmpty ? [ran(report)] : report.gates
        let counts = (tests: String(gates.count), failures: String(gates.count { !$0.passed }))
        var xml = XMLText()
        xml.element(
            "testsuites",
            [
                "name": "forecast \(report.command)", "tests": counts.tests, "failures": counts.failures, "errors": "0",
                "time": "0",
            ]
        ) { xml in
            xml.element(
                "testsuite",
                [
                    "name": report.file, "tests": counts.tests, "failures": counts.failures, "errors": "0",
                    "skipped": "0", "time": "0",
                ]
            ) { xml in
                for gate in gates { add(gate, of: report, to: &xml) }
            }
        }
        return xml.text
    }

    private static func add(_ gate: GateOutcome, of report: ScoreReport, to xml: inout XMLText) {
        xml.element("testcase", ["name": gate.name, "classname": "forecast.\(report.command)", "time": "0"]) { xml in
            if gate.passed {
                xml.element("system-out", text: gate.detail)
            } else {
                xml.element(
                    "failure", ["message": gate.detail, "type": "gate"], text: "\(gate.name): \(gate.detail)")
            }
        }
    }

    private static func ran(_ report: ScoreReport) -> GateOutcome {
        let names = report.board.scores.map(\.name).joined(separator: ", ")
        return GateOutcome(
            name: "\(report.command) ran", passed: true,
            detail: "\(names) scored on \(ScoreReport.scored(report.board))")
    }
}
