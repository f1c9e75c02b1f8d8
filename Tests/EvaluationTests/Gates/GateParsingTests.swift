import Diagnostics
import Models
import Testing
import TimeSeries

@testable import Evaluation

private func metric(_ metric: Metric, of model: String? = nil) -> GateQuantity {
    GateQuantity(model: model, .metric(metric))
}

private let level = try? PredictionLevel(parsing: "99.5")

/// Conditions and what they say.
private let readable: [(text: String, subject: GateQuantity, comparison: Gate.Comparison, operand: Gate.Operand)] = [
    ("mae > 2.5", metric(.mae), .above, .number(2.5)),
    ("mae>=2.5", metric(.mae), .atLeast, .number(2.5)),
    ("  rmse\t<  -1e-3 ", metric(.rmse), .below, .number(-0.001)),
    ("bias<=.5", metric(.bias), .atMost, .number(0.5)),
    ("OWA > +1", metric(.owa), .above, .number(1)),
    ("gru.smape > 12", metric(.smape, of: "gru"), .above, .number(12)),
    (
        "GRU.mase >= seasonal-naive.mase", metric(.mase, of: "GRU"), .atLeast,
        .quantity(metric(.mase, of: "seasonal-naive"))
    ),
    ("mae > naive . mae", metric(.mae), .above, .quantity(metric(.mae, of: "naive"))),
    // A column of a file may be called anything.
    ("my.model-2.mae > 2", metric(.mae, of: "my.model-2"), .above, .number(2)),
    ("skill-naive < 5", GateQuantity(.skill(over: "naive")), .below, .number(5)),
    (
        "lstm.SKILL-Seasonal-Naive < skill-naive", GateQuantity(model: "lstm", .skill(over: "Seasonal-Naive")), .below,
        .quantity(GateQuantity(.skill(over: "naive")))
    ),
]

/// Conditions that cannot be read, and why.
private let unreadable: [(text: String, error: GateError)] = [
    ("", .withoutComparison(text: "")),
    ("mae", .withoutComparison(text: "mae")),
    ("mae >", .withoutComparison(text: "mae >")),
    ("> 2", .withoutComparison(text: "> 2")),
    ("mae > 1 > 2", .withoutComparison(text: "mae > 1 > 2")),
    ("mae = 2", .unknownComparison("=", text: "mae = 2")),
    ("mae == 2", .unknownComparison("==", text: "mae == 2")),
    ("mae => 2", .unknownComparison("=>", text: "mae => 2")),
    ("mae != 2", .unknownComparison("!=", text: "mae != 2")),
    ("mae > 2%", .unreadableNumber("2%")),
    ("mae > 1.2.3", .unreadableNumber("1.2.3")),
    ("mae > 0x10", .unreadableNumber("0x10")),
    ("mae > 1e999", .unreadableNumber("1e999")),
    ("mae > nan", .unknownMetric(name: "nan")),
    ("mae > inf", .unknownMetric(name: "inf")),
    ("mea > 2", .unknownMetric(name: "mea")),
    ("gru.mea > 2", .unknownMetric(name: "mea")),
    ("mae > naive", .unknownMetric(name: "naive")),
    ("2 < mae", .unknownMetric(name: "2")),
    ("skill- < 5", .unknownMetric(name: "skill-")),
    ("coverage-0.5 < 75", .unreadableLevel(metric: "coverage-0.5")),
    ("gru.coverage-200 < 75", .unreadableLevel(metric: "coverage-200")),
]

@Suite struct GateParsingTests {
    @Test(arguments: readable.indices)
    func `a condition is read`(row: Int) throws {
        let (text, subject, comparison, operand) = readable[row]
        let gate = try Gate(parsing: text)
        #expect(gate.subject == subject)
        #expect(gate.comparison == comparison)
        #expect(gate.operand == operand)
    }

    @Test func `blanks around a condition are no part of it`() throws {
        #expect(try Gate(parsing: " mae >2\t").text == "mae >2")
    }

    @Test(arguments: unreadable.indices)
    func `a condition that cannot be read is refused`(row: Int) {
        #expect(throws: unreadable[row].error) { try Gate(parsing: unreadable[row].text) }
        #expect(unreadable[row].error.exitStatus == .usage)
    }

    @Test func `the dot of a level is not that before a metric`() throws {
        let level = try #require(level)
        #expect(try Gate(parsing: "coverage-99.5 < 98").subject == metric(.coverage(level)))
        #expect(try Gate(parsing: "gru.coverage-99.5 < 98").subject == metric(.coverage(level), of: "gru"))
    }

    @Test func `the nearest metric is named`() {
        #expect(GateError.unknownMetric(name: "rsme").fix.hasPrefix("did you mean rmse? choose among mae, rmse, "))
        #expect(GateError.unknownMetric(name: "skil-naive").fix.hasPrefix("did you mean skill-naive? "))
        #expect(GateError.unknownMetric(name: "temperature").fix.hasPrefix("choose among "))
    }

    @Test(arguments: [("2%", 2), ("0%", 0), (".5%", 0.5), ("12.25%", 12.25), ("150%", 150)])
    func `a percentage is read`(text: String, percent: Double) throws {
        #expect(try Gates.percentage(parsing: text, flag: "--by") == percent)
    }

    @Test(arguments: ["", "%", "2", "-1%", "1e3%", "nan%", "2 %", ".%"])
    func `what is no percentage is refused`(text: String) {
        #expect(throws: GateError.unreadablePercentage(flag: "--by", text: text)) {
            try Gates.percentage(parsing: text, flag: "--by")
        }
    }
}
