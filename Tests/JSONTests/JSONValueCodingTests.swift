import ForecastTestSupport
import Testing

@testable import JSON

struct JSONValueCodingTests {
    /// One member of each kind that documents are made of.
    struct Document: Codable, Equatable {
        enum Kind: String, Codable { case gru, lstm }
        enum Step: Codable, Equatable { case fixed(seconds: Int), sessions }
        struct Part: Codable, Equatable {
            var mean: Double
            var scale: Float
        }

        var seed: UInt64
        var kind: Kind
        var step: Step
        var parts: [Part]
        var named: [String: Int8]
        var absent: String?
        var present: String?
        var holes: [Double?]
        var isLogarithmic: Bool
        var pair: [[Int]]
    }

    static let document = Document(
        seed: .max, kind: .gru, step: .fixed(seconds: 3600), parts: [.init(mean: 0.1, scale: 0.1)],
        named: ["b": -128, "a": 127], absent: nil, present: "é", holes: [nil, 1], isLogarithmic: true,
        pair: [[1, 2], []])

    @Test func `a document becomes its JSON, sorted, without what is nil`() throws {
        #expect(
            try JSONValue(encoding: Self.document).text == """
                {"holes":[null,1.0],"isLogarithmic":true,"kind":"gru","named":{"a":127,"b":-128},"pair":[[1,2],[]],\
                "parts":[{"mean":0.1,"scale":0.10000000149011612}],"present":"é","seed":18446744073709551615,\
                "step":{"fixed":{"seconds":3600}}}
                """)
    }

    @Test func `a document comes back equal`() throws {
        #expect(try JSONValue(encoding: Self.document).decode(Document.self) == Self.document)
        var other = Self.document
        other.step = .sessions
        other.absent = ""
        #expect(try JSONValue(parsing: try JSONValue(encoding: other).text).decode(Document.self) == other)
    }

    @Test func `every double and float survives, to the bit`() throws {
        var numbers = SplitMix64(seed: 3)
        for _ in 0..<2000 {
            let double = Double(bitPattern: numbers.next())
            let float = Float(bitPattern: UInt32(truncatingIfNeeded: numbers.next()))
            if double.isFinite {
                let text = try JSONValue(encoding: [double]).text
                #expect(try JSONValue(parsing: text).decode([Double].self)[0].bitPattern == double.bitPattern)
            }
            if float.isFinite {
                let text = try JSONValue(encoding: [float]).text
                #expect(try JSONValue(parsing: text).decode([Float].self)[0].bitPattern == float.bitPattern)
            }
        }
    }

    @Test("A number that is not finite is refused", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(value: Double) {
        #expect(throws: EncodingError.self) { try JSONValue(encoding: ["a": value]) }
        #expect(throws: EncodingError.self) { try JSONValue(encoding: [Float(value)]) }
    }

    @Test(
        "Whole numbers are read only where they fit exactly",
        arguments: [
            ("255", true), ("256", false), ("-1", false), ("1.0", false), ("\"1\"", false), ("true", false),
            ("null", false),
            ("18446744073709551615", false),
        ])
    func fits(text: String, isRead: Bool) throws {
        let value = try JSONValue(parsing: text)
        #expect(((try? value.decode(UInt8.self)) != nil) == isRead)
    }

    @Test func `a whole number is read as a double only when the double is exact`() throws {
        #expect(try JSONValue.integer(3).decode(Double.self) == 3)
        #expect(throws: DecodingError.self) { try JSONValue.integer(1 << 53 + 1).decode(Double.self) }
        #expect(throws: DecodingError.self) { try JSONValue.double(0.1).decode(Float.self) }
    }

    @Test(
        "An error names the member",
        arguments: [
            ("seed", JSONValue?.none, "seed: missing"),
            ("seed", .string("1"), "seed: expected a whole number from 0 to 18446744073709551615, found a string"),
            ("kind", .null, "kind: expected a string, found null"),
            ("kind", .string("mlp"), "kind: Cannot initialize Kind from invalid String value mlp"),
            ("parts", .array([.object(["mean": .integer(1)])]), "parts.0.scale: missing"),
            ("parts", .object([:]), "parts: expected an array, found an object"),
            ("named", .array([]), "named: expected an object, found an array"),
            ("holes", .array([.null, .bool(true)]), "holes.1: expected a number, found a truth value"),
            (
                "pair", .array([.array([.double(0.5)])]),
                "pair.0.0: expected a whole number from -9223372036854775808 to 9223372036854775807, found a number"
            ),
            ("isLogarithmic", .integer(1), "isLogarithmic: expected true or false, found a whole number"),
        ])
    func named(member: String, value: JSONValue?, reason: String) throws {
        guard case .object(var members) = try JSONValue(encoding: Self.document) else { Issue.record(); return }
        members[member] = value
        members["formatVersion"] = .integer(1)
        let error = try #require(throws: DecodingError.self) {
            try JSONValue.object(members).decode(Document.self)
        }
        #expect(codingReason(error) == reason)
    }

    @Test func `an error names members without their control characters`() throws {
        let value = try JSONValue(parsing: #"{"a\u001b[2J":"\u001b[31m"}"#)
        let error = try #require(throws: DecodingError.self) { try value.decode([String: Int].self) }
        #expect(codingReason(error).hasPrefix(#"a\u{1B}[2J: expected a whole number"#))
    }
}
