import ForecastTestSupport
import Testing

@testable import CSVIngestion

private func parsed(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    return number(utf8: bytes.span)
}

@Suite struct NumberParserTests {
    @Test func `every random double reads back bit for bit from its shortest text`() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<50_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            #expect(parsed("\(value)")?.bitPattern == value.bitPattern)
        }
        for _ in 0..<50_000 {
            let value = Double.random(in: -1000...1000, using: &random)
            #expect(parsed("\(value)")?.bitPattern == value.bitPattern)
        }
    }

    @Test func `random decimals round as the standard library rounds them`() {
        var random = SplitMix64(seed: 6)
        for _ in 0..<100_000 {
            let digits = String(random.next() >> UInt64.random(in: 0..<64, using: &random))
            let point = Int.random(in: 0...digits.count, using: &random)
            let zeros = String(repeating: "0", count: Int.random(in: 0...3, using: &random))
            let exponent =
                Int.random(in: 0..<4, using: &random) == 0 ? "e\(Int.random(in: -30...30, using: &random))" : ""
            let text = digits.prefix(point) + "." + zeros + digits.dropFirst(point) + exponent
            #expect(parsed(String(text)) == Double(String(text)), "\(text)")
        }
    }

    /// Halfway between two doubles: ties go to the even one, and the least bit more goes up.
    @Test func `ties round to even`() {
        for base in stride(from: UInt64(1) << 53, to: (1 << 53) + 40, by: 2) {
            for text in ["\(base + 1).0", "\(base + 1).01", "\(base + 1)e-1", "\(base)5e-1", "\(base).99"] {
                #expect(parsed(text) == Double(text), "\(text)")
            }
        }
    }

    @Test(arguments: [
        ("0", 0.0), ("-0", -0.0), ("+1", 1), (".5", 0.5), ("5.", 5), ("1e3", 1000), ("1E-3", 0.001), ("1e+2", 100),
        ("00012", 12),
        ("0.000000000000000000000000000001", 1e-30), ("123456789012345678901234567890", 1.2345678901234568e29),
        ("1e-999", 0), ("0e999", 0), ("4.9e-324", Double.leastNonzeroMagnitude),
        ("1.7976931348623157e308", Double.greatestFiniteMagnitude),
    ])
    func `the accepted forms have their value`(text: String, value: Double) {
        #expect(parsed(text)?.bitPattern == value.bitPattern)
    }

    @Test(arguments: ["1e309", "1e999", "-1e99999999999999999999"])
    func `a number beyond all doubles is infinite`(text: String) {
        #expect(parsed(text)?.isInfinite == true)
    }

    @Test(arguments: [
        "", "-", ".", "e5", "1e", "1e+", "1.2.3", "1,5", "0x10", "nan", "inf", "1 2", "1_000", "--1", "1f", "٣", "5%",
        "-.e1",
    ])
    func `anything else is no number`(text: String) {
        #expect(parsed(text) == nil)
    }
}
