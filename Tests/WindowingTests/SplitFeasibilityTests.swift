import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

@testable import Windowing

/// Whether windows of these lengths can be cut, by cutting them.
private func isFeasible(
    _ panel: Panel, _ specification: SplitSpecification, season: Int?, inputLength: Int, horizon: Int
) throws -> Bool {
    let shape = try WindowShape(inputLength: inputLength, horizon: horizon)
    guard
        let split = try? ChronologicalSplit(
            panel, specification: specification, shape: shape, seasonLength: season)
    else { return false }
    // What the split promises must be true: each part holds a window, each series a scaler and an input.
    for partition in Partition.allCases {
        #expect(!SlidingWindows(panel, partition: partition, of: split, shape: shape).isEmpty)
    }
    for (series, rows) in zip(panel.series, split.series) {
        #expect(series.values[rows.training].contains { !$0.isNaN })
        #expect(series.values.drop(while: \.isNaN).count >= inputLength)
    }
    return true
}

private func refusal(
    _ panel: Panel, _ specification: SplitSpecification, season: Int?, inputLength: Int, horizon: Int
) -> WindowingError? {
    do {
        let shape = try WindowShape(inputLength: inputLength, horizon: horizon)
        _ = try ChronologicalSplit(panel, specification: specification, shape: shape, seasonLength: season)
        return nil
    } catch {
        return error
    }
}

private func shortage(
    _ panel: Panel, _ specification: SplitSpecification, season: Int?, inputLength: Int, horizon: Int
) -> TooShortSeries? {
    let error = refusal(panel, specification, season: season, inputLength: inputLength, horizon: horizon)
    guard case .tooShort(let shortage) = error else { return nil }
    return shortage
}

@Suite struct SplitFeasibilityTests {
    @Test(arguments: UInt64(0)..<80)
    func `the lengths an error names can be cut, and one more cannot`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var panel = samplePanel(patchy(&generator), patchy(&generator))
        if seed % 2 == 0 { panel.series[0] = panel.series[0].rows(panel.series[0].count / 3..<panel.series[0].count) }
        let specification =
            [
                SplitSpecification(), SplitSpecification(test: .rows(Int.random(in: 3...12, using: &generator))),
                SplitSpecification(validation: .percent(25), test: .percent(20)),
            ].randomElement(using: &generator) ?? SplitSpecification()
        let season = [nil, 4, 12].randomElement(using: &generator) ?? nil
        let inputLength = Int.random(in: 5...60, using: &generator)
        let horizon = Int.random(in: 1...15, using: &generator)
        let isLongEnough = { (length: Int, horizon: Int) in
            try isFeasible(panel, specification, season: season, inputLength: length, horizon: horizon)
        }
        switch refusal(panel, specification, season: season, inputLength: inputLength, horizon: horizon) {
        case .tooShort(let shortage):
            try expectLongest(shortage.longestInputLength) { try isLongEnough($0, horizon) }
            try expectLongest(shortage.longestHorizon) { try isLongEnough(inputLength, $0) }
            try expectLongest(shortage.longestInputLengthOfOneStep) { try isLongEnough($0, 1) }
        case .shorterThanInput(_, _, _, let longest):
            try expectLongest(longest) { try isLongEnough($0, horizon) }
        case nil:
            #expect(try isLongEnough(inputLength, horizon))
        default: break
        }
    }

    @Test func `the error says what was asked and what would do`() throws {
        let panel = samplePanel((0..<60).map(Double.init))
        let error = try #require(throws: WindowingError.self) {
            try ChronologicalSplit(panel, shape: WindowShape(inputLength: 48, horizon: 6), seasonLength: 12)
        }
        #expect(error.exitStatus == .badData)
        #expect(
            error.description == """
                the series has 60 rows, too few for windows of 48 input steps and 6 forecast steps in each of \
                training, validation and test
                  fix: pass --input-length 30 (the longest with --horizon 6)
                """)
    }

    @Test(arguments: [[5.0], [1, 2], [1, 2, 3]])
    func `fewer than four rows can be mended by more rows only`(values: [Double]) throws {
        let shortage = shortage(samplePanel(values), SplitSpecification(), season: nil, inputLength: 1, horizon: 1)
        #expect(shortage?.fix.contains("add rows") == true)
        #expect(shortage?.longestInputLengthOfOneStep == nil)
    }

    @Test func `four rows are enough for the least windows`() throws {
        let panel = samplePanel([1, 2, 3, 4])
        #expect(try isFeasible(panel, SplitSpecification(), season: nil, inputLength: 1, horizon: 1))
    }

    @Test func `a series shorter than the input it is forecast from is named`() throws {
        let panel = samplePanel((0..<200).map(Double.init), [1, 2, 3, 4, 5])
        let error = refusal(panel, SplitSpecification(), season: nil, inputLength: 20, horizon: 1)
        #expect(
            error?.description == """
                series 'series 1' has 5 rows, too few to be forecast from 20 input steps
                  fix: pass --input-length 5 (the longest that all series allow), or leave the series out
                """)
        #expect(error?.exitStatus == .badData)
    }

    @Test func `a part may hold windows of one series only`() throws {
        let panel = samplePanel((0..<100).map(Double.init), (0..<30).map(Double.init))
        #expect(try isFeasible(panel, SplitSpecification(), season: nil, inputLength: 20, horizon: 5))
    }

    @Test func `a panel without a long series says how long the longest is, and what would do`() throws {
        let panel = samplePanel((0..<60).map(Double.init), (0..<50).map(Double.init))
        let error = refusal(panel, SplitSpecification(), season: 12, inputLength: 48, horizon: 6)
        #expect(
            error?.description == """
                the longest of 2 series has 60 rows, too few for windows of 48 input steps and 6 forecast steps in \
                each of training, validation and test
                  fix: pass --input-length 30 (the longest with --horizon 6)
                """)
    }

    private func expectLongest(_ length: Int?, where isFeasible: (Int) throws -> Bool) throws {
        if let length { #expect(try isFeasible(length)) }
        for longer in (length ?? 0) + 1...90 { #expect(try !isFeasible(longer), "\(longer) is feasible") }
    }

    private func patchy(_ generator: inout SplitMix64) -> [Double] {
        var values: [Double] = []
        for _ in 0..<Int.random(in: 3...14, using: &generator) {
            let isMissing = Int.random(in: 0..<4, using: &generator) == 0
            values += (0..<Int.random(in: 1...7, using: &generator)).map { isMissing ? .nan : Double($0) }
        }
        return values + [1]
    }
}
