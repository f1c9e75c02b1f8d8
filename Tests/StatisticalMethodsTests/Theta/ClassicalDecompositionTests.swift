import Testing

@testable import StatisticalMethods

@Suite struct ClassicalDecompositionTests {
    @Test func `Seasonal indices are those of statsmodels`() throws {
        for golden in try ThetaGolden.all() {
            let expectations = [
                (SeasonalIndices.Form.multiplicative, golden.multiplicative), (.additive, golden.additive),
            ]
            for (form, expected) in expectations {
                let indices = try #require(
                    ClassicalDecomposition.indices(golden.values, seasonLength: golden.season, form: form))
                #expect(farthest(indices, expected) < 1e-10, "\(golden.name), \(form)")
            }
        }
    }

    @Test func `The autocorrelation test decides as in statsforecast`() throws {
        for golden in try ThetaGolden.all() {
            #expect(SeasonalityTest.hasSeason(golden.values, seasonLength: golden.season) == golden.hasSeason)
        }
    }

    @Test func `Missing values hardly move the indices of a series that is season and line alone`() throws {
        let shape = [3.0, -1, -4, 2]
        var values = (0..<60).map { 100 + Double($0) + shape[$0 % 4] }
        for row in [0, 7, 8, 9, 10, 11, 30, 59] { values[row] = .nan }
        let indices = try #require(ClassicalDecomposition.indices(values, seasonLength: 4, form: .additive))
        #expect(farthest(indices, shape) < 0.5)
        #expect(SeasonalityTest.hasSeason(values, seasonLength: 4))
    }

    @Test func `There are no indices with fewer than two seasons nor products with a trend below zero`() {
        let falling = [1.0, -2, -3, -4, -5, -6, -7, -8]
        #expect(ClassicalDecomposition.indices([1, 2, 3, 4, 5, 6, 7], seasonLength: 4, form: .additive) == nil)
        #expect(ClassicalDecomposition.indices(falling, seasonLength: 4, form: .multiplicative) == nil)
        #expect(!SeasonalityTest.hasSeason([5, 5, 5, 5, 5, 5, 5, 5], seasonLength: 4))
    }

    @Test func `Gaps are bridged by lines and ends by the nearest value`() {
        let filled = ClassicalDecomposition.interpolated([.nan, 2, .nan, .nan, 8, .nan])
        #expect(filled == [2, 2, 4, 6, 8, 8])
    }
}
