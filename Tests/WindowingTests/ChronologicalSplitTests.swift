import ForecastTestSupport
import Testing
import TimeSeries

@testable import Windowing

private func values(_ count: Int) -> [Double] { (0..<count).map(Double.init) }

@Suite struct ChronologicalSplitTests {
    @Test func `the parts adjoin, in the order of time, and cover every observed row`() throws {
        let panel = samplePanel([.nan, .nan] + values(100) + [.nan], values(60))
        let split = try ChronologicalSplit(
            panel, shape: WindowShape(inputLength: 5, horizon: 3), seasonLength: nil)
        let parts = split.series[0]
        #expect(parts.training == 2..<72)
        #expect(parts.validation == 72..<87)
        #expect(parts.test == 87..<102)
        #expect(split.rows(.test) == [87..<102, 51..<60])
    }

    @Test func `the defaults are ten years of months and 160 sessions`() throws {
        let shape = try WindowShape(inputLength: 36, horizon: 6)
        let months = try ChronologicalSplit(samplePanel(values(732)), shape: shape, seasonLength: 12)
        #expect(months.series[0].test == 612..<732)
        #expect(months.series[0].validation == 492..<612)
        let sessions = try ChronologicalSplit(samplePanel(values(1047)), shape: shape, seasonLength: 5)
        #expect(sessions.series[0].test == 887..<1047)
    }

    @Test func `rows and percentages asked for are what is held out`() throws {
        let specification = SplitSpecification(validation: .percent(10), test: .rows(30))
        let split = try ChronologicalSplit(
            samplePanel(values(205)), specification: specification,
            shape: WindowShape(inputLength: 5, horizon: 3), seasonLength: 12)
        #expect(split.series[0] == SeriesSplit(rows: 0..<205, validation: 21, test: 30))
        #expect(split.series[0].test == 175..<205)
        #expect(split.series[0].validation == 154..<175)
    }

    @Test func `a partition smaller than the horizon is bad usage and names its flag`() throws {
        let shape = try WindowShape(inputLength: 5, horizon: 6)
        for (specification, flag) in [
            (SplitSpecification(test: .rows(5)), "--test"),
            (SplitSpecification(validation: .percent(2)), "--validation"),
        ] {
            let error = try #require(throws: WindowingError.self) {
                try ChronologicalSplit(
                    samplePanel(values(200)), specification: specification, shape: shape, seasonLength: nil)
            }
            #expect(error.exitStatus == .usage)
            #expect(error.fix.contains("\(flag) 6"))
        }
    }

    @Test func `a series without a value is refused by name`() throws {
        let panel = samplePanel(values(50), [.nan, .nan])
        #expect(throws: WindowingError.nothingObserved(series: "series 1")) {
            try ChronologicalSplit(panel, shape: WindowShape(inputLength: 1, horizon: 1), seasonLength: nil)
        }
    }

    @Test func `changing values does not change the split`() throws {
        let shape = try WindowShape(inputLength: 5, horizon: 3)
        let one = try ChronologicalSplit(samplePanel(values(100)), shape: shape, seasonLength: 7)
        let other = try ChronologicalSplit(samplePanel(values(100).map { -$0 * 7 }), shape: shape, seasonLength: 7)
        #expect(one == other)
    }
}
