import ForecastTestSupport
import Testing

@testable import TimeSeries

@Suite struct ConstantStretchTests {
    private func stretches(_ values: [Double]) -> [Range<Int>] { ConstantStretch.found(in: values).map(\.rows) }

    @Test func `a sensor that is stuck is found with its rows and its value`() {
        var values = normalNoise(1000, seed: 1)
        for row in 300..<312 { values[row] = 7 }
        for row in 990..<1000 { values[row] = -1 }
        #expect(
            ConstantStretch.found(in: values) == [
                ConstantStretch(rows: 300..<312, value: 7), ConstantStretch(rows: 990..<1000, value: -1),
            ])
    }

    @Test(arguments: [1.0, 2, 10])
    func `of a hundred series of rounded noise at most two have a stretch`(steps: Double) {
        let found = (0..<100).count { seed in
            !stretches(normalNoise(1000, seed: UInt64(seed)).map { ($0 * steps).rounded() }).isEmpty
        }
        #expect(found <= 2, "\(found) of 100")
    }

    @Test func `rows that seldom change are judged by how seldom`() {
        var numbers = SplitMix64(seed: 5)
        var level = 0.0
        var values = (0..<2000).map { _ in
            if Double.random(in: 0..<1, using: &numbers) < 0.1 { level += 1 }
            return level
        }
        #expect(stretches(values).isEmpty)
        for row in 1000..<1300 { values[row] = values[1000] }
        #expect(stretches(values).count == 1)
    }

    @Test func `missing values end a stretch, and a series that is constant throughout is none`() {
        var values = normalNoise(100, seed: 2)
        for row in 50..<60 { values[row] = row == 54 ? .nan : 3 }
        #expect(stretches(values) == [55..<60])
        #expect(stretches([Double](repeating: 4, count: 50)).isEmpty)
        #expect(stretches([Double](repeating: .nan, count: 50)).isEmpty)
        #expect(stretches([]).isEmpty)
    }
}
