import Models
import Testing

@testable import Evaluation

/// Mean absolute errors of 3, 2, 4 and, for the seasonal naive forecast, 0; root mean squared 3.16..., 2, 4, 0.
private let result = madeResult(
    models: [madeScore("GRU", errors: [2, -4]), madeScore("LSTM", errors: [2, -2])],
    baselines: [madeScore("Naive", errors: [4, -4]), madeScore("SeasonalNaive", errors: [0, 0])],
    omitted: [OmittedBaseline(name: "Ridge", reason: "too few rows")])

/// Conditions and whether they pass.
private let conditions: [(text: String, passes: Bool)] = [
    ("mae > 2.9", false), ("mae > 3", true), ("mae >= 3", false), ("mae < 3", true), ("mae <= 3", false),
    ("mae < 3.1", false), ("lstm.mae > 2.5", true), ("mae > lstm.mae", false), ("lstm.mae > mae", true),
    ("mae > naive.mae", true), ("bias < -0.5", false), ("bias < -1", true), ("smape > 40", true),
    ("skill-naive < 25", true), ("skill-naive < 25.1", false), ("skill-lstm < 0", false), ("lstm.skill-gru < 30", true),
    ("lstm.skill-naive < skill-naive", true),
    // Undefined: no scale, a reference without error, a baseline that was left out.
    ("mase > 100", false), ("skill-seasonal-naive < 0", false), ("skill-seasonal-naive > 0", false),
    ("ridge.mae > 100", false), ("mae > ridge.mae", false), ("skill-ridge < -1000", false), ("owa > 9", false),
]

private func finding(_ text: String) throws -> GateFinding {
    var gates = Gates()
    gates.conditions = [try Gate(parsing: text)]
    return try #require(try gates.findings(in: result, roster: madeRoster()).first)
}

private func beats(_ rival: String, by percent: Double = 0) throws -> GateFinding {
    var gates = Gates()
    gates.rivals = [rival]
    gates.margin = percent
    return try #require(try gates.findings(in: result, roster: madeRoster()).first)
}

/// What a result saved earlier had for GRU's two metrics, and whether the one now is good enough at some tolerance.
private let saved: [(mae: Double?, rmse: Double?, tolerance: Double, passes: [Bool])] = [
    (3, 3.2, 0, [true, true]), (2.9, 3.2, 0, [false, true]), (3, 3.1, 0, [true, false]), (9, 9, 0, [true, true]),
    (2.5, 3.2, 20, [true, true]), (2.5, 3.2, 19.9, [false, true]), (0, 0, 50, [false, false]),
    (nil, 3.2, 100, [false, true]),
]

@Suite struct GatesTests {
    @Test(arguments: conditions.indices)
    func `a gate fails when its condition holds or a value is undefined`(row: Int) throws {
        let (text, passes) = conditions[row]
        let finding = try finding(text)
        #expect(finding.passed == passes)
        #expect(finding.name == text)
    }

    @Test func `a model that was left out comes with the reason`() throws {
        #expect(try finding("ridge.mae > 1").subject.omission == "Ridge is not scored: too few rows")
        #expect(try finding("skill-ridge < 1").subject.omission == "Ridge is not scored: too few rows")
        #expect(try finding("naive.mae > 1").subject.omission == nil)
    }

    @Test func `to beat a model is to have a smaller error, by the percentage asked for`() throws {
        #expect(try beats("naive").passed)
        #expect(try beats("naive", by: 25).passed)
        #expect(try !beats("naive", by: 25.1).passed)
        #expect(try !beats("lstm").passed)
        #expect(try !beats("ridge").passed)
        // Nothing is better than no error at all.
        #expect(try !beats("seasonal-naive").passed)
    }

    @Test func `the same error does not beat`() throws {
        let same = madeResult(models: [madeScore("GRU", errors: [1])], baselines: [madeScore("Naive", errors: [-1])])
        var gates = Gates()
        gates.rivals = ["naive"]
        #expect(try gates.findings(in: same, roster: madeRoster()).map(\.passed) == [false])
    }

    @Test func `a gate on a rival says what was asked`() throws {
        #expect(try beats("naive").name == "must beat naive")
        #expect(try beats("Seasonal-Naive", by: 2).name == "must beat Seasonal-Naive by 2%")
        #expect(try beats("naive", by: 2.5).name == "must beat naive by 2.5%")
    }

    @Test(arguments: saved.indices)
    func `errors may be larger than saved by the tolerance`(row: Int) throws {
        let (mae, rmse, tolerance, passes) = saved[row]
        var earlier = SavedResult(result, setting: madeSetting())
        earlier.models = ["GRU": [:]]
        earlier.models["GRU"]?["mae"] = mae
        earlier.models["GRU"]?["rmse"] = rmse
        var gates = Gates()
        gates.tolerance = tolerance
        let findings = try gates.findings(in: result, roster: madeRoster(), saved: earlier)
        #expect(findings.map(\.passed) == passes)
        #expect(findings.map(\.subject.model) == ["GRU", "GRU"])
    }

    @Test func `every model asked for is held against the saved result, no baseline is`() throws {
        let findings = try Gates().findings(
            in: result, roster: madeRoster(), saved: SavedResult(result, setting: madeSetting()))
        #expect(
            findings.map(\.name)
                == ["GRU", "GRU", "LSTM", "LSTM"].enumerated().map {
                    "\($1)'s \($0.isMultiple(of: 2) ? "mae" : "rmse") not worse than saved"
                })
        #expect(findings.allSatisfy { $0.passed })
    }

    @Test func `an empty set of gates finds nothing`() throws {
        #expect(Gates().isEmpty)
        #expect(try Gates().findings(in: result, roster: madeRoster()).isEmpty)
    }

    @Test func `the metrics that conditions speak of are required, each once`() throws {
        var gates = Gates()
        gates.conditions = try ["owa > 1", "mae > lstm.rmse", "skill-naive < 5", "lstm.owa > 1"].map(Gate.init)
        #expect(gates.requiredMetrics == [.owa, .mae, .rmse])
        #expect(!gates.isEmpty)
    }
}
