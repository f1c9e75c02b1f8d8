import Foundation
import ForecastTestSupport
import Testing

@testable import Reporting

@Suite struct JSONTextTests {
    @Test func `every string reads back as itself`() throws {
        let strings = [
            "", "a\"b\\c/", "line\nbreak\r\t", "\u{0}\u{1F}\u{7F}\u{85}", "日本 é e\u{301} 👩‍👩‍👧", "\u{2028}", "^GSPC",
        ]
        let text = JSONText.array(strings.map(JSONText.string)).document
        let read = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String])
        #expect(read.map { Array($0.unicodeScalars) } == strings.map { Array($0.unicodeScalars) })
    }

    @Test func `every number reads back as itself, bit for bit`() throws {
        var generator = SplitMix64(seed: 3)
        let random = (0..<1000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
        for value in random + [0.1, Double.leastNonzeroMagnitude, 1e22, -0.0, 1.7976931348623157e308] {
            let text = JSONText.number(value).document.dropLast()
            #expect(Double(text)?.bitPattern == value.bitPattern)
        }
        let text = JSONText.array(random.map(JSONText.number)).document
        let read = try JSONDecoder().decode([Double].self, from: Data(text.utf8))
        #expect(read == random)
    }

    @Test func `what JSON has no number for is null`() {
        for value in [Double.nan, .infinity, -.infinity] { #expect(JSONText.number(value).document == "null\n") }
        #expect(JSONText.optional(nil as Int?).document == "null\n")
    }

    @Test func `keys are sorted and the layout is fixed`() {
        let document = JSONText.object([
            "b": .array([.integer(1), .bool(true)]), "a": .object([:]), "C": .array([]),
        ])
        #expect(
            document.document == """
                {
                  "C": [],
                  "a": {},
                  "b": [
                    1,
                    true
                  ]
                }

                """)
    }
}
