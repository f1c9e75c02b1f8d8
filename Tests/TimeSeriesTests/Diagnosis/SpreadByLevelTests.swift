import ForecastTestSupport
import Testing

@testable import TimeSeries

@Suite struct SpreadByLevelTests {
    private let noise = normalNoise(480, seed: 3)

    @Test func `noise in proportion to a level that grows calls for logarithms, noise of one size does not`() {
        let level = (0..<480).map { 100 + Double($0) }
        let proportional = zip(level, noise).map { $0 * (1 + 0.05 * $1) }
        let even = zip(level, noise).map { $0 + 5 * $1 }
        #expect(SpreadByLevel.callsForLogarithm(proportional, window: 24))
        #expect(!SpreadByLevel.callsForLogarithm(even, window: 24))
    }

    @Test func `a level that hardly changes says nothing, and neither does a series with a value that is not positive`()
    {
        #expect(!SpreadByLevel.callsForLogarithm(noise.map { 100 + $0 }, window: 24))
        var values = (0..<480).map { (100 + Double($0)) * (1 + 0.05 * noise[$0]) }
        values[5] = 0
        #expect(!SpreadByLevel.callsForLogarithm(values, window: 24))
        #expect(!SpreadByLevel.callsForLogarithm(Array(values[10..<60]), window: 24))
    }
}
