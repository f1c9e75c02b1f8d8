import Testing

@testable import TimeSeries

@Suite struct CenteredMovingAverageTests {
    private func average(_ values: [Double], _ season: Int) -> [Double] {
        CenteredMovingAverage.of(values[...], seasonLength: season)
    }

    @Test func `an odd season is averaged about its middle row`() {
        #expect(average([1, 2, 6, 4, 11], 1) == [1, 2, 6, 4, 11])
        let means: [Double] = [3, 4, 7]
        for (own, expected) in zip(average([1, 2, 6, 4, 11], 3), means) { #expect(abs(own - expected) < 1e-15) }
    }

    @Test func `the outer rows of an even season count half`() {
        #expect(average([1, 2, 6, 4, 12], 4) == [4.625])
        #expect(average([1, 2, 6, 4], 2) == [2.75, 4.5])
    }

    @Test func `a season is averaged away, a line stays`() {
        for season in 2...9 {
            let rows = 0..<40
            let values = rows.map { 3 + 0.5 * Double($0) + Double(($0 % season) * ($0 % season)) }
            let line = rows.map {
                3 + 0.5 * Double($0) + (0..<season).reduce(0) { $0 + Double($1 * $1) } / Double(season)
            }
            let own = average(values, season)
            #expect(own.count == 40 - 2 * (season / 2))
            for (own, level) in zip(own, line[(season / 2)...]) { #expect(abs(own - level) < 1e-12) }
        }
    }

    @Test func `a missing row leaves no average around it, and a short series none at all`() {
        #expect(average([1, .nan, 3, 4, 5, 6, 7], 3).map(\.isNaN) == [true, true, false, false, false])
        #expect(average([1, 2], 3).isEmpty && average([1, 2, 3, 4], 4).isEmpty && average([], 1).isEmpty)
    }
}
