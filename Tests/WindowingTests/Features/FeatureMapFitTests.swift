import ForecastTestSupport
import Testing
import TimeSeries

@testable import Windowing

@Suite struct FeatureMapFitTests {
    private let price = Covariate(name: "price", role: .past)
    private let promo = Covariate(name: "promo", role: .future)
    private let sky = Covariate(name: "sky", role: .past, categories: ["sun", "rain", "snow"])
    private let shop = Covariate(name: "shop", role: .static, categories: ["old", "new"])
    private let size = Covariate(name: "size", role: .static)

    private func map(_ panel: Panel, rows: Range<Int>, _ plan: FeaturePlan = FeaturePlan()) throws -> FeatureMap {
        try #require(try FeatureMap(fitting: panel, rows: panel.series.map { _ in rows }, plan: plan))
    }

    @Test func `a panel without covariates and calendar has no map`() throws {
        let panel = samplePanel([1, 2, 3])
        #expect(try FeatureMap(fitting: panel, rows: [0..<3], plan: FeaturePlan()) == nil)
    }

    @Test func `numbers are standardised by training rows alone, series by series`() throws {
        let one = dailySeries([0, 0, 0, 0, 0], covariates: [[1, 3, .nan, 1e9, .nan]])
        let two = dailySeries([0, 0, 0, 0, 0], covariates: [[10, 30, 20, -5, 0]])
        let map = try map(dailyPanel([one, two], covariates: [price]), rows: 0..<3)
        #expect(map.scales[0] == [FeatureScale(offset: 2, scale: 1)])
        #expect(map.scales[1][0].offset == 20)
        #expect(abs(map.scales[1][0].scale * map.scales[1][0].scale - 200.0 / 3) < 1e-12)
        #expect(map.columns[0].hasBlanks && map.inputSize == 2 && map.aheadWidth == 0)
    }

    @Test func `a constant column is standardised over all series, and 0 where it is constant in all`() throws {
        let one = dailySeries([0, 0], covariates: [[4, 4], [7, 7]])
        let two = dailySeries([0, 0], covariates: [[8, 8], [7, 7]])
        let map = try map(dailyPanel([one, two], covariates: [price, promo]), rows: 0..<2)
        #expect(map.scales[0] == [FeatureScale(offset: 6, scale: 2), FeatureScale(offset: 7, scale: 1)])
        #expect(map.scales[1] == map.scales[0])
    }

    @Test func `a column of zeros and ones stays as it is`() throws {
        let one = dailySeries([0, 0, 0], covariates: [[0, 0, 0]])
        let two = dailySeries([0, 0, 0], covariates: [[0, 1, .nan]])
        let map = try map(dailyPanel([one, two], covariates: [promo]), rows: 0..<3)
        #expect(map.scales == [[.identity], [.identity]])
    }

    @Test func `numbers beyond all squares have a scale`() throws {
        for values in [[1e300, -1e300, 5e299], [1e-300, 3e-300, 2e-300], [1.7e308, -1.7e308, 0]] {
            let map = try map(
                dailyPanel([dailySeries([0, 0, 0], covariates: [values])], covariates: [price]), rows: 0..<3)
            let scaled = values.map(map.scales[0][0].forward)
            #expect(scaled.allSatisfy { abs($0) <= 2 } && Set(scaled).count == 3)
        }
    }

    @Test func `categories are those of training rows, by name`() throws {
        let series = dailySeries([0, 0, 0, 0], covariates: [[0, .nan, 1, 2]])
        let map = try map(dailyPanel([series], covariates: [sky]), rows: 0..<3)
        #expect(map.columns[0].categories == [1, 0])
        #expect(map.columns[0].width == 2 && map.columns[0].hasBlanks)
    }

    @Test func `static numbers are standardised over series, categories are learned or one number each`() throws {
        let panel = dailyPanel(
            [dailySeries([0], id: "a", statics: [0, 10]), dailySeries([0], id: "b", statics: [1, 30])],
            statics: [shop, size])
        let learned = try map(panel, rows: 0..<1)
        #expect(learned.embeddedCategories == [2] && learned.constantWidth == 1 && learned.inputSize == 2)
        #expect(learned.staticScales[1] == FeatureScale(offset: 20, scale: 10))
        let oneHot = try map(panel, rows: 0..<1, FeaturePlan(oneHotStatics: true))
        #expect(oneHot.embeddedCategories.isEmpty && oneHot.constantWidth == 3)
    }

    @Test func `too many categories are refused`() throws {
        let many = Covariate(name: "user", role: .past, categories: (0..<300).map(String.init))
        let series = dailySeries([Double](repeating: 0, count: 300), covariates: [(0..<300).map(Double.init)])
        let error = #expect(throws: FeatureError.self) {
            try FeatureMap(fitting: dailyPanel([series], covariates: [many]), rows: [0..<300], plan: FeaturePlan())
        }
        #expect(error == .tooManyCategories(column: "user", count: 300, most: 256, role: .past))
    }

    @Test func `a calendar of numbered rows is refused`() throws {
        let plan = FeaturePlan(calendar: CalendarFeatures(fields: [.month]))
        #expect(throws: FeatureError.calendarOfNumberedRows(time: "row")) {
            try FeatureMap(fitting: samplePanel([1, 2]), rows: [0..<2], plan: plan)
        }
    }
}
