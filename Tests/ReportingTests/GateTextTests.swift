import Evaluation
import Models
import Testing

@testable import Reporting

private func reading(
    _ value: Double?, _ measure: GateQuantity.Measure = .metric(.mae), of model: String = "GRU"
) -> GateFinding.Reading {
    GateFinding.Reading(model: model, measure: measure, value: value)
}

private let absent = GateFinding.Reading(
    model: "Ridge", measure: .metric(.mae), value: nil, omission: "Ridge is not scored: too few rows")

/// What was found, and the words for it.
private let details: [(subject: GateFinding.Reading, rule: GateFinding.Rule, text: String)] = [
    (reading(0.843), .notBeyond(.above, 0.5), "GRU has an MAE of 0.843: above by 0.343 (68.6%)"),
    (reading(0.343), .notBeyond(.above, 0.5), "GRU has an MAE of 0.343: below by 0.157 (31.4%)"),
    (reading(0.5), .notBeyond(.atLeast, 0.5), "GRU has an MAE of 0.500: equal"),
    (reading(0.5), .notBeyond(.above, 0), "GRU has an MAE of 0.500: above by 0.500"),
    (reading(5), .notBeyond(.above, 1e-300), "GRU has an MAE of 5.000: above by 5.00"),
    // As many digits as it takes to see the difference.
    (reading(0.50004), .notBeyond(.above, 0.5), "GRU has an MAE of 0.50004: above by 0.0000400 (0.0%)"),
    (
        reading(14.2, .metric(.smape)), .notBeyond(.above, 12),
        "GRU has an sMAPE of 14.20%: above by 2.20 points (18.3%)"
    ),
    (reading(1.25, .metric(.owa)), .notBeyond(.above, 1), "GRU has an OWA of 1.250: above by 0.250 (25.0%)"),
    (reading(-3, .metric(.bias)), .notBeyond(.below, -2), "GRU has a bias of -3.000: below by 1.00 (50.0%)"),
    (
        reading(3.5, .skill(over: "Naive")), .notBeyond(.below, 5),
        "GRU has a skill over Naive of 3.50%: below by 1.50 points (30.0%)"
    ),
    (
        reading(2), .notBeyondReading(.above, reading(1, of: "Naive")),
        "GRU has an MAE of 2.000, Naive one of 1.000: above by 1.00 (100.0%)"
    ),
    (
        reading(2), .notBeyondReading(.above, reading(1, .metric(.rmse), of: "Naive")),
        "GRU has an MAE of 2.000, Naive has an RMSE of 1.000: above by 1.00 (100.0%)"
    ),
    (
        reading(1), .beats(reading(2, of: "Naive"), percent: 0),
        "GRU has an MAE of 1.000, Naive one of 2.000: below by 1.00 (50.0%)"
    ),
    (
        reading(1.1), .notWorse(than: 1, percent: 2), "GRU has an MAE of 1.100, saved was 1.000: above by 0.100 (10.0%)"
    ),
    (reading(1.1), .notWorse(than: nil, percent: 2), "GRU has an MAE of 1.100, and the saved result has none"),
    (reading(nil, .metric(.mape)), .notBeyond(.above, 5), "GRU's MAPE is undefined"),
    (
        reading(nil, .skill(over: "Naive")), .notBeyond(.above, 5), "GRU's skill over Naive is undefined"
    ),
    (reading(1), .notBeyondReading(.above, absent), "Ridge is not scored: too few rows"),
    (absent, .notBeyond(.above, 1), "Ridge is not scored: too few rows"),
]

@Suite struct GateTextTests {
    @Test(arguments: details.indices)
    func `a gate says both values, the difference and its share`(row: Int) {
        let (subject, rule, text) = details[row]
        let finding = GateFinding(name: "a gate", subject: subject, rule: rule)
        let outcome = GateText.outcome(finding, decimals: 3)
        #expect(outcome.detail == text)
        #expect(outcome.passed == finding.passed)
        #expect(outcome.name == "a gate")
    }

    @Test func `coverage is a percentage at its level`() throws {
        let level = try PredictionLevel(parsing: "80")
        let finding = GateFinding(
            name: "", subject: reading(78.25, .metric(.coverage(level))), rule: .notBeyond(.below, 75))
        #expect(
            GateText.outcome(finding, decimals: 3).detail
                == "GRU has a coverage at 80% of 78.3%: above by 3.25 points (4.3%)")
    }

    @Test func `failed gates are a report's last lines`() {
        let gates = [
            GateOutcome(name: "mae > 1", passed: false, detail: "above"),
            GateOutcome(name: "mae > 3", passed: true, detail: "below"),
        ]
        #expect(GateText.lines(gates) == "gate passed: mae > 3: below\ngate failed: mae > 1: above\n")
    }
}
