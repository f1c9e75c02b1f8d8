import ForecastTestSupport
import Testing

@testable import TimeSeries

@Suite struct SeriesDiagnosisTests {
    @Test func `the temperatures have a season, no trend to difference away, and the warm months of 1983`() throws {
        let values = try datasetColumn("temperature", of: "temperature.csv")
        let diagnosis = SeriesDiagnosis(values, seasonLength: 12)
        #expect(diagnosis.rows == 732 && diagnosis.missing == 0)
        #expect(diagnosis.minimum == 18.95 && diagnosis.maximum == 29.24)
        #expect(try #require(diagnosis.seasonStrength) > 0.9)
        #expect(diagnosis.differences == 0)
        #expect(diagnosis.stationarity?.isRejected == false)
        #expect(!diagnosis.callsForLogarithm)
        #expect(diagnosis.levelShifts.isEmpty && diagnosis.constantStretches.isEmpty)
        // June 1983, at the end of the strongest El Niño of the century.
        #expect(diagnosis.outliers.contains { $0.row == 401 })
    }

    @Test func `the prices are a walk without a season`() throws {
        let diagnosis = SeriesDiagnosis(try datasetColumn("close", of: "prices.csv"), seasonLength: 5)
        #expect(diagnosis.differences == 1)
        #expect(try #require(diagnosis.seasonStrength) < 0.2)
        #expect(try #require(diagnosis.trendStrength) > 0.99)
        #expect(diagnosis.levelShifts.isEmpty)
    }

    @Test(
        arguments: [[], [5], [.nan], [.nan, .nan, 3], [1, 2], [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, .nan]] as [[Double]])
    func `too few values, none at all and equal ones are described as far as they can be`(values: [Double]) {
        let diagnosis = SeriesDiagnosis(values, seasonLength: 2)
        #expect(diagnosis.rows == values.count)
        #expect(diagnosis.missing == values.count { $0.isNaN })
        #expect(diagnosis.minimum == values.filter { !$0.isNaN }.min())
        #expect(diagnosis.seasonStrength == nil && diagnosis.stationarity == nil && diagnosis.outliers.isEmpty)
    }

    @Test func `of a long series the last rows are analysed, and places are those of the whole series`() {
        var values = normalNoise(3000, seed: 17)
        values[500] += 30
        values[2500] += 30
        let diagnosis = SeriesDiagnosis(values, seasonLength: nil, mostRows: 1000)
        #expect(diagnosis.analysedRows == 2000..<3000)
        #expect(diagnosis.outliers.map(\.row) == [2500])
        #expect(SeriesDiagnosis(values, seasonLength: nil).outliers.map(\.row) == [500, 2500])
    }

    @Test func `huge and tiny values give finite numbers`() {
        for scale in [1e-300, 1e300] {
            let values = normalNoise(200, seed: 4).map { $0 * scale }
            let diagnosis = SeriesDiagnosis(values, seasonLength: 12)
            for number in [diagnosis.seasonStrength, diagnosis.trendStrength, diagnosis.forecastability] {
                #expect(number.map { (0...1).contains($0) } ?? true)
            }
        }
    }
}
