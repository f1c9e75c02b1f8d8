import ForecastTestSupport
import Numerics
import Testing
import TimeSeries

@testable import Models

@Suite struct ConformalCalibrationTests {
    private func level(_ text: String) throws -> PredictionLevel { try PredictionLevel(parsing: text) }

    /// A calibration of one series and one step with these residuals, oldest first.
    private func calibration(_ residuals: [Double], takesLogarithm: Bool = false) -> ConformalCalibration {
        var calibration = ConformalCalibration(seriesCount: 1, horizon: 1, takesLogarithm: takesLogarithm)
        for residual in residuals { calibration.add(series: 0, forecast: [0.0], actual: [residual]) }
        return calibration
    }

    private func radius(_ calibration: ConformalCalibration, _ level: PredictionLevel, series: Int = 0) -> Double {
        calibration.band(series: series, level: level).reach[0]
    }

    @Test func `a radius is the smallest residual that enough of the residuals do not exceed`() throws {
        var numbers = SplitMix64(seed: 3)
        for count in 1...60 {
            // Coarse, so that there are ties.
            let signed = (0..<count).map { _ in Double(Int.random(in: -12...12, using: &numbers)) }
            for text in ["1", "25", "50", "80", "90", "95", "97.5", "99"] {
                let level = try level(text)
                // At least (n+1)(1−α) of the n residuals, in units of 1/1,000,000, or nothing.
                let bruteForce = signed.map(abs).sorted().first { candidate in
                    signed.count { abs($0) <= candidate } * 1_000_000 >= (count + 1) * level.tenThousandths
                }
                let own = radius(calibration(signed), level)
                #expect(bruteForce.map { own == $0 } ?? own.isNaN, "\(count) residuals, \(text)%")
                #expect(own.isNaN == (count < level.neededResiduals))
            }
        }
    }

    @Test func `known ranks: the 4th of 4 for 80%, the 9th of 10 for 80%, the 19th of 19 for 95%`() throws {
        #expect(try radius(calibration([4, -1, 3, 2]), level("80")) == 4)
        #expect(try radius(calibration([3, 1, 2]), level("80")).isNaN)
        #expect(try radius(calibration((1...10).map { -Double($0) }), level("80")) == 9)
        #expect(try radius(calibration((1...19).map(Double.init)), level("95")) == 19)
        #expect(try radius(calibration((1...18).map(Double.init)), level("95")).isNaN)
    }

    // Vovk et al. 2005, Lei et al. 2018: with n exchangeable residuals and no ties the share covered is exactly
    // ⌈(n+1)(1−α)⌉ / (n+1), whatever their distribution.
    @Test(arguments: [4, 9, 19, 37, 80])
    func `exchangeable actuals are covered as often as promised, whatever their distribution`(count: Int) throws {
        let trials = 4000
        var numbers = SplitMix64(seed: UInt64(count))
        for text in ["50", "80", "95"] {
            let level = try level(text)
            guard level.neededResiduals <= count else { continue }
            var covered = 0
            for _ in 0..<trials {
                // Skewed and heavy-tailed: the ratio of two uniform numbers.
                let draws = (0...count).map { _ in
                    Double.random(in: -0.3..<1, using: &numbers) / (1 - Double.random(in: 0..<1, using: &numbers))
                }
                let band = calibration(Array(draws.dropLast())).band(series: 0, level: level)
                let bounds = band.bounds(around: [0])
                if bounds.lower[0] <= draws[count] && draws[count] <= bounds.upper[0] { covered += 1 }
            }
            let promised = Double(level.rank(among: count)) / Double(count + 1)
            let deviation = (promised * (1 - promised) / Double(trials)).squareRoot()
            let share = Double(covered) / Double(trials)
            #expect(abs(share - promised) < 4 * deviation + 1e-9, "\(text)%: \(share), not \(promised)")
            #expect(promised >= level.percent / 100)
        }
    }

    @Test func `a higher level is never narrower, at any number of windows`() throws {
        let levels = try ["1", "20", "50", "80", "90", "95", "98", "98.9", "99", "99.2", "99.5"].map(level)
        for count in [1, 5, 19, 79, 80, 81, 99, 150, 199, 200, 260] {
            var numbers = SplitMix64(seed: UInt64(count))
            let all = calibration((0..<count).map { _ in Double.random(in: 0.1..<3, using: &numbers) })
            let radii = levels.map { radius(all, $0) }
            let defined = radii.prefix { !$0.isNaN }
            #expect(radii.dropFirst(defined.count).allSatisfy { $0.isNaN }, "\(count) windows")
            #expect(zip(defined, defined.dropFirst()).allSatisfy { $0 <= $1 }, "\(count) windows")
        }
    }

    @Test func `only the latest windows count, as many more as a high level needs`() throws {
        // 100 old residuals of 9, then 80 of 1: the old ones are forgotten, but for levels that 80 are too few for.
        let shifted = calibration(Array(repeating: 9, count: 100) + Array(repeating: 1, count: 80))
        #expect(shifted.recentWindows == 80)
        #expect(try ["50", "80", "95", "98.7"].map { radius(shifted, try level($0)) } == [1, 1, 1, 1])
        #expect(try ["99", "99.4"].map { radius(shifted, try level($0)) } == [9, 9])
        #expect(try radius(shifted, level("99.5")).isNaN)
    }

    @Test func `seven horizons are recent, at least 80 windows and at most all that are kept`() {
        let recent = [1, 7, 11, 12, 24, 28, 29, 720, .max].map { ConformalCalibration.recentWindows(horizon: $0) }
        #expect(recent == [80, 80, 80, 84, 168, 196, 200, 200, 200])
    }

    @Test func `the oldest window gives way when there are too many, so that added ones roll forward`() throws {
        let longest = ConformalCalibration.longest
        let all = (0..<longest + 57).map { Double($0 * $0 % 1009) }
        #expect(calibration(all) == calibration(Array(all.suffix(longest))))
        #expect(calibration(all).residualCount(series: 0, horizon: 1) == longest)
    }

    @Test func `steps and series do not mix, and a missing actual is no residual`() throws {
        var calibration = ConformalCalibration(seriesCount: 2, horizon: 3, takesLogarithm: false)
        for window in 1...10 {
            let size = Double(window)
            calibration.add(
                series: 0, forecast: [0, 0, 0], actual: [size, -10 * size, window < 4 ? 100 * size : .nan])
            calibration.add(series: 1, forecast: [size, size, size], actual: [size, size + 0.5, 0])
        }
        #expect(try calibration.band(series: 0, level: level("80")).reach.prefix(2) == [9, 90])
        #expect(try calibration.band(series: 0, level: level("80")).reach[2].isNaN)
        #expect(try calibration.band(series: 0, level: level("60")).reach[2] == 300)
        #expect(try calibration.band(series: 1, level: level("80")).reach == [0, 0.5, 9])
        #expect(calibration.residualCount(series: 0, horizon: 2) == 10)
        #expect(calibration.residualCount(series: 0, horizon: 3) == 3)
    }

    @Test func `with logarithms the band is a factor, and bounds of positive forecasts are positive`() throws {
        var calibration = ConformalCalibration(seriesCount: 1, horizon: 1, takesLogarithm: true)
        for factor in [2.0, 0.25, 8, 1.5] { calibration.add(series: 0, forecast: [10], actual: [10 * factor]) }
        let band = try calibration.band(series: 0, level: level("80"))
        #expect(band.isMultiplicative && abs(band.reach[0] - 8) < 1e-12)
        var numbers = SplitMix64(seed: 11)
        for _ in 0..<1000 {
            let forecast = ReproducibleMath.exp(Double.random(in: -600...600, using: &numbers))
            let bounds = band.bounds(around: [forecast])
            #expect(bounds.lower[0] > 0 && bounds.lower[0] <= forecast && forecast <= bounds.upper[0])
        }
    }

    @Test(arguments: [(false, Double.infinity, 1.0), (false, .nan, 1), (true, 1, 0), (true, 1, -2), (true, 0, 1)])
    func `a forecast that cannot be compared counts as the largest residual, and makes no bound`(
        takesLogarithm: Bool, forecast: Double, actual: Double
    ) throws {
        var calibration = ConformalCalibration(seriesCount: 1, horizon: 1, takesLogarithm: takesLogarithm)
        for _ in 0..<8 { calibration.add(series: 0, forecast: [2], actual: [2]) }
        calibration.add(series: 0, forecast: [forecast], actual: [actual])
        #expect(try radius(calibration, level("80")) == (takesLogarithm ? 1 : 0))
        let top = try level("90")
        #expect(radius(calibration, top).isNaN)
        let error = #expect(throws: IntervalError.self) { try calibration.check([top], horizon: 1) }
        #expect(error == .unbounded(top, takesLogarithm: takesLogarithm))
    }
}
