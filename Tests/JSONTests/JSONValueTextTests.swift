import ForecastTestSupport
import Testing

@testable import JSON

struct JSONValueTextTests {
    @Test(
        "Every kind of value has one text",
        arguments: [
            (JSONValue.null, "null"),
            (.bool(true), "true"),
            (.bool(false), "false"),
            (.integer(0), "0"),
            (.integer(.min), "-9223372036854775808"),
            (.unsigned(.max), "18446744073709551615"),
            (.double(0.1), "0.1"),
            (.double(-0.0), "-0.0"),
            (.double(1), "1.0"),
            (.double(.leastNonzeroMagnitude), "5e-324"),
            (.double(.greatestFiniteMagnitude), "1.7976931348623157e+308"),
            (
                .string("a\"b\\c/d\u{08}\u{09}\n\u{0C}\r\u{01}\u{1F}\u{7F}é🌡"),
                #""a\"b\\c/d\b\t\n\f\r\u0001\u001f"# + "\u{7F}é🌡\""
            ),
            (.array([]), "[]"),
            (.array([.null, .array([.integer(1)])]), "[null,[1]]"),
            (.object([:]), "{}"),
            (
                .object(["b": .integer(2), "a": .integer(1), "é": .null, "B": .bool(true)]),
                #"{"B":true,"a":1,"b":2,"é":null}"#
            ),
        ])
    func text(value: JSONValue, text: String) throws {
        #expect(value.text == text)
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test func `random documents read back as they were written, and are written the same again`() throws {
        var numbers = SplitMix64(seed: 7)
        for _ in 0..<400 {
            let value = JSONValue.random(depth: 4, using: &numbers)
            let read = try JSONValue(parsing: value.text)
            #expect(read == value)
            #expect(Array(read.text.utf8) == Array(value.text.utf8))
        }
    }

    @Test func `keys are in the order of their bytes, not of the language`() {
        // U+FF61 comes before U+1F321 in UTF-8 and after it in UTF-16; z and é differ from any dictionary's order.
        let keys = ["\u{1F321}", "\u{FF61}", "é", "z", "Z", ""]
        let value = JSONValue.object(Dictionary(uniqueKeysWithValues: keys.map { ($0, .null) }))
        #expect(value.text == "{\"\":null,\"Z\":null,\"z\":null,\"é\":null,\"\u{FF61}\":null,\"\u{1F321}\":null}")
    }
}
