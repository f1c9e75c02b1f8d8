import ForecastTestSupport
import Testing

@testable import TimeSeries

@Suite struct StationarityTestTests {
    @Test func `the statistic of the datasets and of their differences is that of statsmodels`() throws {
        for golden in try DiagnosisGolden.all() {
            var values = try golden.values()
            for expected in golden.stationarity {
                let test = StationarityTest(values)
                #expect(test.lags == expected.lags)
                #expect(agree(test.statistic, expected.statistic))
                values = zip(values.dropFirst(), values).map { $0 - $1 }
            }
        }
    }

    @Test func `noise needs no difference, a random walk one, and the sum of a random walk two`() {
        let noise = normalNoise(500, seed: 4)
        let walk = randomWalk(500, seed: 4)
        var sum = 0.0
        let twice = walk.map { step -> Double in
            sum += step
            return sum
        }
        #expect([noise, walk, twice].map(StationarityTest.differences) == [0, 1, 2])
    }

    @Test func `a stationary series is rejected about one time in twenty`() {
        let rejected = (0..<400).count { StationarityTest(normalNoise(300, seed: UInt64($0))).isRejected }
        #expect((8...34).contains(rejected), "\(rejected) of 400")
    }

    @Test func `a constant series and few values are stationary`() {
        #expect(StationarityTest([3, 3, 3, 3, 3]).statistic == 0)
        #expect(StationarityTest.differences(of: [3, 3, 3, 3, 3]) == 0)
        #expect(StationarityTest.differences(of: [1, 9]) == 0)
    }
}
