import ForecastTestSupport
import Testing
import TimeSeries

@testable import Models

@Suite struct DriftForecasterTests {
    private func predict(_ values: [Double], _ origins: [Int], _ horizon: Int) throws -> [[Double]] {
        try DriftModel().predict(sampleSeries(values), index: 0, origins: origins, horizon: horizon)
    }

    @Test func `it is statsforecast's on every dataset`() throws {
        let errors = try BaselineGolden.all().compactMap { try $0.error(of: DriftModel()) }
        #expect(errors.count == 60)
        #expect(errors.allSatisfy { $0 < 1e-13 })
    }

    @Test func `the line through the first and the last value goes on`() throws {
        #expect(try predict([1, 9, 2, 7, 100], [2, 4], 3) == [[17, 25, 33], [9, 11, 13]])
        #expect(try predict([5, 1], [2], 2) == [[-3, -7]])
    }

    @Test func `a single value has no slope`() throws {
        #expect(try predict([.nan, 4, .nan, 8], [2, 3], 2) == [[4, 4], [4, 4]])
    }

    @Test func `missing values at either end are rows that the line passes through`() throws {
        // Through (1, 2) and (3, 6): 2 a row; row 5 is two rows after the last value.
        #expect(try predict([.nan, 2, .nan, 6, .nan, 0], [5], 2) == [[10, 12]])
    }

    @Test func `a straight line is forecast without error`() throws {
        let values = (0..<40).map { 3 - 0.25 * Double($0) }
        for origin in 2..<30 { #expect(try predict(values, [origin], 10)[0] == Array(values[origin..<origin + 10])) }
    }

    @Test func `its context begins at the first observed row`() {
        let series = sampleSeries([.nan, .nan, 1, .nan, 2, 3])
        #expect(DriftModel().firstContextRow(of: series) == 2)
        #expect(DriftModel().readsWholeHistory)
    }
}
