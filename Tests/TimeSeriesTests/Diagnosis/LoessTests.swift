import ForecastTestSupport
import Testing

@testable import TimeSeries

@Suite struct LoessTests {
    @Test(arguments: [(5, 1), (7, 1), (31, 4), (99, 10)])
    func `a line is its own local lines, up to both ends, however few places are fitted`(window: Int, jump: Int) {
        let line = (0..<50).map { 3 - 0.5 * Double($0) }
        let smooth = Loess(window: window, degree: 1, jump: jump).smooth(line, weights: nil)
        #expect(zip(smooth, line).allSatisfy { abs($0 - $1) < 1e-10 })
    }

    @Test func `a local constant in the middle is the tricube mean of its window`() {
        let values = normalNoise(9, seed: 3)
        let smooth = Loess(window: 5, degree: 0, jump: 1).smooth(values, weights: nil)
        // Reach 2: distances 0, 1 and 2 weigh 1, (1 − 1/8)³ and 0.
        let near = 0.669921875
        let expected = (near * values[3] + values[4] + near * values[5]) / (1 + 2 * near)
        #expect(agree(smooth[4], expected, to: 1e-12))
    }

    @Test func `a value without weight is not seen, and where none has a weight the value stands`() {
        var values = [Double](repeating: 2, count: 9)
        values[4] = 1e6
        var weights = [Double](repeating: 1, count: 9)
        weights[4] = 0
        let loess = Loess(window: 5, degree: 1, jump: 1)
        #expect(loess.smooth(values, weights: weights).allSatisfy { agree($0, 2, to: 1e-12) })
        #expect(loess.smooth(values, weights: [Double](repeating: 0, count: 9)) == values)
    }

    @Test func `one value, and two, are smoothed to themselves`() {
        #expect(Loess(window: 3, degree: 1, jump: 1).smooth([5], weights: nil) == [5])
        #expect(Loess(window: 3, degree: 1, jump: 9).smooth([5, 5], weights: nil) == [5, 5])
    }
}
