import Testing

@testable import JSON

struct JSONReaderTests {
    @Test(
        "What is no JSON is refused at its first wrong byte",
        arguments: [
            ("", "expected a value, found the end", 0),
            ("  ", "expected a value, found the end", 2),
            ("nul", "expected a value, found 'n'", 0),
            ("tru e", "expected a value, found 't'", 0),
            ("NaN", "expected a value, found 'N'", 0),
            ("1 2", "expected the end, found '2'", 2),
            ("{} x", "expected the end, found 'x'", 3),
            ("[1,]", "expected a value, found ']'", 3),
            ("[1 2]", "expected ',' or ']', found '2'", 3),
            ("[1", "expected ',' or ']', found the end", 2),
            ("{1:2}", "expected a string in quotes, found '1'", 1),
            (#"{"a" 1}"#, "expected ':', found '1'", 5),
            (#"{"a":1,}"#, "expected a string in quotes, found '}'", 7),
            (#"{"a":1,"b":2,"a":3}"#, "the key 'a' is there twice", 13),
            (#"{"é":1,"e\u0301":2}"#, "the key 'e\u{301}' is there twice", 8),
            (#"{"a":1,"\u0061":3}"#, "the key 'a' is there twice", 7),
            ("01", "expected the end, found '1'", 1),
            ("-", "expected a number, found the end", 1),
            ("+1", "expected a value, found '+'", 0),
            (".5", "expected a value, found '.'", 0),
            ("1.", "expected a number, found the end", 2),
            ("1e", "expected a number, found the end", 2),
            ("0x10", "expected the end, found 'x'", 1),
            ("1e999", "a number too large for a double", 0),
            ("18446744073709551616", "a whole number beyond 64 bits", 0),
            ("-9223372036854775809", "a whole number beyond 64 bits", 0),
            (#"""#, "expected the end of a string, found the end", 1),
            ("\"a\nb\"", "expected no control character in a string, found byte 0xa", 2),
            (#""\x""#, "an unknown escape", 1),
            (#""\"#, "expected an escape, found the end", 2),
            (#""\u12"#, "expected four hexadecimal digits, found the end", 5),
            (#""\u12g4""#, "expected four hexadecimal digits, found 'g'", 5),
            (#""\ud800""#, "half of a surrogate pair", 1),
            (#""\ud800\n""#, "half of a surrogate pair", 1),
            (#""\ud800\u0041""#, "half of a surrogate pair", 1),
            (#""\udc00""#, "half of a surrogate pair", 1),
        ])
    func refused(text: String, reason: String, offset: Int) {
        #expect(throws: JSONError(reason: reason, offset: offset)) { try JSONValue(parsing: text) }
    }

    @Test func `escapes stand for their characters`() throws {
        let text = #""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83c\udf21\u0000x""#
        #expect(try JSONValue(parsing: text) == .string("\"\\/\u{08}\u{0C}\n\r\tAé€🌡\0x"))
    }

    @Test func `white space may stand between all tokens`() throws {
        let text = " \n\t\r{ \"a\" : [ 1 , 2.0 , true ] } \n"
        #expect(try JSONValue(parsing: text) == .object(["a": .array([.integer(1), .double(2), .bool(true)])]))
    }

    @Test(
        "Bytes that are not UTF-8 are refused in any string",
        arguments: [
            [0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
        ] as [[UInt8]])
    func notUTF8(bytes: [UInt8]) {
        for escape in ["", #"\n"#] {
            var reader = JSONReader(Array("\"\(escape)".utf8) + bytes + Array("\"".utf8))
            #expect(throws: JSONError(reason: "a string that is not UTF-8", offset: 1)) { try reader.string() }
        }
    }

    @Test func `nesting is limited, however deep the text goes`() throws {
        let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try JSONValue(parsing: deepest).text == deepest)
        for open in ["[", #"{"a":"#] {
            let tooDeep = String(repeating: open, count: 100_000)
            #expect(throws: JSONError(reason: "nested deeper than 64 levels", offset: 64 * open.utf8.count)) {
                try JSONValue(parsing: tooDeep)
            }
        }
    }

    @Test(
        "Only digits from 0 to 2^63 - 1 are a size",
        arguments: [
            "-1", "-0", "1.0", "1e3", "9223372036854775808", "99999999999999999999999", "\"1\"", "null", "[1]", "",
        ])
    func noSize(text: String) {
        var reader = JSONReader(Array(text.utf8))
        #expect(throws: JSONError.self) { try reader.nonNegativeInteger() }
    }

    @Test func `the largest size is read exactly`() throws {
        var reader = JSONReader(Array(" 9223372036854775807 ".utf8))
        #expect(try reader.nonNegativeInteger() == .max)
    }
}
