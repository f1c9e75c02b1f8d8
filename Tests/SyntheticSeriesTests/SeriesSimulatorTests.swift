import Testing

@testable import SyntheticSeries

@Suite struct SeriesSimulatorTests {
    private func series(_ frequency: SamplingFrequency, _ numbers: Range<UInt64>, length: Int = 200) -> [[Double]] {
        var simulator = SeriesSimulator(frequency, length: length, seed: 7)
        return numbers.map { number in
            simulator.make(number, count: length)
            return simulator.values
        }
    }

    @Test(arguments: SamplingFrequency.allCases)
    func `a series is the same whatever was made before it`(frequency: SamplingFrequency) {
        let all = series(frequency, 0..<40)
        var simulator = SeriesSimulator(frequency, length: 200, seed: 7)
        for number in [39, 3, 17, 0] as [UInt64] {
            simulator.make(number, count: 200)
            #expect(simulator.values == all[Int(number)])
        }
    }

    @Test(arguments: SamplingFrequency.allCases)
    func `every value is a number, and series differ`(frequency: SamplingFrequency) {
        let all = series(frequency, 0..<2_000)
        #expect(all.allSatisfy { $0.allSatisfy { $0.isFinite && abs($0) < 1e6 } })
        #expect(Set(all).count == all.count)
    }

    @Test(arguments: [SamplingFrequency.quarterly, .monthly, .daily, .hourly])
    func `most series have the season of their frequency`(frequency: SamplingFrequency) {
        let m = frequency.seasonLength
        let seasonal = series(frequency, 0..<500, length: 20 * m).count { values in
            // Differences between one season and the next, beside those between half seasons.
            func difference(_ lag: Int) -> Double {
                zip(values.dropFirst(lag), values).reduce(0) { $0 + abs($1.0 - $1.1) }
            }
            return difference(m) < 0.8 * difference(max(1, m / 2))
        }
        #expect((125...450).contains(seasonal), "\(seasonal)")
    }

    @Test func `walks and intermittent series are among them, as often as the prior says`() {
        let all = series(.daily, 0..<4_000)
        let intermittent = all.count { values in
            values.allSatisfy { $0 >= 0 && $0 == $0.rounded() } && values.count { $0 == 0 } > 10
        }
        // 7%, five standard errors about it, and what rounding makes of others.
        #expect((190...420).contains(intermittent), "\(intermittent)")
    }

    @Test func `a season has the mean 0 and the deviation 1 that its size multiplies`() {
        let profile = SeasonalProfile(length: 12)
        var random = SeriesRandom(seed: 1, number: 1)
        var values = [Double](repeating: 0, count: 12)
        for _ in 0..<200 {
            profile.draw(&random, into: &values)
            #expect(abs(values.reduce(0, +)) < 1e-9)
            #expect(abs(values.reduce(0) { $0 + $1 * $1 } / 12 - 1) < 1e-3)
        }
    }

    @Test func `holes are single values or one stretch, and leave most of a series`() {
        for number in 0..<500 as Range<UInt64> {
            var random = SeriesRandom(seed: 1, number: number)
            var values = [Double](repeating: 1, count: 100)
            Holes.make(&random, in: &values, count: 80)
            #expect(values[80...].allSatisfy { $0 == 1 })
            #expect(values.count { $0.isNaN } <= 60)
        }
    }

    // Every network was trained on these bits: whoever changes one trains all again.
    @Test(arguments: zip(SamplingFrequency.allCases, Self.hashes))
    func `the series are those that the networks learned from`(frequency: SamplingFrequency, expected: UInt64) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for value in series(frequency, 0..<200).joined() { hash = (hash ^ value.bitPattern) &* 0x100_0000_01b3 }
        #expect(hash == expected, "\(frequency): 0x\(String(hash, radix: 16))")
    }

    static let hashes: [UInt64] = [
        0xb89a583b31761666, 0x31076e4a7d844758, 0x9e635ffdec0bd0f0,
        0x32b25586f9d2400f, 0xe20de5e79d5ca236, 0xbee05a2b586168e7,
    ]
}
