import Models

extension JSONText {
    /// The same content.
    init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .integer(Int(value))
        case .unsigned(let value): self = .unsigned(value)
        case .double(let value): self = .number(value)
        case .string(let value): self = .string(value)
        case .array(let values): self = .array(values.map(JSONText.init))
        case .object(let members): self = .object(members.mapValues(JSONText.init))
        }
    }
}
