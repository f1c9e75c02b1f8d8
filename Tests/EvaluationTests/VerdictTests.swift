import Testing

@testable import Evaluation

/// A model that was off by `mae` once, or whose error is undefined.
private func score(_ name: String, _ mae: Double?) -> ModelScore {
    ModelScore(name: name, overall: ErrorSums(actual: [1], forecast: [1 + (mae ?? .nan)]))
}

private func verdict(_ model: Double?, _ baselines: Double?...) -> Verdict {
    Verdict(of: score("GRU", model), against: baselines.enumerated().map { score("baseline \($0)", $1) })
}

@Suite struct VerdictTests {
    @Test func `a smaller error beats, and by how many percent of the baseline's`() {
        let verdict = verdict(3, 4, 6)
        #expect(verdict.beatsBest)
        #expect(verdict.comparisons.map(\.percentBetter) == [25, 50])
        #expect(verdict.best?.baseline == "baseline 0")
    }

    @Test func `one baseline that is not beaten decides`() {
        let verdict = verdict(5, 4, 6)
        #expect(!verdict.beatsBest)
        #expect(verdict.comparisons.map(\.isBeaten) == [false, true])
        #expect(verdict.comparisons[0].percentBetter == -25)
    }

    @Test func `a tie is not a win`() {
        #expect(!verdict(4, 4).beatsBest)
    }

    @Test func `an undefined error is not a win and has no percentage`() {
        for verdict in [verdict(nil, 4), verdict(3, nil), verdict(.some(1), 0)] {
            #expect(!verdict.beatsBest)
            #expect(verdict.comparisons[0].percentBetter == nil)
        }
        #expect(verdict(3, nil, 4).best?.baseline == "baseline 1")
    }

    @Test func `where there is nothing to beat nothing is beaten`() {
        #expect(!verdict(3).beatsBest)
        #expect(verdict(3).best == nil)
    }
}
