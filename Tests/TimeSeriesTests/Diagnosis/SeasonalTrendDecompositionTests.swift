import ForecastTestSupport
import Testing

@testable import TimeSeries

@Suite struct SeasonalTrendDecompositionTests {
    @Test func `season, trend and their strengths are those of statsmodels' STL, robust or not, with jumps or without`()
        throws
    {
        for golden in try DiagnosisGolden.all() {
            let values = try golden.values()
            for expected in golden.decompositions {
                var smoothness = SeasonalTrendDecomposition.Smoothness()
                smoothness.robust = expected.robust
                smoothness.jumps = expected.jumps
                let own = SeasonalTrendDecomposition(values[...], seasonLength: expected.season, smoothness: smoothness)
                let size = values.reduce(0) { max($0, abs($1)) }
                #expect(zip(own.season, expected.seasonal).allSatisfy { abs($0 - $1) < 1e-10 * size })
                #expect(zip(own.trend.suffix(60), expected.trend).allSatisfy { abs($0 - $1) < 1e-10 * size })
                #expect(agree(try #require(own.seasonStrength), expected.seasonStrength))
                #expect(agree(try #require(own.trendStrength), expected.trendStrength))
            }
        }
    }

    @Test func `the parts add up to the values, and what is missing has no remainder`() {
        var values = zip(wave(200, period: 12, size: 3), normalNoise(200, seed: 1)).map { $0 + $1 }
        for row in [0, 57, 58, 59, 199] { values[row] = .nan }
        for season in [nil, 12] {
            let parts = SeasonalTrendDecomposition(values[...], seasonLength: season)
            for row in values.indices {
                #expect(values[row].isNaN == parts.remainder[row].isNaN)
                #expect(parts.season[row].isFinite && parts.trend[row].isFinite)
                guard !values[row].isNaN else { continue }
                #expect(agree(parts.season[row] + parts.trend[row] + parts.remainder[row], values[row]))
            }
        }
    }

    @Test func `missing values lie on the line between their neighbours, or equal the nearest`() {
        let values: [Double] = [.nan, .nan, 4, .nan, .nan, 10, .nan]
        #expect(SeasonalTrendDecomposition.interpolated(values[...]) == [4, 4, 4, 6, 8, 10, 10])
        #expect(SeasonalTrendDecomposition.interpolated(values[2...5]) == [4, 6, 8, 10])
    }

    @Test func `a pure season is all season, a pure line is all trend, and neither is nothing of either`() throws {
        let season = SeasonalTrendDecomposition(wave(240, period: 12)[...], seasonLength: 12)
        #expect(try #require(season.seasonStrength) > 0.999)
        let line = SeasonalTrendDecomposition((0..<240).map { Double($0) }[...], seasonLength: 12)
        #expect(try #require(line.trendStrength) > 0.999)
        let flat = SeasonalTrendDecomposition([Double](repeating: 7, count: 100)[...], seasonLength: nil)
        #expect(flat.seasonStrength == nil && flat.remainder.allSatisfy { abs($0) < 1e-14 })
    }

    @Test func `with robust passes neither season nor trend follows an outlier`() {
        let clean = wave(240, period: 12, size: 3)
        var spoiled = clean
        spoiled[100] += 1000
        var plain = SeasonalTrendDecomposition.Smoothness()
        plain.robust = 0
        // As many as R's stl and statsmodels make; two are on the way there.
        var thorough = plain
        thorough.robust = 15
        let robust = SeasonalTrendDecomposition(spoiled[...], seasonLength: 12, smoothness: thorough)
        let followed = SeasonalTrendDecomposition(spoiled[...], seasonLength: 12, smoothness: plain)
        #expect(abs(robust.remainder[100] - 1000) < 1)
        #expect(abs(followed.remainder[100] - 1000) > 100)
    }
}
