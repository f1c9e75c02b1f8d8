import Diagnostics
import Models
import Testing
import TimeSeries

@testable import Evaluation

@Suite struct GateRosterTests {
    @Test(arguments: [
        ("gru", "GRU"), ("LSTM", "LSTM"), ("seasonal-naive", "SeasonalNaive"), ("seasonalNAIVE", "SeasonalNaive"),
        ("Ridge", "Ridge"),
    ])
    func `a model is found by its identifier or column name, in any case`(name: String, column: String) throws {
        #expect(try madeRoster().columnName(of: name) == column)
    }

    @Test func `without a name it is the first model asked for`() throws {
        #expect(try madeRoster().columnName(of: nil) == "GRU")
    }

    @Test func `an unknown model is refused with the nearest name and all there are`() throws {
        let error = try #require(throws: GateError.self) { try madeRoster().columnName(of: "gruu") }
        #expect(error.message == "there is no model called 'gruu'")
        #expect(error.fix == "did you mean gru? choose among gru, lstm, naive, seasonal-naive, ridge")
    }

    @Test(arguments: ["rnn-relu", "RNN-ReLU"])
    func `a model that takes no part is refused, and how to add it said`(name: String) throws {
        let error = try #require(throws: GateError.self) { try madeRoster().columnName(of: name) }
        #expect(error.message == "'\(name)' does not take part")
        #expect(error.fix.hasPrefix("add it to --baselines or --model as rnn-relu, or choose among gru, "))
    }

    @Test(arguments: ["coverage-80 < 75", "naive.width-80 > 3", "mae > msis-80", "crps > 1"])
    func `a metric of intervals needs its level`(text: String) throws {
        var gates = Gates()
        gates.conditions = [try Gate(parsing: text)]
        let without = try madeRoster()
        let error = try #require(throws: GateError.self) { try gates.check(without) }
        #expect(error.fix == "pass --levels 80")
        #expect(error.exitStatus == .usage)
        try gates.check(madeRoster(levels: ["80"]))
    }

    @Test func `levels that are asked for stay in the advice`() throws {
        var gates = Gates()
        gates.conditions = [try Gate(parsing: "pinball-80 > 3")]
        let roster = try madeRoster(levels: ["95"])
        let error = try #require(throws: GateError.self) { try gates.check(roster) }
        #expect(error.fix == "pass --levels 80,95")
    }

    @Test func `columns of a file are found as they are written, before any case and the naive forecasts`() throws {
        let roster = GateRoster(file: "f.csv", models: ["b", "B", "Naive"], levels: [], hasInSample: true)
        #expect(
            try ["b", "B", "Naive", "naive", "NAIVE2"].map(roster.columnName) == ["b", "B", "Naive", "Naive", "Naive2"])
        #expect(try roster.columnName(of: nil) == "b")
    }

    @Test func `naive forecasts take part in a file's gates where there is something to make them of`() throws {
        let roster = GateRoster(file: "f.csv", models: ["GRU"], levels: [], hasInSample: false)
        for name in ["naive", "SeasonalNaive", "naive2"] {
            let error = try #require(throws: GateError.self) { try roster.columnName(of: name) }
            #expect(error.message == "'\(name)' does not take part")
            #expect(error.fix.hasPrefix("pass --insample with the values known before, of which it is made, or choose"))
        }
        let error = try #require(throws: GateError.self) { try roster.columnName(of: "lstm") }
        #expect(error.message == "there is no model called 'lstm'" && error.fix == "choose among GRU")
    }

    @Test func `every name in a gate is checked`() throws {
        for text in ["gruu.mae > 1", "mae > gruu.mae", "skill-gruu < 1", "gru.skill-gru < 1"] {
            var gates = Gates()
            gates.conditions = [try Gate(parsing: "mae > 1"), try Gate(parsing: text)]
            let roster = try madeRoster()
            #expect(throws: GateError.self, "\(text)") { try gates.check(roster) }
        }
        for (rival, isFine) in [("naive", true), ("lstm", true), ("gru", false), ("GRU", false), ("niave", false)] {
            var gates = Gates()
            gates.rivals = [rival]
            let roster = try madeRoster()
            #expect(((try? gates.check(roster)) != nil) == isFine, "\(rival)")
        }
    }
}
