import Foundation
import Testing

@testable import Evaluation

private struct StudentCase: Decodable {
    var degreesOfFreedom: Int
    var statistic: Double
    var probability: Double
}

@Suite struct StudentTTests {
    private func probability(_ statistic: Double, _ degreesOfFreedom: Int) -> Double {
        StudentT.twoSidedProbability(statistic: statistic, degreesOfFreedom: degreesOfFreedom)
    }

    @Test func `every probability above 1e-12 is SciPy's to ten digits, on both sides`() throws {
        let cases = try golden("student-t", as: [StudentCase].self)
        #expect(cases.count > 200)
        for one in cases {
            let own = probability(one.statistic, one.degreesOfFreedom)
            let error = abs(own - one.probability) / one.probability
            #expect(error < 1e-10, "t \(one.statistic), ν \(one.degreesOfFreedom): \(own), not \(one.probability)")
            #expect(probability(-one.statistic, one.degreesOfFreedom) == own)
        }
    }

    /// Abramowitz & Stegun 1964, table 26.10, and the closed forms for one and two degrees of freedom.
    @Test func `published percentiles have the probabilities they are named for`() {
        for (degrees, percentile) in [(1, 12.706), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)] {
            #expect(abs(probability(percentile, degrees) - 0.05) < 5e-5)
        }
        #expect(abs(probability(1, 1) - 0.5) < 1e-15)
        #expect(abs(probability(1e-8, 1) - (1 - 2e-8 / Double.pi)) < 1e-15)
        #expect(abs(probability(2, 2) - (1 - 2 / 6.0.squareRoot())) < 1e-15)
    }

    @Test func `a statistic of nothing is no evidence, an endless one leaves no doubt, and none is none`() {
        for degrees in [1, 2, 51, 1000] {
            #expect(probability(0, degrees) == 1)
            #expect(probability(.infinity, degrees) == 0)
            #expect(probability(1e200, degrees) == 0)
            #expect(probability(.nan, degrees).isNaN)
        }
    }

    @Test func `a statistic further from 0 is less probable, without a jump where the series changes sides`() {
        for degrees in [1, 2, 3, 10, 51, 1000] {
            let probabilities = (1...600).map { probability(Double($0) / 100, degrees) }
            for (nearer, further) in zip(probabilities, probabilities.dropFirst()) {
                #expect(further < nearer && nearer - further < 0.009)
            }
        }
    }
}

/// What another program computed, from the JSON beside the script that made it.
func golden<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Goldens"))
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
}
