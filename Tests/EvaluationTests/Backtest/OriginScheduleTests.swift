import Diagnostics
import ForecastTestSupport
import Models
import Testing
import TimeSeries
import Windowing

@testable import Evaluation

@Suite struct OriginScheduleTests {
    @discardableResult
    private func cutoffs(_ rows: Int, _ design: BacktestDesign) throws -> [Int64] {
        let panel = samplePanel((0..<rows).map(Double.init))
        return try OriginSchedule(panel, design: design, seasonLength: nil).cutoffs.map(\.ticks)
    }

    @Test func `so many cutoffs end as late as the rows allow`() throws {
        // Rows 0 to 19: the last horizon of 3 is rows 17 to 19.
        #expect(try cutoffs(20, BacktestDesign(horizon: 3, extent: .windows(1))) == [16])
        #expect(try cutoffs(20, BacktestDesign(horizon: 3, extent: .windows(3))) == [10, 13, 16])
        #expect(try cutoffs(20, BacktestDesign(horizon: 3, extent: .windows(3), step: 1, gap: 2)) == [12, 13, 14])
    }

    @Test func `test rows are scored from their first on, and a remainder is left`() throws {
        #expect(try cutoffs(20, BacktestDesign(horizon: 3, extent: .testSize(.rows(10)))) == [9, 12, 15])
        #expect(try cutoffs(20, BacktestDesign(horizon: 3, extent: .testSize(.rows(3)))) == [16])
    }

    /// The numbers of windows that the ETTh1 protocol has.
    @Test(arguments: [(96, 2785), (192, 2689), (336, 2545), (720, 2161)])
    func `a fixed split has every window of its test rows`(horizon: Int, windows: Int) throws {
        let split = FixedSplit.rows(training: 8640, validation: 2880, test: 2880)
        let design = BacktestDesign(horizon: horizon, extent: .split(split), step: 1)
        let found = try cutoffs(17_420, design)
        #expect(found.count == windows)
        #expect(found.first == 11_519)
        #expect(found.last == Int64(14_400 - horizon - 1))
    }

    @Test func `shares are rounded as in the long-horizon literature`() throws {
        let split = try FixedSplit(parsing: "0.7,0.1,0.2")
        // 17,420: training 12,194, test 3,484, validation what is between.
        #expect(split.sizes(of: 17_420) == (12_194, 1742, 3484))
        #expect(try FixedSplit(parsing: "0.5,0.1,0.2").sizes(of: 101) == (50, 10, 20))
    }

    @Test(arguments: [
        "", "1,2", "1,2,3,4", "a,b,c", "0,1,1", "0.7,0.2,0.2", "-1,2,3", "1,2,", "0.7;0.1;0.2", "inf,1,1",
    ])
    func `a split that is none is refused`(text: String) throws {
        let error = try #require(throws: BacktestError.self) { try FixedSplit(parsing: text) }
        #expect(error.code == "backtest-split-unreadable")
        #expect(error.message.contains("not '\(text)'"))
        #expect(error.exitStatus == .usage)
    }

    @Test(arguments: [
        ("70,20", "these are 2 parts"), ("70", "these are 1 part"), ("0.7,0.2,0.2", "these make 1.1"),
        ("0,50,50", "a part is empty"), ("0.3,0.3,0.4001", "these make 1.0001"),
    ])
    func `what is wrong with a split is told where it can be`(text: String, reason: String) throws {
        let error = try #require(throws: BacktestError.self) { try FixedSplit(parsing: text) }
        #expect(error == .unreadableSplit(text: text, reason: reason))
        #expect(error.message.hasSuffix(", not '\(text)': \(reason)"))
    }

    @Test func `windows and refits are read from words and numbers, and anything else is named`() throws {
        #expect(try BacktestDesign.TrainingWindow(parsing: "rolling") == .rolling(rows: nil))
        #expect(try BacktestDesign.TrainingWindow(parsing: "expanding") == .expanding)
        #expect(try BacktestDesign.TrainingWindow(parsing: "30") == .rolling(rows: 30))
        #expect(try BacktestDesign.Refit(parsing: "never") == .never)
        #expect(try BacktestDesign.Refit(parsing: "always") == .always)
        #expect(try BacktestDesign.Refit(parsing: "5") == .every(5))
        let window = try #require(throws: BacktestError.self) { try BacktestDesign.TrainingWindow(parsing: "rollin") }
        #expect(window.message == "--window takes expanding, rolling or a number of rows, not 'rollin'")
        #expect(window.fix == "pass --window rolling")
        let refit = try #require(throws: BacktestError.self) { try BacktestDesign.Refit(parsing: "sometimes") }
        #expect(refit.message == "--refit takes never, always or a number of cutoffs, not 'sometimes'")
        #expect(refit.fix == "pass --refit never")
    }

    @Test func `what does not fit is refused with what would`() {
        #expect(throws: BacktestError.tooManyWindows(windows: 9, most: 6, rows: 20)) {
            try cutoffs(20, BacktestDesign(horizon: 3, extent: .windows(9)))
        }
        #expect(throws: BacktestError.testTooShort(flag: "--test-size", rows: 4, gap: 2, horizon: 3)) {
            try cutoffs(20, BacktestDesign(horizon: 3, extent: .testSize(.rows(4)), gap: 2))
        }
        #expect(throws: BacktestError.splitTooLong(rows: 21, available: 20)) {
            let split = FixedSplit.rows(training: 10, validation: 5, test: 6)
            try cutoffs(20, BacktestDesign(horizon: 3, extent: .split(split)))
        }
        #expect(throws: BacktestError.testTooLong(rows: 20, available: 20)) {
            try cutoffs(20, BacktestDesign(horizon: 3, extent: .testSize(.rows(20))))
        }
        #expect(throws: BacktestError.outOfRange(flag: "--gap", value: -1, least: 0)) {
            try cutoffs(20, BacktestDesign(horizon: 3, gap: -1))
        }
    }

    @Test func `folds are the cutoffs between two fits`() throws {
        let panel = samplePanel((0..<30).map(Double.init))
        let folds = { (refit: BacktestDesign.Refit) in
            try OriginSchedule(
                panel, design: BacktestDesign(horizon: 2, extent: .windows(5), refit: refit), seasonLength: nil
            ).folds
        }
        #expect(try folds(.never) == [0..<5])
        #expect(try folds(.always) == [0..<1, 1..<2, 2..<3, 3..<4, 4..<5])
        #expect(try folds(.every(2)) == [0..<2, 2..<4, 4..<5])
    }

    @Test func `a rolling window begins so many rows before the fit`() throws {
        let panel = samplePanel((0..<30).map(Double.init))
        let rows = { (window: BacktestDesign.TrainingWindow) in
            let design = BacktestDesign(horizon: 2, extent: .windows(3), window: window, refit: .always)
            let schedule = try OriginSchedule(panel, design: design, seasonLength: nil)
            return (0..<3).map { schedule.trainingRows(of: panel.series[0], fold: $0) }
        }
        #expect(try rows(.expanding) == [0..<24, 0..<26, 0..<28])
        #expect(try rows(.rolling(rows: 10)) == [14..<24, 16..<26, 18..<28])
        #expect(try rows(.rolling(rows: nil)) == [0..<24, 2..<26, 4..<28])
    }

    @Test func `every series is cut at the same times, found in the one that ends last`() throws {
        var panel = samplePanel((0..<30).map(Double.init), (0..<30).map(Double.init))
        panel.series[0] = panel.series[0].rows(0..<27)
        let schedule = try OriginSchedule(
            panel, design: BacktestDesign(horizon: 2, extent: .windows(3)), seasonLength: nil)
        #expect(schedule.cutoffs.map(\.ticks) == [23, 25, 27])
        #expect(schedule.windows(of: panel.series[0], fold: 0).map(\.cut) == [24])
        #expect(schedule.windows(of: panel.series[1], fold: 0).map(\.cut) == [24, 26, 28])
    }

    @Test func `missing values after the last observed one are as if their rows were not there`() throws {
        var panel = samplePanel((0..<20).map(Double.init))
        panel.series[0].values[18] = .nan
        panel.series[0].values[19] = .nan
        let schedule = try OriginSchedule(
            panel, design: BacktestDesign(horizon: 3, extent: .windows(1)), seasonLength: nil)
        #expect(schedule.cutoffs.map(\.ticks) == [14])
    }
}
