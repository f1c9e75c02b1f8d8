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
        let values = try datasetColumn("close", of: "prices.csv")
        let diagnosis = SeriesDiagnosis(values, seasonLength: 5)
        #expect(diagnosis.differences == 1)
        // A season that may change follows some of any walk: what the week explains is what it explains of such.
        let walks = try (UInt64(0)..<40).map { seed in
            let walk = SeriesDiagnosis(randomWalk(values.count, seed: seed), seasonLength: 5)
            return try #require(walk.seasonStrength)
        }
        let strength = try #require(diagnosis.seasonStrength)
        let (lowest, highest) = (try #require(walks.min()), try #require(walks.max()))
        #expect(strength > lowest && strength < highest && highest < 0.35, "\(strength), \(lowest) to \(highest)")
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
