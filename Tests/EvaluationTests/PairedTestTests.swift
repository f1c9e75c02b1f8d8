import Foundation
import ForecastTestSupport
import Testing

@testable import Evaluation

private struct PairedCase: Decodable {
    var differences: [Double]
    var overlap: Int
    var meanDifference: Double
    var statistic: Double
    var probability: Double
    var variance: PairedTest.Variance
}

@Suite struct PairedTestTests {
    @Test func `statistic and probability are those of the formula in NumPy`() throws {
        for one in try golden("paired-test", as: [PairedCase].self) {
            let test = try PairedTest(differences: one.differences, overlap: one.overlap)
            let name = Comment("\(one.differences.count) cutoffs, overlap \(one.overlap)")
            #expect(test.count == one.differences.count && test.variance == one.variance, name)
            #expect(abs(test.meanDifference - one.meanDifference) < 1e-12, name)
            #expect(abs(test.statistic - one.statistic) < 1e-10 * abs(one.statistic), name)
            #expect(abs(test.pValue - one.probability) < 1e-10 * one.probability, name)
        }
    }

    @Test func `without overlap it is the paired t-test`() throws {
        // The sleep data of Student 1908, "The probable error of a mean": t = 4.0621, p = 0.002833 in R's t.test.
        let differences = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4]
        let test = try PairedTest(differences: differences, overlap: 0)
        #expect(abs(test.statistic - 4.0621) < 5e-5)
        #expect(abs(test.pValue - 0.002833) < 5e-7)
        #expect(abs(test.meanDifference - 1.58) < 1e-12)
    }

    @Test func `exchanging the models changes the sign alone, and the unit of the loss nothing`() throws {
        let differences = [0.5, -0.25, 1, 0.75, -0.5, 2, 0.125, 1.5]
        let test = try PairedTest(differences: differences, overlap: 2)
        let exchanged = try PairedTest(differences: differences.map { -$0 }, overlap: 2)
        #expect(exchanged.statistic == -test.statistic && exchanged.pValue == test.pValue)
        let scaled = try PairedTest(differences: differences.map { 1024 * $0 }, overlap: 2)
        #expect(scaled.statistic == test.statistic && scaled.meanDifference == 1024 * test.meanDifference)
    }

    @Test func `where neither model is better about one test in twenty says otherwise`() throws {
        var numbers = SplitMix64(seed: 5)
        // Means of four uniform numbers, of which neighbours share three: the overlap of forecasts of four steps.
        let found = try (0..<2000).count { _ in
            let noise = (0..<63).map { _ in Double.random(in: -1...1, using: &numbers) }
            let differences = (0..<60).map { noise[$0..<$0 + 4].reduce(0, +) / 4 }
            return try PairedTest(differences: differences, overlap: 3).pValue < 0.05
        }
        #expect((60...200).contains(found), "\(found) of 2000")
    }

    @Test func `too few cutoffs, no difference, no variation and a missing loss are named`() throws {
        typealias Case = ([Double], Int, PairedTest.Undefined)
        let cases: [Case] = [
            ([], 0, .tooFew(count: 0, needed: 2)), ([1], 0, .tooFew(count: 1, needed: 2)),
            ([1, 2, 4], 2, .tooFew(count: 3, needed: 4)), ([1, 2], .max, .tooFew(count: 2, needed: .max)),
            ([0, 0, 0], 0, .noDifference), ([0, -0.0, 0, 0, 0], 2, .noDifference),
            ([0.1, 0.1, 0.1], 0, .noVariation), ([1, .nan, 2], 0, .notFinite), ([1, .infinity], 0, .notFinite),
        ]
        for (differences, overlap, reason) in cases {
            #expect(throws: reason) { try PairedTest(differences: differences, overlap: overlap) }
        }
        #expect(
            PairedTest.Undefined.tooFew(count: 1, needed: 2).reason
                == "1 cutoff is too few, at least 2 are needed")
        #expect(throws: Never.self) { try PairedTest(differences: [1, 2, 4], overlap: 1) }
    }

    @Test func `forecasts overlap while a later cutoff lies within the horizon`() {
        for (horizon, step, overlap) in [(1, 1, 0), (7, 7, 0), (7, 8, 0), (7, 6, 1), (7, 1, 6), (24, 7, 3), (28, 7, 3)]
        {
            #expect(PairedTest.overlap(horizon: horizon, step: step) == overlap)
            #expect((1...30).prefix { $0 * step < horizon }.count == overlap)
        }
    }

    @Test(arguments: [1e-300, 0x1p-600, 1, 0x1p700, 1e307])
    func `the unit of the losses does not matter, however small or large`(unit: Double) throws {
        let differences = [0.3, -0.1, 0.4, 0.2, -0.2, 0.5, 0.1, 0.3]
        let plain = try PairedTest(differences: differences, overlap: 1)
        let other = try PairedTest(differences: differences.map { $0 * unit }, overlap: 1)
        #expect(abs(other.statistic - plain.statistic) <= 1e-12)
        #expect(abs(other.pValue - plain.pValue) <= 1e-12)
        #expect(abs(other.meanDifference / unit - plain.meanDifference) <= 1e-12)
    }
}
