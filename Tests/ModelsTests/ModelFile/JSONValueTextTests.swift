import ForecastTestSupport
import Testing

@testable import Models

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

    @Test func `a name in a message is cut and cannot steer a terminal`() {
        #expect("close".quotedForMessage == "'close'")
        #expect("Zürich 🌡".quotedForMessage == "'Zürich 🌡'")
        #expect("\u{1B}[2J\n\u{202E}".quotedForMessage == #"'\u{1B}[2J\n\u{202E}'"#)
        #expect(String(repeating: "x", count: 1000).quotedForMessage == "'\(String(repeating: "x", count: 60))…'")
    }
}

extension JSONValue {
    /// A document whose every kind of value is as likely as another.
    static func random(depth: Int, using numbers: inout SplitMix64) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &numbers) {
        case 0: return .null
        case 1: return .bool(.random(using: &numbers))
        case 2: return .integer(Int64(bitPattern: numbers.next() >> UInt64.random(in: 0..<64, using: &numbers)))
        case 3: return JSONValue(numbers.next())
        case 4:
            let value = Double(bitPattern: numbers.next())
            return .double(value.isFinite ? value : 0.5)
        case 5: return .string(.random(using: &numbers))
        case 6:
            return .array(
                (0..<Int.random(in: 0..<5, using: &numbers)).map { _ in .random(depth: depth - 1, using: &numbers) })
        default:
            var members: [String: JSONValue] = [:]
            for _ in 0..<Int.random(in: 0..<5, using: &numbers) {
                members[.random(using: &numbers)] = .random(depth: depth - 1, using: &numbers)
            }
            return .object(members)
        }
    }
}

extension String {
    /// A string of up to 12 characters from all of Unicode, the awkward ones often.
    static func random(using numbers: inout SplitMix64) -> String {
        var string = ""
        for _ in 0..<Int.random(in: 0...12, using: &numbers) {
            let limit: UInt32 = [0x20, 0x80, 0x800, 0x10000, 0x110000].randomElement(using: &numbers) ?? 0x80
            string.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: 0..<limit, using: &numbers)) ?? "\"")
        }
        return string
    }
}
