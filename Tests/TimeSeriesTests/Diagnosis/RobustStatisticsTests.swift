import ForecastTestSupport
import Testing

@testable import TimeSeries

@Suite struct RobustStatisticsTests {
    @Test func `the median is that of the sorted values, whatever their number and order`() {
        var numbers = SplitMix64(seed: 9)
        for count in Array(1...9) + [63, 64, 65, 66, 500, 501] {
            for distinct in [2, 5, 1000] {
                let values = (0..<count).map { _ in Double(Int.random(in: 0..<distinct, using: &numbers)) }
                let sorted = values.sorted()
                let expected = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
                #expect(RobustStatistics.median(values) == expected)
                #expect(RobustStatistics.median(sorted) == expected)
                #expect(RobustStatistics.median(sorted.reversed()) == expected)
            }
        }
        #expect(RobustStatistics.median([]) == nil)
    }

    @Test func `the spread of normal noise is its standard deviation, in spite of one wild value in ten`() throws {
        var noise = normalNoise(20_000, seed: 2).map { 5 + 3 * $0 }
        let (centre, spread) = try #require(RobustStatistics.centreAndSpread(noise))
        #expect(abs(centre - 5) < 0.1 && abs(spread - 3) < 0.1)
        for row in stride(from: 0, to: noise.count, by: 10) { noise[row] = 1e9 }
        #expect(try #require(RobustStatistics.centreAndSpread(noise)).spread < 4)
    }

    @Test func `where most values are equal the mean deviation takes the place of the median one`() throws {
        let (centre, spread) = try #require(RobustStatistics.centreAndSpread([5, 5, 5, 5, 9]))
        #expect(centre == 5)
        #expect(agree(spread, 0.8 * 1.2533141373155001, to: 1e-12))
    }
}
