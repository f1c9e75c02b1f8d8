import Diagnostics
import ForecastTestSupport
import ModelTestSupport
import Testing
import TimeSeries

@testable import Models

@Suite struct WindowAverageForecasterTests {
    private func predict(_ values: [Double], window: Int, _ origins: [Int], _ horizon: Int) throws -> [[Double]] {
        try WindowAverageModel(windowLength: window)
            .predict(sampleSeries(values), index: 0, origins: origins, horizon: horizon)
    }

    @Test func `it is statsforecast's on every dataset`() throws {
        let errors = try BaselineGolden.all().compactMap {
            try $0.error(of: WindowAverageModel(windowLength: $0.season))
        }
        #expect(errors.count == 56)
        #expect(errors.allSatisfy { $0 < 1e-13 })
    }

    @Test func `every step is the mean of the last values before the origin`() throws {
        #expect(try predict([9, 1, 2, 6, 5], window: 3, [4, 5], 2) == [[3, 3], [13.0 / 3, 13.0 / 3]])
    }

    @Test func `the window reaches back over missing values`() throws {
        #expect(try predict([9, 1, .nan, 3, .nan, .nan], window: 2, [6], 1) == [[2]])
    }

    @Test func `fewer values than a window are averaged all`() throws {
        #expect(try predict([1, 3, .nan], window: 8, [1, 3], 1) == [[1], [2]])
        #expect(try predict([1, 3], window: .max, [2], 1) == [[2]])
    }

    @Test func `the window is one season, or the input where there is none`() throws {
        var plan = try smallPlan(inputLength: 5)
        for (season, expected) in [(8, 8), (nil, 5)] {
            plan.seasonLength = season
            let fitted = try fit(WindowAverageForecaster(), wavyPanel(), plan)
            #expect(fitted.contextLength == expected)
            #expect(try WindowAverageForecaster().restore(fitted.state, plan: plan).contextLength == expected)
        }
    }

    @Test func `its context holds as many observed rows as the window, and no less than its length`() throws {
        let model = try WindowAverageModel(windowLength: 3)
        #expect(model.firstContextRow(of: sampleSeries([1, 2, 3, 4, 5])) == 2)
        #expect(model.firstContextRow(of: sampleSeries([1, 2, .nan, 4, .nan])) == 0)
        #expect(model.firstContextRow(of: sampleSeries([.nan, .nan, .nan, 4])) == 1)
    }

    @Test func `a window below one row is bad usage`() throws {
        let error = try #require(throws: BaselineError.self) { try WindowAverageModel(windowLength: 0) }
        #expect(error.exitStatus == .usage)
    }
}
