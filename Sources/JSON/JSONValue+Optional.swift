extension JSONValue {
    /// A number, or null: JSON has neither NaN nor infinity.
    package static func number(_ value: Double) -> JSONValue { value.isFinite ? .double(value) : .null }

    /// A string, or null.
    package static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// A whole number, or null.
    package static func optional(_ number: Int?) -> JSONValue { number.map { JSONValue($0) } ?? .null }

    /// A number, or null; what is not finite is null as well.
    package static func optional(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }
}
