import ForecastTestSupport
import Testing
import TimeSeries

@Suite struct IrregularRemedyTests {
    private let monday: Int64 = 1_704_067_200

    private func remedy(_ ticks: [Int64], _ format: TimestampFormat) throws -> IrregularRemedy {
        do throws(FrequencyError) {
            let found = try Frequency.inferred(
                from: TimeIndex(timestamps: ticks.map { Timestamp(ticks: monday + $0) }, format: format))
            Issue.record("\(found)")
            return IrregularRemedy([], format: format)
        } catch {
            guard case .irregular(_, _, _, let remedy) = error else { throw error }
            #expect(error.fix == remedy.fix)
            return remedy
        }
    }

    /// Random rows about so many seconds apart.
    private func random(_ rows: Int, apart: Int64) -> [Int64] {
        var random = SplitMix64(seed: 4)
        var time: Int64 = 0
        return (0..<rows).map { _ in
            time += Int64.random(in: 1...2 * apart, using: &random)
            return time
        }
    }

    @Test func `rows at any second are brought together to the shortest step of which most have one`() throws {
        let format = try #require(TimestampFormat(pattern: "yyyy-MM-dd HH:mm:ss"))
        let minutes = try remedy(random(3000, apart: 420), format)
        #expect(minutes.regular == nil && minutes.every == .fixed(seconds: 3600))
        #expect(
            minutes.fix == "pass --every hour --aggregate mean, or sum for amounts, to bring the rows together")
        let hours = try remedy(random(600, apart: 20_000), format)
        #expect(hours.every == .fixed(seconds: 86_400))
    }

    @Test func `days of which few have a row are daily with gaps`() throws {
        var random = SplitMix64(seed: 5)
        let days = (0..<700).filter { _ in Int.random(in: 0..<8, using: &random) == 0 }.map { Int64($0) * 86_400 }
        let remedy = try remedy(days, .day)
        #expect(remedy.regular == .fixed(seconds: 86_400) && remedy.every == .calendar(months: 1))
        #expect(
            remedy.fix
                == "pass --frequency daily, with --gaps zero if no row means that nothing happened; or --every month "
                + "--aggregate mean, or sum for amounts, to bring the rows together")
    }
}
