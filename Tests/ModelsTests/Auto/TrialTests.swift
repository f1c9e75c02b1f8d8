import ForecastTestSupport
import Testing
import TimeSeries
import Windowing

@testable import Models

@Suite struct TrialTests {
    private func trial(rows: Int, season: Int?, horizon: Int) throws -> Trial? {
        let windows = try WindowShape(inputLength: 1, horizon: horizon)
        return try Trial(
            samplePanel((0..<rows).map { Double($0 % 5) }), task: ForecastTask(windows: windows, seasonLength: season))
    }

    /// Of 35 rows five would be left, which decide nothing.
    @Test(arguments: [(24, 12), (35, 23), (36, 30), (41, 30), (42, 30), (48, 36), (60, 48)])
    func `what is tried has seen two and a half seasons, where that leaves rows to try it on`(
        rows: Int, learned: Int
    ) throws {
        #expect(try trial(rows: rows, season: 12, horizon: 12)?.learnedRows == learned)
    }

    @Test func `without a season the stretch is as long as validation rows are`() throws {
        #expect(try trial(rows: 36, season: nil, horizon: 12)?.learnedRows == 24)
        #expect(try trial(rows: 2, season: nil, horizon: 12) == nil)
    }
}
