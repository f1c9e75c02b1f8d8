import Models
import Testing
import TimeSeries

@testable import Evaluation

/// Forecasts of two series from two cutoffs, the second series from the second one only.
private func board(models: [String] = ["M"]) throws -> SubmittedResult {
    let series = ["A", "B", "C"].map { id in
        TimeSeries(
            id: id, index: TimeIndex(timestamps: (1...8).map { Timestamp(ticks: $0) }, format: .ordinal),
            values: [1, 3, 2, 5, 4, 8, 6, 9])
    }
    var scorer = try SubmittedScorer(
        series: series.map(\.id), models: models.map { ($0, []) }, cutoffs: [4, 5].map { Timestamp(ticks: $0) },
        cutoffStep: 1, inSample: series, seasonLength: 2)
    for (place, cutoff) in [(0, 0), (0, 1), (1, 1)] {
        let rows = 4 + cutoff
        let actual = Array(series[place].values[rows..<rows + 2])
        let values = SubmittedWindow.Values(forecast: actual.map { $0 + 1 })
        try scorer.add(
            SubmittedWindow(
                series: place, cutoff: cutoff, steps: [1, 2], actual: actual, models: models.map { _ in values },
                history: .init(rows: rows, distances: [1, 2])))
    }
    return scorer.result()
}

@Suite struct ScoreboardTests {
    @Test func `parts are those in which something was forecast`() throws {
        var board = try board()
        #expect(board.parts(.series) == [0, 1])
        #expect(board.parts(.step) == [0, 1])
        #expect(board.parts(.cutoff) == [0, 1])
        board.cutoffs = []
        #expect(board.parts(.cutoff).isEmpty)
    }

    @Test func `the value of a part is that of its sums, OWA against Naive2's of the same part`() throws {
        let board = try board()
        let (model, naive2) = (board.models[0], try #require(board.naive2))
        for breakdown in ScoreBreakdown.allCases {
            for part in board.parts(breakdown) {
                #expect(board.value(.mae, of: model, breakdown, part: part) == 1)
                let ratios = [Metric.smape, .mase].map { metric in
                    breakdown.sums(of: model)[part].value(metric).flatMap { value in
                        breakdown.sums(of: naive2)[part].value(metric).map { value / $0 }
                    }
                }
                let (first, second) = (try #require(ratios[0]), try #require(ratios[1]))
                #expect(board.value(.owa, of: model, breakdown, part: part) == (first + second) / 2)
            }
        }
    }

    @Test func `models are compared with the naive forecasts over cutoffs, and not with themselves`() throws {
        let board = try board()
        #expect(board.comparisons.map(\.reference) == ["Naive", "SeasonalNaive"])
        #expect(board.comparisons.allSatisfy { $0.model == "M" && $0.error == 1 })
        // Two steps from cutoffs one row apart: each shares a row with the next.
        #expect(board.overlap == 1)
    }

    @Test func `a naive forecast that is among the models is scored once, and OWA stays against the one made here`()
        throws
    {
        let board = try board(models: ["M", "Naive", "Naive2"])
        #expect(board.baselines.map(\.name) == ["SeasonalNaive"])
        #expect(
            board.comparisons.map { "\($0.model) \($0.reference)" } == [
                "M Naive", "M SeasonalNaive", "Naive SeasonalNaive", "Naive2 Naive", "Naive2 SeasonalNaive",
            ])
        #expect(board.score(named: "Naive2")?[.mae] == 1)
        #expect(board.naive2?[.mae] != 1)
    }
}
