import Diagnostics
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
        // The other series ended before any row is held out.
        #expect(split.series[1] == SeriesSplit(training: 0..<60, validation: 60..<60, test: 60..<60))
    }

    @Test(arguments: UInt64(0)..<60)
    func `no part of one series reaches into a later part of another`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var panel = samplePanel(values(120), values(120), values(120))
        for place in panel.series.indices {
            let first = Int.random(in: 0...50, using: &generator)
            panel.series[place] = panel.series[place].rows(first..<Int.random(in: 80...120, using: &generator))
        }
        let sizes: [PartitionSize] = [.automatic, .rows(9), .percent(12)]
        let specification = SplitSpecification(
            validation: sizes.randomElement(using: &generator) ?? .automatic,
            test: sizes.randomElement(using: &generator) ?? .automatic)
        let shape = try WindowShape(inputLength: 5, horizon: 3)
        let split = try ChronologicalSplit(panel, specification: specification, shape: shape, seasonLength: nil)
        let times = Partition.allCases.map { partition in
            SlidingWindows(panel, partition: partition, of: split, shape: shape)
                .flatMap { window in window.targets.map { panel.series[window.series].index[$0] } }
        }
        let validation = try #require(times[1].min())
        #expect(times[0].allSatisfy { $0 < validation })
        let test = try #require(times[2].min())
        #expect(times[1].allSatisfy { $0 < test })
        #expect((times[0] + times[1]).allSatisfy { $0 < test })
    }

    @Test func `the series that ends last is the one whose rows are counted, of several the longest`() throws {
        let shape = try WindowShape(inputLength: 2, horizon: 1)
        let specification = SplitSpecification(validation: .percent(10), test: .percent(10))
        var panel = samplePanel(values(100), values(100), values(90))
        panel.series[0] = panel.series[0].rows(50..<100)
        let split = try ChronologicalSplit(panel, specification: specification, shape: shape, seasonLength: nil)
        // 10 of 100 rows, where the first series would hold out 5 of 50, and the last 9 of 90.
        #expect(split.rows(.test) == [40..<50, 90..<100, 90..<90])
        #expect(split.rows(.validation) == [30..<40, 80..<90, 80..<90])
        #expect(split.rows(.training) == [0..<30, 0..<80, 0..<80])
    }

    @Test func `missing values after the last observed one are as if their rows were not there`() throws {
        let shape = try WindowShape(inputLength: 5, horizon: 3)
        let ended = try ChronologicalSplit(samplePanel(values(100)), shape: shape, seasonLength: nil)
        let missing = [Double](repeating: .nan, count: 7)
        #expect(try ChronologicalSplit(samplePanel(values(100) + missing), shape: shape, seasonLength: nil) == ended)
    }

    @Test func `missing values between others move no cut, nor do those that another series ends with`() throws {
        let shape = try WindowShape(inputLength: 5, horizon: 3)
        let panel = samplePanel(values(100), values(95))
        let split = try ChronologicalSplit(panel, shape: shape, seasonLength: nil)
        var changed = panel
        for row in 85..<99 { changed.series[0].values[row] = .nan }
        for row in 88..<95 { changed.series[1].values[row] = .nan }
        let other = try ChronologicalSplit(changed, shape: shape, seasonLength: nil)
        #expect(other.series[0] == split.series[0])
        #expect(other.series[1] == SeriesSplit(training: 0..<70, validation: 70..<85, test: 85..<88))
    }

    @Test func `a series that begins after the training rows is refused with its time and the cutoff`() throws {
        var panel = samplePanel(values(100), values(100))
        panel.series[1] = panel.series[1].rows(70..<90)
        let error = try #require(throws: WindowingError.self) {
            try ChronologicalSplit(panel, shape: WindowShape(inputLength: 5, horizon: 3), seasonLength: nil)
        }
        #expect(
            error.description == """
                series 'series 1' begins 70, after the training rows, which end before 70 in all series
                  fix: leave the series out, or hold out less with --test and --validation
                """)
        #expect(error.exitStatus == .badData)
        panel.series[1] = samplePanel([], values(100)).series[1].rows(69..<90)
        _ = try ChronologicalSplit(panel, shape: WindowShape(inputLength: 5, horizon: 3), seasonLength: nil)
    }

    @Test(arguments: [1, 2])
    func `a young series that ends last and is held out as a whole is refused by name`(rows: Int) throws {
        var panel = samplePanel(values(100), values(101))
        panel.series[1] = panel.series[1].rows(101 - rows..<101)
        let error = try #require(throws: WindowingError.self) {
            try ChronologicalSplit(panel, shape: WindowShape(inputLength: 1, horizon: 1), seasonLength: nil)
        }
        let first = "\(101 - rows)"
        #expect(error == .beginsAfterTraining(series: "series 1", firstTime: first, cutoff: first))
    }

    @Test(arguments: [(0, "at least 1"), (WindowShape.longest + 1, "at most 1048576"), (.max, "at most 1048576")])
    func `a season that can be none is refused`(season: Int, limit: String) throws {
        let error = try #require(throws: WindowingError.self) {
            try ChronologicalSplit(
                samplePanel(values(100)), shape: WindowShape(inputLength: 1, horizon: 1), seasonLength: season)
        }
        #expect(error.message == "--season is \(season), and must be \(limit)")
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
