/// A JSON document in memory, read strictly and written the same way every time.
///
/// Our own, and not Foundation's, for four reasons: the text must be the same bytes on every machine and version; a
/// duplicate key must be refused, where `JSONDecoder` keeps one of the two; a seed above 2^53 must stay exact; and a
/// command that only forecasts must start in milliseconds, which rules out loading Foundation for a few kilobytes.
package enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number written without fraction and exponent that fits 64 signed bits.
    case integer(Int64)
    /// A number written without fraction and exponent in 2^63 ..< 2^64, so that every `UInt64` stays exact.
    case unsigned(UInt64)
    /// A number written with a fraction or an exponent; always finite.
    case double(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object; its order in the text is that of the keys' UTF-8 bytes.
    case object([String: JSONValue])

    /// The whole number `value`, in the one case that holds it.
    package init(_ value: some BinaryInteger) {
        if let small = Int64(exactly: value) {
            self = .integer(small)
        } else {
            self = .unsigned(UInt64(value))
        }
    }

    /// The member of an object under `key`; nil when there is none or this is no object.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// What kind of value this is, for messages.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a truth value"
        case .integer, .unsigned: "a whole number"
        case .double: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
