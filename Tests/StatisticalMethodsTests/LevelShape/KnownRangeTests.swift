import Testing

@testable import StatisticalMethods

@Suite struct KnownRangeTests {
    @Test func `a forecast goes a quarter of the range beyond it, or as far as a line`() {
        var range = KnownRange()
        range.extend([2, 6, 4, 100], to: 3)
        #expect(abs(range.bounds(step: 0).upperBound - 7.3333333) < 1e-6)
        range.extend([2, 6, 4, 4, 4, 4, 4, 4], to: 8)
        #expect(range.bounds(step: 1) == 1...7)
        #expect(range.bounds(step: 15) == -6...14)
    }

    @Test func `a regression that runs away is held back`() throws {
        let values = [0, 1, 3, 7, 15, 31, 63, 127].map(Double.init)
        let fit = try AutoregressiveRidge().fit(values, seasonLength: 1)
        let point = fit.forecasts(values, origins: [8], horizon: 40, probabilities: [])[0].point
        #expect(point[0] > 127 && abs(point[39] - 762) < 1)
    }

    @Test func `values far from one another are not taken as logarithms`() {
        #expect(SeriesScaling.inProportion(largest: 5, smallest: 1e-5).power == 0)
        #expect(SeriesScaling.inProportion(largest: 5, smallest: 1e-6).power == nil)
        #expect(SeriesScaling.inProportion(largest: 5, smallest: 0).power == nil)
        #expect(SeriesScaling.inProportion(largest: -1, smallest: -5).power == nil)
    }
}
