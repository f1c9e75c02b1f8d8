import ForecastTestSupport
import Testing

@testable import TimeSeries

@Suite struct LevelShiftTests {
    @Test(arguments: [nil, 12], [5.0, -8])
    func `a shift of known size is found at its row, with the levels on either side, and no outlier beside it`(
        season: Int?, size: Double
    ) throws {
        for seed in 0..<10 {
            var values = zip(wave(600, period: Double(season ?? 600), size: 3), normalNoise(600, seed: UInt64(seed)))
                .map { 20 + $0 + $1 }
            for row in 350..<600 { values[row] += size }
            let diagnosis = SeriesDiagnosis(values, seasonLength: season)
            let shift = try #require(diagnosis.levelShifts.first, "seed \(seed)")
            #expect(diagnosis.levelShifts.count == 1)
            #expect(abs(shift.row - 350) <= 1)
            #expect(abs(shift.after - shift.before - size) < 1.5)
            #expect(diagnosis.outliers.isEmpty)
        }
    }

    @Test func `weekends of hours are no shifts once the week is known, and a shift among them is found`() {
        var values = normalNoise(24 * 7 * 30, seed: 9).enumerated().map { row, noise in
            50 + wave(24, period: 24, size: 8)[row % 24] + (row / 24 % 7 < 5 ? 5 : 0) + noise
        }
        let alone = SeriesDiagnosis(values, seasonLength: 24)
        #expect(!alone.levelShifts.isEmpty)
        let both = SeriesDiagnosis(values, seasonLength: 24, longerSeason: 168)
        #expect(both.levelShifts.isEmpty && both.outliers.isEmpty)
        for row in 3000..<values.count { values[row] += 20 }
        let shifts = SeriesDiagnosis(values, seasonLength: 24, longerSeason: 168).levelShifts
        #expect(shifts.count == 1 && abs((shifts.first?.row ?? 0) - 3000) <= 1)
    }

    @Test func `there and back again are two shifts`() {
        var values = normalNoise(600, seed: 21)
        for row in 250..<400 { values[row] += 9 }
        #expect(SeriesDiagnosis(values, seasonLength: nil).levelShifts.map(\.row) == [250, 400])
    }

    @Test(arguments: ["noise", "random walk", "line", "wave"])
    func `of a hundred series without a shift at most one has one`(kind: String) {
        let found = (0..<100).count { seed in
            let noise = normalNoise(500, seed: UInt64(500 + seed))
            let values =
                switch kind {
                case "random walk": randomWalk(500, seed: UInt64(500 + seed))
                case "line": noise.enumerated().map { 0.1 * Double($0) + $1 }
                case "wave": zip(noise, wave(500, period: 12, size: 5)).map { $0 + $1 }
                default: noise
                }
            return !SeriesDiagnosis(values, seasonLength: kind == "wave" ? 12 : nil).levelShifts.isEmpty
        }
        #expect(found <= 1, "\(found) of 100")
    }

    @Test func `a steep but gradual rise is no shift`() {
        let noise = normalNoise(600, seed: 31)
        let values = noise.enumerated().map { $1 + min(20, max(0, Double($0 - 300) / 3)) }
        #expect(SeriesDiagnosis(values, seasonLength: nil).levelShifts.isEmpty)
    }

    @Test(arguments: [1, 2, 5, 24])
    func `running medians are the medians of each window`(window: Int) {
        let values = normalNoise(60, seed: 2).map { ($0 * 3).rounded() }
        let expected = (0...60 - window).map { RobustStatistics.median(Array(values[$0..<$0 + window])) }
        #expect(RunningMedian.of(values, window: window).map(Optional.some) == expected)
    }
}
