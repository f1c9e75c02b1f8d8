import ForecastTestSupport
import Testing
import TimeSeries

@testable import Models

@Suite struct MeanForecasterTests {
    private func predict(_ values: [Double], _ origins: [Int], _ horizon: Int) throws -> [[Double]] {
        try MeanModel().predict(sampleSeries(values), index: 0, origins: origins, horizon: horizon)
    }

    @Test func `it is statsforecast's on every dataset`() throws {
        let errors = try BaselineGolden.all().compactMap { try $0.error(of: MeanModel()) }
        #expect(errors.count == 66)
        #expect(errors.allSatisfy { $0 < 1e-13 })
    }

    @Test func `every step is the mean of all values before the origin`() throws {
        #expect(try predict([1, 2, 6, 7], [1, 2, 3, 4], 2) == [[1, 1], [1.5, 1.5], [3, 3], [4, 4]])
    }

    @Test func `missing values are left out`() throws {
        #expect(try predict([.nan, 2, .nan, 6, .nan], [2, 3, 5], 1) == [[2], [2], [4]])
    }

    @Test func `a later origin goes on where an earlier one ended`() throws {
        // Were each of the 50,000 origins to read its past anew, this would take a second or more, not a moment.
        let count = 50_000
        let series = sampleSeries((0..<count).map(Double.init))
        let clock = ContinuousClock()
        let time = try clock.measure {
            let means = try MeanModel().predict(series, index: 0, origins: Array(1...count), horizon: 1)
            #expect(means[count - 1] == [Double(count - 1) / 2])
        }
        #expect(time < .milliseconds(500))
    }
}
