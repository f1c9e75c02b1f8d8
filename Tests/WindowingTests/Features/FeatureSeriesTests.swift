import ForecastTestSupport
import Testing
import TimeSeries

@testable import Windowing

@Suite struct FeatureSeriesTests {
    private let columns = [
        Covariate(name: "price", role: .past), Covariate(name: "promo", role: .future),
        Covariate(name: "sky", role: .past, categories: ["sun", "rain", "snow"]),
    ]
    private let statics = [
        Covariate(name: "shop", role: .static, categories: ["old", "new", "late"]),
        Covariate(name: "size", role: .static),
    ]

    private func series() -> TimeSeries {
        dailySeries(
            [1, 2, 3, 4, 5, 6],
            covariates: [[.nan, 1, 3, .nan, 9, .nan], [1, 0, .nan, 1, 1, .nan], [1, 0, 1, 2, .nan, 0]], statics: [1, 3])
    }

    private func map(_ plan: FeaturePlan = FeaturePlan()) throws -> FeatureMap {
        let other = dailySeries([0, 0, 0], covariates: [[0, 1, 2], [0, 0, 0], [0, 0, 0]], statics: [0, 1])
        let panel = dailyPanel([series(), other], covariates: columns, statics: statics)
        return try #require(try FeatureMap(fitting: panel, rows: [0..<3, 0..<3], plan: plan))
    }

    @Test func `what is missing is carried on from the past, 0 before the first`() throws {
        let features = FeatureSeries(series(), place: 0, map: try map(), rows: 0..<6, aheadEnd: 6)
        // price, then rain and sun; snow is first seen after the training rows.
        #expect(features.pastWidth == 3 && features.aheadWidth == 1)
        #expect(
            features.past == [
                0, 1, 0,
                -1, 0, 1,
                1, 1, 0,
                1, 0, 0,
                7, 0, 0,
                7, 0, 1,
            ])
        #expect(features.ahead == [1, 0, 0, 1, 1, 1])
    }

    @Test func `rows are the same wherever the first one is`() throws {
        let map = try map(FeaturePlan(calendar: CalendarFeatures(fields: [.weekday])))
        let whole = FeatureSeries(series(), place: 0, map: map, rows: 0..<5, aheadEnd: 6)
        for first in 1..<5 {
            let part = FeatureSeries(series(), place: 0, map: map, rows: first..<5, aheadEnd: 6)
            #expect(part.past[...] == whole.past[(first * 3)...])
            #expect(part.ahead[...] == whole.ahead[(first * 8)...])
            #expect(part.pastRows == first..<5 && part.aheadRows == first..<6)
        }
    }

    @Test func `statics are the same on every row, an unknown category is none`() throws {
        let learned = FeatureSeries(series(), place: 0, map: try map(), rows: 0..<1, aheadEnd: 1)
        // By name: new, then old.
        #expect(learned.constants == [1] && learned.codes == [0])
        var stranger = series()
        stranger.statics = [2, .nan]
        let unknown = FeatureSeries(stranger, place: 0, map: try map(), rows: 0..<1, aheadEnd: 1)
        #expect(unknown.constants == [0] && unknown.codes == [-1])
        let oneHot = try map(FeaturePlan(oneHotStatics: true))
        #expect(FeatureSeries(series(), place: 0, map: oneHot, rows: 0..<1, aheadEnd: 1).constants == [1, 0, 1])
        #expect(FeatureSeries(stranger, place: 0, map: oneHot, rows: 0..<1, aheadEnd: 1).constants == [0, 0, 0])
    }

    @Test func `the calendar goes on after the last row`() throws {
        let plan = FeaturePlan(
            calendar: CalendarFeatures(fields: [.weekday], holidays: HolidayList(days: [19_723 + 7, 19_723 + 2])))
        let panel = dailyPanel([dailySeries([1, 2, 3, 4])])
        let map = try #require(try FeatureMap(fitting: panel, rows: [0..<4], plan: plan))
        let features = FeatureSeries(panel.series[0], place: 0, map: map, rows: 0..<4, aheadEnd: 9)
        #expect(features.pastWidth == 0 && features.aheadWidth == 8 && features.past.isEmpty)
        // From Monday, 2024-01-01; 3 and 8 January are holidays.
        for row in 0..<9 {
            var expected = [Float](repeating: 0, count: 8)
            expected[row % 7] = 1
            expected[7] = row == 2 || row == 7 ? 1 : 0
            #expect(Array(features.ahead[row * 8..<row * 8 + 8]) == expected)
        }
    }

    @Test func `no number is beyond the largest`() throws {
        var far = series()
        far.covariates[0] = [1e300, -1e300, 1e9, -1e9, .infinity, 5]
        let features = FeatureSeries(far, place: 0, map: try map(), rows: 0..<6, aheadEnd: 6)
        #expect(stride(from: 0, to: 18, by: 3).map { features.past[$0] } == [1000, -1000, 1000, -1000, 1000, 3])
    }
}
