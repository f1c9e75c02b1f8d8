import Testing

@testable import Evaluation

@Suite struct InSampleScaleTests {
    private func scale(_ history: [Double], _ season: Int) -> InSampleScale {
        InSampleScale(history: history[...], seasonLength: season)
    }

    @Test func `the scale is the mean seasonal difference, absolute and squared, here of 2, 4 and 6`() {
        let scale = scale([1, 10, 3, 14, 9], 2)
        #expect(scale.absolute == 4)
        #expect(scale.squared == 56.0 / 3)
    }

    @Test func `the scale skips pairs with a missing value and is undefined without pairs or error`() {
        #expect(scale([1, .nan, 4, 6, 9], 1).absolute == 2.5)
        for (history, season) in [([1, .nan, 3, .nan], 1), ([1, 2], 2), ([], 1), ([1, 2, 1, 2, 1], 2)] {
            let scale = scale(history, season)
            #expect(scale.absolute.isNaN && scale.squared.isNaN)
        }
    }

    @Test func `a slice of history is read from its own beginning`() {
        let values: [Double] = [100, 100, 1, 3, 6]
        #expect(InSampleScale(history: values[2...], seasonLength: 1).absolute == 2.5)
    }

    @Test func `scales at ascending cutoffs are those of the rows before each`() {
        let values: [Double] = [3, 1, .nan, 1, 5, 9, 2, 6, .nan, 3, 5, 8]
        for season in 1...3 {
            var differences = SeasonalDifferences(values, seasonLength: season)
            for end in 0...values.count {
                let (one, other) = (differences.scale(before: end), scale(Array(values[..<end]), season))
                #expect(one == other || one.absolute.isNaN && other.absolute.isNaN)
            }
        }
    }

    @Test(arguments: [1e-200, 1e200])
    func `squares that a Double cannot hold leave the squared scale undefined, and no other`(unit: Double) {
        let scale = scale([1 * unit, 3 * unit, 2 * unit], 1)
        #expect(scale.absolute == 1.5 * unit && scale.squared.isNaN)
    }
}
