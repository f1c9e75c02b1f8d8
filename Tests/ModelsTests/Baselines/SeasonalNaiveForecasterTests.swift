import Diagnostics
import ForecastTestSupport
import Testing
import TimeSeries

@testable import Models

@Suite struct SeasonalNaiveForecasterTests {
    private func predict(_ values: [Double], season: Int, _ origins: [Int], _ horizon: Int) throws -> [[Double]] {
        try SeasonalNaiveModel(seasonLength: season)
            .predict(sampleSeries(values), index: 0, origins: origins, horizon: horizon)
    }

    @Test func `the last season is repeated, however long the horizon`() throws {
        #expect(try predict([9, 9, 9, 1, 2, 3], season: 3, [6], 8) == [[1, 2, 3, 1, 2, 3, 1, 2]])
        #expect(try predict([9, 9, 9, 1, 2, 3], season: 3, [5], 2) == [[9, 1]])
    }

    @Test func `a missing value is that of the same place one season earlier`() throws {
        #expect(try predict([1, 2, 3, 4, .nan, 6, .nan, .nan, 9], season: 3, [9], 4) == [[4, 2, 9, 4]])
    }

    @Test func `a season of one row is the naive forecast`() throws {
        let series = sampleSeries([3, 1, .nan, 4, 1, 5, .nan])
        let origins = Array(1...7)
        let naive = try NaiveModel().predict(series, index: 0, origins: origins, horizon: 3)
        #expect(try predict(series.values, season: 1, origins, 3) == naive)
    }

    @Test func `a series that repeats itself is forecast without error`() throws {
        let values = (0..<60).map { Double($0 % 7) }
        for origin in 7..<50 {
            #expect(try predict(values, season: 7, [origin], 10)[0] == Array(values[origin..<origin + 10]))
        }
    }

    @Test func `too few rows for the places needed is an error, and for others is none`() throws {
        #expect(throws: BaselineError.seasonUnobservedBefore(origin: 2, series: nil, time: "2", shorter: 2)) {
            try predict([1, 2, 3, 4], season: 3, [2], 1)
        }
        #expect(throws: BaselineError.seasonUnobservedBefore(origin: 4, series: nil, time: "the end", shorter: 2)) {
            try predict([1, .nan, 3, 4], season: 3, [4], 1)
        }
        #expect(try predict([.nan, 2, 3, 4], season: 3, [4], 1) == [[2]])
    }

    @Test func `values from the origin on are not read`() throws {
        let values = (0..<30).map(Double.init)
        for origin in 5...30 {
            let changed = values.enumerated().map { $0.offset < origin ? $0.element : -1 }
            #expect(try predict(values, season: 5, [origin], 12) == predict(changed, season: 5, [origin], 12))
        }
    }

    @Test func `a season below one row is bad usage`() throws {
        let error = try #require(throws: BaselineError.self) { try SeasonalNaiveModel(seasonLength: 0) }
        #expect(error.exitStatus == .usage)
        #expect(error.fix.contains("--season"))
    }

    @Test func `its names are those of the command line and the column`() throws {
        #expect(SeasonalNaiveForecaster().identifier == "seasonal-naive")
        #expect(SeasonalNaiveForecaster().columnName == "SeasonalNaive")
        #expect(try SeasonalNaiveModel(seasonLength: 12).contextLength == 12)
    }
}
