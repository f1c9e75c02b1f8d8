import Foundation
import Testing

/// What the defaults must reach on the two data sets of the repository, with the scores as `--json` prints them.
@Suite struct AccuracyTests {
    /// MAE by model.
    private func errors(_ arguments: String) throws -> [String: Double] {
        let report = try CommandFolder().succeed("forecast fit \(arguments) --json --quiet")
        let document = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
        let heldOut = try #require(document?["heldOut"] as? [String: Any])
        let scores = ["models", "baselines"].flatMap { heldOut[$0] as? [[String: Any]] ?? [] }
        return Dictionary(
            scores.compactMap { score in
                guard let name = score["name"] as? String, let mae = score["mae"] as? Double else { return nil }
                return (name, mae)
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test func `the temperature's seasons are learned, half a year ahead on the last 120 months`() throws {
        let errors = try errors("datasets/temperature.csv --target temperature --horizon 6")
        #expect(try #require(errors["GRU"]) <= 0.85)
        #expect(abs(try #require(errors["Naive"]) - 2.616) < 0.0005)
        #expect(abs(try #require(errors["SeasonalNaive"]) - 0.904) < 0.0005)
    }

    @Test(arguments: ["", "--test 150"])
    func `prices are forecast nearly as well as by the naive forecast, which nobody beats by much`(
        arguments: String
    ) throws {
        let errors = try errors("datasets/prices.csv \(arguments)")
        let naive = try #require(errors["Naive"])
        #expect(try #require(errors["GRU"]) <= 1.05 * naive)
        if !arguments.isEmpty { #expect(abs(naive - 16.86) < 0.005) }
    }
}
