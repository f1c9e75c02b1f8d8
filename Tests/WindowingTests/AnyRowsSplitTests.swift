import ForecastTestSupport
import Testing
import TimeSeries

@testable import Windowing

/// Cuts for what can learn from however few rows there are.
@Suite struct AnyRowsSplitTests {
    private func values(_ count: Int) -> [Double] { (0..<count).map(Double.init) }

    private func split(
        _ panel: Panel, validation: PartitionSize = .rows(0), test: PartitionSize, horizon: Int = 3, season: Int? = nil
    ) throws -> ChronologicalSplit {
        try ChronologicalSplit(
            cutting: panel, specification: SplitSpecification(validation: validation, test: test), horizon: horizon,
            seasonLength: season)
    }

    @Test(arguments: UInt64(0)..<30)
    func `it cuts where one that asks for windows cuts, as far as there is one`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var panel = samplePanel(values(120), values(120), values(120))
        for place in panel.series.indices {
            let first = Int.random(in: 0...50, using: &generator)
            panel.series[place] = panel.series[place].rows(first..<Int.random(in: 90...120, using: &generator))
        }
        let specification = SplitSpecification(validation: .rows(9), test: .percent(10))
        let other = try ChronologicalSplit(
            panel, specification: specification, shape: WindowShape(inputLength: 4, horizon: 3), seasonLength: 7)
        let own = try ChronologicalSplit(cutting: panel, specification: specification, horizon: 3, seasonLength: 7)
        #expect(own == other)
    }

    @Test func `parts may be empty: a row to learn from, a test of all rows, a series without a value`() throws {
        let one = try split(samplePanel([5]), test: .rows(0))
        #expect(one.series[0] == SeriesSplit(training: 0..<1, validation: 1..<1, test: 1..<1))
        let nothing = try split(samplePanel([5, 6]), test: .rows(2))
        #expect(nothing.series[0].training.isEmpty && nothing.series[0].test == 0..<2)
        let blank = try split(samplePanel([.nan, .nan], values(10)), test: .rows(3))
        #expect(blank.series[0] == SeriesSplit(training: 0..<0, validation: 0..<0, test: 0..<0))
        #expect(blank.series[1].training == 0..<7 && blank.series[1].test == 7..<10)
        let none = try split(samplePanel([.nan, .nan]), test: .automatic)
        #expect(none.rows(.training) == [0..<0])
    }

    @Test func `a season that cannot be is refused`() {
        #expect(throws: WindowingError.belowOne(flag: "--season", value: 0)) {
            try split(samplePanel([1, 2, 3]), test: .rows(1), season: 0)
        }
    }

    @Test func `rows before the test are all that are observed before it, of validation too`() throws {
        let panel = samplePanel([.nan, .nan] + values(40) + [.nan], values(30))
        let rows = try ChronologicalSplit.rowsBeforeTest(
            of: panel, specification: SplitSpecification(validation: .rows(8), test: .rows(6)), horizon: 3,
            seasonLength: nil)
        #expect(rows == [2..<36, 0..<30])
    }

    @Test func `a whole panel is all to learn from`() {
        let panel = samplePanel([.nan] + values(5) + [.nan], [.nan, .nan], values(3))
        let whole = ChronologicalSplit(whole: panel)
        #expect(whole.rows(.training) == [1..<6, 0..<0, 0..<3])
        #expect(whole.rows(.validation).allSatisfy(\.isEmpty) && whole.rows(.test).allSatisfy(\.isEmpty))
    }

    @Test func `the rows that cuts are counted on are those of the series that ends last`() {
        var panel = samplePanel(values(100), values(90))
        panel.series[0] = panel.series[0].rows(60..<100)
        #expect(ChronologicalSplit.referenceRows(of: panel) == 40)
        #expect(ChronologicalSplit.referenceRows(of: samplePanel([.nan])) == 0)
    }

    @Test(arguments: [(1, nil), (2, nil), (3, 1), (4, 1), (5, 1), (11, 3), (12, 6), (13, 6), (100, 15), (40, 6)])
    func `what can be spared is what is usual up to half, else a third, and nothing of two rows`(
        count: Int, expected: Int?
    ) {
        #expect(PartitionSize.affordable(of: count, horizon: count < 10 ? 9 : 6, seasonLength: nil) == expected)
    }

    @Test(arguments: 3...200, [1, 6, 30])
    func `what is spared leaves at least as many rows to learn from`(count: Int, horizon: Int) throws {
        let spared = try #require(PartitionSize.affordable(of: count, horizon: horizon, seasonLength: 12))
        #expect(spared >= 1 && spared * 2 <= count)
    }
}
