import ForecastTestSupport
import Testing

@testable import TimeSeries

@Suite struct SeasonalEvidenceTests {
    private func evidence(_ values: [Double], _ season: Int) -> SeasonalEvidence {
        SeasonalEvidence([values[...]], seasonLength: season)
    }

    private func noise(_ rows: Int, _ numbers: inout SplitMix64) -> [Double] {
        (0..<rows).map { _ in
            (0..<6).reduce(0) { sum, _ in sum + Double.random(in: -1...1, using: &numbers) }
        }
    }

    private func sums(_ steps: [Double]) -> [Double] {
        var level = 0.0
        return steps.map {
            level += $0
            return level
        }
    }

    @Test func `the year of the monthly temperature is confirmed, other seasons are not`() throws {
        let temperature = try datasetColumn("temperature", of: "temperature.csv")
        let year = evidence(temperature, 12)
        #expect(year.isConfirmed)
        // The same with numpy.convolve: 0.94018, and 0.19204 for the limit.
        #expect(abs(try #require(year.autocorrelation) - 0.94018) < 5e-6)
        #expect(abs(try #require(year.limit) - 0.19204) < 5e-6)
        for season in [5, 6, 7, 9] { #expect(!evidence(temperature, season).isConfirmed, "\(season)") }
        // Four years are enough for a season so clear.
        #expect(evidence(Array(temperature.prefix(48)), 12).isConfirmed)
    }

    @Test func `the week of the prices is not confirmed`() throws {
        let week = evidence(try datasetColumn("close", of: "prices.csv"), 5)
        #expect(!week.isConfirmed)
        #expect(abs(try #require(week.autocorrelation) - 0.03505) < 5e-6)
    }

    @Test(arguments: [2, 4, 5, 7, 12, 24], [3, 5, 8, 40, 200])
    func `white noise and random walks are hardly ever confirmed`(season: Int, seasons: Int) {
        var numbers = SplitMix64(seed: UInt64(100 * season + seasons))
        var confirmed = (noise: 0, walk: 0)
        for _ in 0..<200 {
            let noise = noise(season * seasons, &numbers)
            confirmed.noise += evidence(noise, season).isConfirmed ? 1 : 0
            confirmed.walk += evidence(sums(noise), season).isConfirmed ? 1 : 0
        }
        #expect(confirmed.noise <= 20 && confirmed.walk <= 20, "\(confirmed) of 200")
    }

    @Test(arguments: [2, 5, 7, 12, 24, 300])
    func `a season on a random walk or a steep line is confirmed, whatever its shape`(season: Int) {
        var numbers = SplitMix64(seed: UInt64(season))
        let pattern = noise(season, &numbers).map { 4 * $0 }
        let walk = sums(noise(8 * season, &numbers).map { 0.5 * $0 })
        #expect(evidence(walk.indices.map { walk[$0] + pattern[$0 % season] }, season).isConfirmed)
        #expect(evidence(walk.indices.map { 50 * Double($0) + pattern[$0 % season] }, season).isConfirmed)
    }

    @Test func `a year of days is confirmed where first differences are nothing but noise`() {
        var numbers = SplitMix64(seed: 9)
        let values = noise(3650, &numbers).enumerated().map { row, noise in
            let turn = Double(row % 365) / 365
            return 2 * noise + 5 * (turn < 0.5 ? 1 - 4 * turn : 4 * turn - 3)
        }
        #expect(evidence(values, 365).isConfirmed)
        #expect(!evidence(values, 7).isConfirmed)
    }

    @Test func `a smooth curve is not confirmed at any season but its own`() {
        let curve = (0..<2400).map { row in
            let turn = Double(row % 800) / 800
            return turn * turn * (1 - turn) * (1 - turn)
        }
        for season in [5, 12, 24, 100] { #expect(!evidence(curve, season).isConfirmed, "\(season)") }
        #expect(evidence(curve, 800).autocorrelation.map { $0 > 0.9 } ?? false)
    }

    @Test func `where nothing deviates or three seasons are not there, there is no evidence`() {
        let line = (0..<60).map { 0.1 * Double($0) }
        let pattern = (0..<35).map { Double($0 % 12) }
        for (values, season) in [
            (line, 5), ([Double](repeating: 0.1, count: 60), 12), (pattern, 12), ([], 4), (pattern, 1),
            ([Double](repeating: .nan, count: 60), 5), (pattern, .max / 4),
        ] {
            let evidence = evidence(values, season)
            #expect(evidence.autocorrelation == nil && evidence.limit == nil && !evidence.isConfirmed)
            #expect(evidence.seasonLength == season)
        }
    }

    @Test func `missing values are skipped`() throws {
        var temperature = try datasetColumn("temperature", of: "temperature.csv")
        for row in [0, 100, 101, 300, 500, 731] { temperature[row] = .nan }
        let year = evidence(temperature, 12)
        #expect(year.isConfirmed)
        // numpy.nanmean of the products over that of the squares.
        #expect(abs(try #require(year.autocorrelation) - 0.92682) < 5e-6)
    }

    @Test func `no row but those given is looked at`() throws {
        let panel = samplePanel(
            try datasetColumn("temperature", of: "temperature.csv"), (0..<90).map { Double($0 % 12) })
        let rows = [30..<500, 0..<80]
        let before = SeasonalEvidence(panel, rows: rows, seasonLength: 12)
        var changed = panel
        for (place, rows) in rows.enumerated() {
            for row in changed.series[place].values.indices where !rows.contains(row) {
                changed.series[place].values[row] = row % 2 == 0 ? .nan : 1e9
            }
        }
        #expect(SeasonalEvidence(changed, rows: rows, seasonLength: 12) == before)
        changed.series[1].values[40] += 3
        #expect(SeasonalEvidence(changed, rows: rows, seasonLength: 12) != before)
    }

    @Test func `of very many rows the last of each series are looked at, then some of the series`() {
        let sampled = { (counts: [Int], season: Int) in
            SeasonalEvidence.sample(counts.map { 5..<5 + $0 }, seasonLength: season)
        }
        let few = sampled([60_000, 70_000], 12)
        #expect(few.map(\.series) == [0, 1])
        #expect(few.map(\.rows) == [5..<60_005, 5..<70_005])
        #expect(sampled([1_000_000], 12).map(\.rows) == [1_000_005 - 131_072..<1_000_005])
        #expect(sampled([400_000, 50], 12).map(\.rows) == [400_005 - 65_536..<400_005, 5..<55])
        let many = sampled(Array(repeating: 9000, count: 1000), 1440)
        #expect(many.map(\.series) == Array(stride(from: 0, to: 1000, by: 68)))
        #expect(many.allSatisfy { $0.rows == 5..<9005 })
        // Eight seasons where even these are many.
        #expect(sampled([9_000_000], 1 << 20).map(\.rows.count) == [8 << 20])
    }

    @Test func `several series are weighted by their rows, and one without evidence has no part`() throws {
        let temperature = try datasetColumn("temperature", of: "temperature.csv")
        let alone = evidence(temperature, 12)
        let constant = [Double](repeating: 7, count: 500)
        let pair = SeasonalEvidence([temperature[...], temperature[...], constant[...]], seasonLength: 12)
        let (own, expected) = (try #require(pair.autocorrelation), try #require(alone.autocorrelation))
        #expect(abs(own - expected) < 1e-15)
        let (limit, larger) = (try #require(pair.limit), try #require(alone.limit))
        #expect(abs(limit * 2.0.squareRoot() - larger) < 1e-15)
        var numbers = SplitMix64(seed: 3)
        let noise = noise(7320, &numbers)
        #expect(!SeasonalEvidence([temperature[...], noise[...]], seasonLength: 12).isConfirmed)
    }
}
