import Testing

@testable import CSVIngestion

@Suite struct GroupedDigitsTests {
    private func value(_ text: String, _ decimal: DialectOptions.DecimalMark, _ group: DialectOptions.ThousandsMark)
        -> Double?
    {
        number(utf8: Array(text.utf8).span, NumberStyle(decimal, group))
    }

    @Test(arguments: [
        ("1,234", 1234.0), ("12,345.25", 12345.25), ("-1,234,567", -1_234_567), ("+1,234e2", 123_400), ("1234", 1234),
        ("1234.5", 1234.5),
    ])
    func `groups of three digits are read`(text: String, expected: Double) {
        #expect(value(text, .point, .comma) == expected)
    }

    @Test(arguments: [
        "1,23", "1,2345", "1234,567", ",123", "1,,234", "0,123", "1,234,", "1,234.5,6", "1.5,234", "-,123", "1,234x",
        "1 234", "", "-", "1e3,000",
    ])
    func `other groups are no number`(text: String) {
        #expect(value(text, .point, .comma) == nil)
    }

    @Test func `the decimal comma takes the place of the point everywhere`() {
        #expect(value("12345678901234567890,5", .comma, .none) == 12345678901234567890.5)
        #expect(value("0,1", .comma, .none) == 0.1)
        #expect(value("1.5", .comma, .none) == nil)
        #expect(value("1.234,5", .comma, .point) == 1234.5)
    }
}
