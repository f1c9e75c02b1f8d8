import ForecastTestSupport
import Testing

@testable import CSVIngestion

@Suite struct LineNumbersTests {
    @Test func `every row keeps its line, whatever the distances`() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<200 {
            var lines = LineNumbers()
            var expected: [Int] = []
            var line = Int.random(in: 1...5, using: &random)
            for _ in 0..<Int.random(in: 1...60, using: &random) {
                lines.append(line)
                expected.append(line)
                line += Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 1...9, using: &random) : 3
            }
            #expect(expected.indices.map { lines[$0] } == expected)
        }
    }
}
