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

    @Test func `lines appended in parts are those appended one by one`() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<300 {
            var whole = LineNumbers()
            var joined = LineNumbers()
            var expected: [Int] = []
            var line = 0
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                var part = LineNumbers()
                let before = line
                for _ in 0..<Int.random(in: 0...12, using: &random) {
                    line += Int.random(in: 0..<4, using: &random) == 0 ? 3 : 1
                    whole.append(line)
                    part.append(line - before)
                    expected.append(line)
                }
                joined.append(part, shiftedBy: before)
            }
            #expect(expected.indices.map { joined[$0] } == expected)
            #expect(expected.indices.map { whole[$0] } == expected)
        }
    }
}
