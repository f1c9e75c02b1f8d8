import Foundation
import ForecastTestSupport
import Testing

@testable import Reporting

private let roundings: [(Double, Int, String)] = [
    (2.675, 2, "2.68"), (0.5, 0, "1"), (-0.5, 0, "-1"), (0.49, 0, "0"), (-0.001, 2, "0.00"), (0, 3, "0.000"),
    (-0.0, 1, "0.0"), (9.995, 2, "10.00"), (99.999, 1, "100.0"), (0.0999, 3, "0.100"), (1e-7, 3, "0.000"),
    (Double.leastNonzeroMagnitude, 2, "0.00"), (123, 2, "123.00"), (0.04, 1, "0.0"), (0.06, 1, "0.1"), (100, 0, "100"),
]

@Suite struct DecimalDigitsTests {
    @Test func `rounding agrees with the C library where a Double has the digits and there is no tie`() {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<20_000 {
            let magnitude = Double.random(in: -9...8, using: &generator)
            let value = Double.random(in: -1...1, using: &generator) * pow(10, magnitude)
            let decimals = Int.random(in: 0...6, using: &generator)
            let expected = String(format: "%.\(decimals)f", value)
            let isZero = !expected.contains { ("1"..."9").contains($0) }
            #expect(
                NumberText.fixed(value, decimals: decimals) == (isZero ? expected.replacing("-", with: "") : expected))
        }
    }

    @Test(arguments: roundings)
    func `halves are rounded away from zero, as the number is written`(value: Double, decimals: Int, text: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == text)
    }

    @Test(arguments: [0.1, 123.456, .leastNonzeroMagnitude, 1.7976931348623157e308, 1e22, 0.000123, 1e16, 100])
    func `digits before and after the point are those of the number written out`(value: Double) throws {
        let digits = try #require(DecimalDigits(value))
        let text = digits.text(fractionDigits: digits.fractionDigits)
        #expect(Double(text) == value)
        if value >= 1 { #expect(text.prefix { $0 != "." }.count == digits.integerDigits) }
    }

    @Test func `there are no digits in what is not a number`() {
        for value in [Double.nan, .infinity, -.infinity] { #expect(DecimalDigits(value) == nil) }
    }
}
