import ForecastTestSupport
import ModelTestSupport
import Testing
import TimeSeries

@testable import Models

@Suite struct Naive2ForecasterTests {
    private func predict(_ values: [Double], season: Int, _ origin: Int, _ horizon: Int) throws -> [Double] {
        try Naive2Model(seasonLength: season)
            .predict(sampleSeries(values), index: 0, origins: [origin], horizon: horizon)[0]
    }

    @Test func `it is the organisers' with the acf and the decomposition of statsmodels`() throws {
        let goldens = try BaselineGolden.all()
        for golden in goldens {
            let error = try #require(try golden.error(of: Naive2Model(seasonLength: golden.season)))
            #expect(error < 1e-12, "\(golden.file), season \(golden.season), origin \(golden.origin)")
            let expected = try #require(golden.forecasts["Naive2"])
            #expect((Set(expected).count > 1) == golden.isSeasonal)
        }
        #expect(goldens.count == 66 && goldens.count { $0.isSeasonal } == 26)
    }

    /// One high value a season: its autocorrelation is beyond chance as soon as the three seasons are there.
    private static let peaks = (0..<64).map { $0 % 8 == 3 ? 10.0 : 1 }

    @Test func `the season is taken out from the third one on`() throws {
        let forecast = try predict(Self.peaks, season: 8, 24, 16)
        for (own, value) in zip(forecast, Self.peaks) { #expect(abs(own - value) < 1e-14) }
        #expect(try predict(Self.peaks, season: 8, 23, 16) == [Double](repeating: 1, count: 16))
    }

    @Test
    func `a value that is not positive, a season of one row or a series without season leaves the naive forecast`()
        throws
    {
        for value in [0, -1.0] {
            var values = Self.peaks
            values[17] = value
            #expect(try predict(values, season: 8, 64, 9) == [Double](repeating: 1, count: 9))
            // From 12 on the row is none of its own past.
            #expect(try Set(predict(values, season: 4, 12, 9)).count == 1)
        }
        #expect(try predict(Self.peaks, season: 1, 60, 9) == [Double](repeating: 10, count: 9))
        #expect(try predict(Self.peaks, season: 5, 60, 9) == [Double](repeating: 10, count: 9))
        #expect(throws: BaselineError.seasonBelowOne(0)) { try Naive2Model(seasonLength: 0) }
    }

    @Test func `missing values leave the season and its phase where they are`() throws {
        let whole = try predict(Self.peaks, season: 8, 64, 16)
        for missing in [[0], [0, 1, 2, 3], [20, 21], [63], [59, 60, 61, 62, 63], [0, 30, 63]] {
            var values = Self.peaks
            for row in missing { values[row] = .nan }
            let forecast = try predict(values, season: 8, 64, 16)
            for (own, value) in zip(forecast, whole) { #expect(abs(own - value) < 1e-12, "\(missing)") }
        }
    }

    @Test func `it reads the whole history only where it has a season`() throws {
        let series = sampleSeries([.nan] + Self.peaks)
        #expect(try Naive2Model(seasonLength: 8).firstContextRow(of: series) == 1)
        #expect(try Naive2Model(seasonLength: 1).firstContextRow(of: series) == 64)
        var plan = try smallPlan()
        plan.seasonLength = nil
        #expect(try fit(Naive2Forecaster(), wavyPanel(), plan).contextLength == 1)
        #expect(try !fit(Naive2Forecaster(), wavyPanel(), plan).readsWholeHistory)
    }
}
