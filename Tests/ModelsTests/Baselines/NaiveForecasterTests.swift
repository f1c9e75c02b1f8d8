import ForecastTestSupport
import Testing
import TimeSeries

@testable import Models

@Suite struct NaiveForecasterTests {
    private func predict(_ values: [Double], _ origins: [Int], _ horizon: Int) throws -> [[Double]] {
        try NaiveModel().predict(sampleSeries(values), index: 0, origins: origins, horizon: horizon)
    }

    @Test func `every step is the last value before the origin`() throws {
        #expect(try predict([1, 2, 3, 4], [1, 4], 3) == [[1, 1, 1], [4, 4, 4]])
    }

    @Test func `missing values are skipped backwards`() throws {
        #expect(try predict([7, .nan, .nan, 9], [3], 2) == [[7, 7]])
    }

    @Test func `an origin without a value before it is an error that says where`() throws {
        for origin in [0, 2] {
            let error = try #require(throws: BaselineError.self) { try predict([.nan, .nan, 5], [origin], 1) }
            #expect(error == .nothingObservedBefore(origin: origin, series: nil, time: "\(origin)"))
        }
    }

    @Test func `values from the origin on are not read`() throws {
        let values = (0..<20).map(Double.init)
        for origin in 1...20 {
            let changed = values.enumerated().map { $0.offset < origin ? $0.element : -1 }
            #expect(try predict(values, [origin], 4) == predict(changed, [origin], 4))
        }
    }

    @Test func `its names are those of the command line and the column`() {
        #expect(NaiveForecaster().identifier == "naive")
        #expect(NaiveForecaster().columnName == "Naive")
        #expect(NaiveModel().columnName == "Naive")
    }
}
