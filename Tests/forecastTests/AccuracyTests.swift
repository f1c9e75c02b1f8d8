import Foundation
import Testing

/// What the defaults must reach on the two data sets of the repository, with the scores as `--json` prints them.
@Suite struct AccuracyTests {
    /// MAE by model.
    private func errors(_ arguments: String) throws -> [String: Double] {
        let report = try CommandFolder().succeed("forecast fit \(arguments) --model gru --json --quiet")
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

    /// By model the metrics overall, of a backtest.
    private func scores(_ arguments: String) throws -> [String: [String: Double]] {
        let report = try CommandFolder().succeed("forecast backtest \(arguments) --model gru --json")
        let document = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
        let scores = ["models", "baselines"].flatMap { document?[$0] as? [[String: Any]] ?? [] }
        return Dictionary(
            scores.compactMap { score in
                guard let name = score["name"] as? String, let overall = score["overall"] as? [String: Any] else {
                    return nil
                }
                return (name, overall.compactMapValues { $0 as? Double })
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test func `intervals cover what they say, within three points, over more than a thousand forecasts`() throws {
        let scores = try scores("datasets/temperature.csv --model gru --baselines none --step 1 --levels 80,95")
        let metrics = try #require(scores["GRU"])
        #expect(metrics["observed"] == 1308)
        #expect(try abs(#require(metrics["coverage-80"]) - 80) <= 3)
        #expect(try abs(#require(metrics["coverage-95"]) - 95) <= 3)
    }

    @Test func `a year ahead, over ten cutoffs, the GRU is the better one of itself and last year`() throws {
        let scores = try scores("datasets/temperature.csv --model gru --baselines none")
        let (gru, seasonal) = (try #require(scores["GRU"]?["mae"]), try #require(scores["SeasonalNaive"]?["mae"]))
        #expect(gru < seasonal)
        #expect(abs(seasonal - 0.913) < 0.0005)
    }
}
