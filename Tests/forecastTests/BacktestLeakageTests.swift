import Forecasting
import ForecastTestSupport
import Testing

/// Nothing that a backtest chooses or scores at its first cutoff comes from rows after it.
@Suite struct BacktestLeakageTests {
    private static let rows = 120
    /// Rows up to the first cutoff: four windows of 7 days follow, the last before the end.
    private static let known = rows - 4 * 7

    /// What is known at the first cutoff, and what follows from it.
    private struct Known: Equatable {
        var cutoff: Timestamp
        var inputLength: Int
        var season: SeasonSummary?
        /// For each model and baseline its mean absolute error at the first cutoff and its scaled one.
        var errors: [String: [Double?]]
    }

    /// Days with a season of 12 rows, which the frequency does not tell.
    private static func values() -> [Double] {
        var numbers = SplitMix64(seed: 11)
        let season = [0.0, 3, 5, 6, 5, 3, 0, -3, -5, -6, -5, -3]
        return (0..<rows).map { 50 + season[$0 % 12] + Double.random(in: -4...4, using: &numbers) }
    }

    private func run(_ values: [Double?], windows: Int = 4) throws -> BacktestRun {
        let folder = try TemporaryFolder()
        let lines = values.enumerated().map { "\($0),\($1.map { "\($0)" } ?? "")\n" }
        var request = BacktestRequest(path: try folder.write("row,value\n" + lines.joined(), to: "data.csv"))
        request.models = ["ridge"]
        request.task.horizon = 7
        request.task.season = .rows(12)
        request.extent = .windows(windows)
        return try BacktestRun(request)
    }

    private func known(_ run: BacktestRun) throws -> Known {
        let result = run.summary.result
        let scores = result.scores.map { score in
            (score.name, [Metric.mae, .mase].map { result.value($0, of: score, .cutoff, part: 0) })
        }
        return Known(
            cutoff: try #require(result.cutoffs.first), inputLength: run.summary.task.windows.inputLength,
            season: run.summary.data.season, errors: Dictionary(uniqueKeysWithValues: scores))
    }

    @Test func `how much follows the first cutoff changes no choice and no score at it`() throws {
        let all = try known(run(Self.values()))
        // Cut off where the first window ends: the same cutoff, and nothing to look ahead at.
        let alone = try known(run(Array(Self.values().prefix(Self.known + 7)), windows: 1))
        #expect(all == alone)
        #expect(all.season?.evidence.autocorrelation != nil && all.errors["Ridge"]?.allSatisfy { $0 != nil } == true)
        // Three seasons are wanted. The rows before the cutoff allow fewer, those of the whole file allow them all.
        #expect(all.inputLength < 36)
        let long = try known(run(Self.values() + Self.values().prefix(Self.rows / 2)))
        #expect(long.inputLength > all.inputLength)
    }

    @Test(arguments: [false, true])
    func `other values after the first window change no choice and no score at the first cutoff`(
        isBlank: Bool
    ) throws {
        let original = try run(Self.values())
        var changed: [Double?] = Self.values()
        // The last row stays, for the end is where cutoffs are counted from.
        for row in Self.known + 7..<Self.rows - 1 { changed[row] = isBlank ? nil : Double(row % 7) * 1e4 }
        let other = try run(changed)
        #expect(try known(other) == known(original))
        #expect(other.summary.result.models[0][.mae] != original.summary.result.models[0][.mae])
    }

    @Test func `the season is judged by the rows before the first cutoff alone`() throws {
        let original = try run(Self.values())
        var changed: [Double?] = Self.values()
        for row in Self.known..<Self.rows { changed[row] = Double(row % 5) * 1e4 }
        let season = try #require(try known(run(changed)).season)
        #expect(try season == known(original).season)
        #expect(try known(run(changed)).inputLength == known(original).inputLength)
    }
}
