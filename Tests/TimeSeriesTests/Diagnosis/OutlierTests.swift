import ForecastTestSupport
import Testing

@testable import TimeSeries

@Suite struct OutlierTests {
    private func outliers(_ values: [Double], season: Int?) -> [Outlier] {
        SeriesDiagnosis(values, seasonLength: season).outliers
    }

    @Test(arguments: [nil, 7, 12])
    func `spikes of known size are found where they are, and nothing else`(season: Int?) throws {
        for seed in 0..<20 {
            var values = zip(wave(600, period: Double(season ?? 60), size: 4), normalNoise(600, seed: UInt64(seed)))
                .map { 50 + $0 + $1 }
            values[200] += 12
            values[431] -= 15
            let found = outliers(values, season: season)
            #expect(found.map(\.row) == [200, 431], "seed \(seed)")
            let first = try #require(found.first)
            #expect(first.value == values[200])
            #expect(abs(first.value - first.expected - 12) < 4)
            #expect(first.score > 7 && first.score < 20)
        }
    }

    @Test(arguments: [
        ("noise", nil), ("noise", 12), ("random walk", nil), ("random walk", 5), ("wave", 12), ("rounded", 7),
    ])
    func `of a hundred clean series of 500 rows at most three have an outlier`(kind: String, season: Int?) {
        let found = (0..<100).count { seed in
            let noise = normalNoise(500, seed: UInt64(1000 + seed))
            let values =
                switch kind {
                case "random walk": randomWalk(500, seed: UInt64(1000 + seed))
                case "wave": zip(noise, wave(500, period: 12, size: 3)).map { $0 + $1 }
                case "rounded": noise.map { (4 * $0).rounded() }
                default: noise
                }
            return !outliers(values, season: season).isEmpty
        }
        #expect(found <= 3, "\(found) of 100")
    }

    @Test func `a value that is missing beside the spike is no outlier, and one spike in a constant series is`() {
        var values = normalNoise(300, seed: 8)
        values[100] = 40
        values[101] = .nan
        #expect(outliers(values, season: nil).map(\.row) == [100])
        var flat = [Double](repeating: 5, count: 100)
        flat[40] = 500
        #expect(outliers(flat, season: nil).map(\.row) == [40])
    }

    @Test func `sales that are mostly zero have no outliers`() {
        var numbers = SplitMix64(seed: 3)
        let sales = (0..<700).map { _ in Double.random(in: 0..<1, using: &numbers) < 0.1 ? 3.0 : 0 }
        #expect(outliers(sales, season: 7).isEmpty)
    }

    @Test func `values whose noise grows with them are judged in logarithms`() {
        var values = (0..<300).map { row in 100.0 * Double(row + 20) }
        for (row, noise) in normalNoise(300, seed: 12).enumerated() { values[row] *= 1 + 0.05 * noise }
        let diagnosis = SeriesDiagnosis(values, seasonLength: nil)
        #expect(diagnosis.callsForLogarithm)
        #expect(diagnosis.outliers.isEmpty)
        // Small beside the noise of the large values, large beside that of the small ones.
        values[10] *= 1.6
        let found = outliers(values, season: nil)
        #expect(found.map(\.row) == [10])
        #expect(found.allSatisfy { abs($0.expected / (values[10] / 1.6) - 1) < 0.15 })
    }
}
