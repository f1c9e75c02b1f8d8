/// A type that is one JSON value in a document: what ends the recursion when a `Codable` type is written or read.
protocol JSONPrimitive {
    /// The value as JSON; nil when JSON has no text for it.
    var json: JSONValue? { get }
    /// The value of `json`; nil when it is of another kind or does not fit.
    init?(json: JSONValue)
    /// What is expected, for messages.
    static var jsonKind: String { get }
}

extension Bool: JSONPrimitive {
    var json: JSONValue? { .bool(self) }
    init?(json: JSONValue) {
        guard case .bool(let value) = json else { return nil }
        self = value
    }
    static var jsonKind: String { "true or false" }
}

extension String: JSONPrimitive {
    var json: JSONValue? { .string(self) }
    init?(json: JSONValue) {
        guard case .string(let value) = json else { return nil }
        self = value
    }
    static var jsonKind: String { "a string" }
}

extension Double: JSONPrimitive {
    var json: JSONValue? { isFinite ? .double(self) : nil }
    init?(json: JSONValue) {
        switch json {
        case .double(let value): self = value
        case .integer(let value): self.init(exactly: value)
        case .unsigned(let value): self.init(exactly: value)
        default: return nil
        }
    }
    static var jsonKind: String { "a number" }
}

/// Written as the double of the same value, so that it reads back exactly without a second rounding.
extension Float: JSONPrimitive {
    var json: JSONValue? { Double(self).json }
    init?(json: JSONValue) {
        guard let value = Double(json: json) else { return nil }
        self.init(exactly: value)
    }
    static var jsonKind: String { "a single-precision number" }
}

extension JSONPrimitive where Self: FixedWidthInteger {
    var json: JSONValue? { JSONValue(self) }
    init?(json: JSONValue) {
        switch json {
        case .integer(let value): self.init(exactly: value)
        case .unsigned(let value): self.init(exactly: value)
        default: return nil
        }
    }
    static var jsonKind: String { "a whole number from \(Self.min) to \(Self.max)" }
}

extension Int: JSONPrimitive {}
extension Int8: JSONPrimitive {}
extension Int16: JSONPrimitive {}
extension Int32: JSONPrimitive {}
extension Int64: JSONPrimitive {}
extension UInt: JSONPrimitive {}
extension UInt8: JSONPrimitive {}
extension UInt16: JSONPrimitive {}
extension UInt32: JSONPrimitive {}
extension UInt64: JSONPrimitive {}
