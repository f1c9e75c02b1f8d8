import Foundation
import Testing

/// The parts of the JSON report that are compared.
struct EvaluateDocument: Decodable {
    struct Score: Decodable {
        var name: String
        var overall: Part
        var bySeries: [Part]?
        var bySteps: [Part]
        var byCutoffs: [Part]?
    }
    struct Part: Decodable {
        var series: String?
        var step: Int?
        var cutoff: String?
        var metrics: [String: Double?]

        private struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Key.self)
            let names = ["series", "step", "cutoff"].map(Key.init)
            series = try members.decodeIfPresent(String.self, forKey: names[0])
            step = try members.decodeIfPresent(Int.self, forKey: names[1])
            cutoff = try members.decodeIfPresent(String.self, forKey: names[2])
            metrics = [:]
            for key in members.allKeys where !names.map(\.stringValue).contains(key.stringValue) {
                metrics[key.stringValue] = .some(try members.decode(Double?.self, forKey: key))
            }
        }
    }

    var models: [Score]
    var baselines: [Score]
    var observed: Int
    var missing: Int
    var windows: Int
    var undefined: String?
    var seriesWithoutForecast: [String?]
    var valuesWithoutForecast: Int

    init(_ text: String) throws { self = try JSONDecoder().decode(EvaluateDocument.self, from: Data(text.utf8)) }

    func value(_ metric: String, of name: String) throws -> Double {
        let score = try #require((models + baselines).first { $0.name == name })
        return try #require(score.overall.metrics[metric] ?? nil)
    }
}

/// Daily values of two series, A and B, from 2024-01-01 on: the day of the month.
let longActuals = "id,ds,y\n" + dailyRows(["A", "B"]) { "\($0),\($1),\($2)" }

/// For each id rows of days of January 2024, of the id, the date and the day.
func dailyRows(_ ids: [String], days: ClosedRange<Int> = 1...10, _ row: (String, String, Int) -> String) -> String {
    ids.flatMap { id in days.map { row(id, "2024-01-\($0 < 10 ? "0" : "")\($0)", $0) + "\n" } }.joined()
}
