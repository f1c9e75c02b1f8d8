import ForecastTestSupport
import Foundation
import Testing

@testable import JSON

@Suite struct JSONValueDocumentTests {
    @Test func `a document is indented, with sorted keys, and reads back as the same value`() throws {
        let value = JSONValue.object([
            "b": .array([.integer(1), .object(["c": .null])]), "a": .string("é\n"), "e": .array([]), "d": .object([:]),
        ])
        let document = """
            {
              "a": "é\\n",
              "b": [
                1,
                {
                  "c": null
                }
              ],
              "d": {},
              "e": []
            }

            """
        #expect(value.document == document)
        #expect(try JSONValue(parsing: value.document) == value)
    }

    @Test func `a value alone is a line`() {
        #expect(JSONValue.double(0.1).document == "0.1\n")
    }

    @Test func `every string reads back as itself`() throws {
        let strings = [
            "", "a\"b\\c/", "line\nbreak\r\t", "\u{0}\u{1F}\u{7F}\u{85}", "日本 é e\u{301} 👩‍👩‍👧", "\u{2028}", "^GSPC",
        ]
        let text = JSONValue.array(strings.map(JSONValue.string)).document
        let read = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String])
        #expect(read.map { Array($0.unicodeScalars) } == strings.map { Array($0.unicodeScalars) })
    }

    @Test func `every number reads back as itself, bit for bit`() throws {
        var generator = SplitMix64(seed: 3)
        let random = (0..<1000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
        for value in random + [0.1, Double.leastNonzeroMagnitude, 1e22, -0.0, 1.7976931348623157e308] {
            let text = JSONValue.number(value).document.dropLast()
            #expect(Double(text)?.bitPattern == value.bitPattern)
        }
        let text = JSONValue.array(random.map(JSONValue.number)).document
        let read = try JSONDecoder().decode([Double].self, from: Data(text.utf8))
        #expect(read == random)
    }

    @Test func `what JSON has no number for is null`() {
        for value in [Double.nan, .infinity, -.infinity] { #expect(JSONValue.number(value).document == "null\n") }
        #expect(JSONValue.optional(nil as Int?).document == "null\n")
    }

    @Test func `keys are sorted and the layout is fixed`() {
        let document = JSONValue.object([
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
