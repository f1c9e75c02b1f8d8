import ForecastTestSupport
import Testing

@testable import Reporting

private let digitsOfData: [([Double], Int)] = [
    ([3, 0, 5], 2), ([12, 40], 1), ([1.5, .nan, 2.25], 2), ([0.001, 0.0002], 4), ([0, 0], 0), ([], 0), ([.nan], 0),
    ([256.48001098632812, 131], 3), ([0.3333333333333333], 6), ([1_234_567.123456], 0), ([0.3], 3),
    ([0.000012345], 9),
]

private let significantTexts: [(Double, String)] = [
    (0.0123456, "0.01235"), (1, "1.000"), (12345.678, "12350"), (0.00001234, "0.00001234"), (1.23456e-7, "1.235e-7"),
    (9.9999e-7, "1.000e-6"), (-2.5e20, "-2.500e20"), (0, "0"), (0.99999, "1.000"), (.nan, "undefined"),
]

@Suite struct NumberTextTests {
    @Test func `what is not a number is undefined, what is huge is not given digits it does not have`() {
        #expect(NumberText.fixed(.nan, decimals: 2) == "undefined")
        #expect(NumberText.fixed(1e300, decimals: 2) == "1e+300")
        #expect(NumberText.fixed(-.infinity, decimals: 2) == "-inf")
    }

    @Test(arguments: significantTexts)
    func `significant digits are kept at any size`(value: Double, text: String) {
        #expect(NumberText.significant(value, 4) == text)
    }

    @Test func `a difference that would be all zeros is said to be less`() {
        for (percent, text) in [
            (0.04, "less than 0.1"), (-0.0499, "less than 0.1"), (0.05, "0.1"), (-2.71, "2.7"), (0, "0.0"),
        ] {
            #expect(NumberText.share(percent) == text)
        }
    }

    @Test func `what lies between -1 and 1 has no zero before its point`() {
        for (value, text) in [
            (0.94, ".94"), (-0.053, "-.05"), (0.996, "1.00"), (-1, "-1.00"), (0, ".00"), (-0.001, ".00"),
        ] {
            #expect(NumberText.fraction(value, decimals: 2) == text)
        }
    }

    @Test func `forecasts are shown with the digits of the data`() throws {
        #expect(NumberText.decimals(of: try datasetColumn("close", of: "prices.csv")) == 2)
        #expect(NumberText.decimals(of: try datasetColumn("temperature", of: "temperature.csv")) == 2)
        #expect(NumberText.decimals(of: try datasetColumn("volume", of: "prices.csv")) == 0)
    }

    @Test(arguments: digitsOfData)
    func `few digits become three, a computer's many become six`(values: [Double], decimals: Int) {
        #expect(NumberText.decimals(of: values) == decimals)
    }

    @Test func `errors have four significant digits`() {
        #expect(NumberText.decimals(ofErrors: [2.616, 3.172, 0.904]) == 3)
        #expect(NumberText.decimals(ofErrors: [16.86, 23.81]) == 2)
        #expect(NumberText.decimals(ofErrors: [123_456]) == 0)
        #expect(NumberText.decimals(ofErrors: []) == 3)
    }

    @Test(arguments: [4.2e-2, 4.2e-3, 9.6e-5, 4.2e-7, 1.04e-9, 4.2e-12, 4.2e-15])
    func `errors of small units keep at least two digits`(error: Double) throws {
        let text = NumberText.fixed(error, decimals: NumberText.decimals(ofErrors: [error, error / 7]))
        let shown = try #require(Double(text))
        #expect(abs(shown - error) <= 0.05 * error)
    }
}
