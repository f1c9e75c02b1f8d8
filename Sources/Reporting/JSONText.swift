/// A JSON document (RFC 8259) that is the same bytes for the same content: keys sorted, numbers in their shortest form.
indirect enum JSONText: Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case unsigned(UInt64)
    case number(Double)
    case string(String)
    case array([JSONText])
    case object([String: JSONText])

    /// A string, or null.
    static func optional(_ text: String?) -> JSONText { text.map(JSONText.string) ?? .null }

    /// An integer, or null.
    static func optional(_ number: Int?) -> JSONText { number.map(JSONText.integer) ?? .null }

    /// A number, or null; JSON has no NaN and no infinity, which are null as well.
    static func optional(_ number: Double?) -> JSONText { number.map(JSONText.number) ?? .null }

    /// The document, indented by two blanks a level, with a line end.
    var document: String {
        var text = ""
        write(to: &text, indent: "\n")
        return text + "\n"
    }

    private func write(to text: inout String, indent: String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .unsigned(let value): text += String(value)
        case .number(let value): text += value.isFinite ? value.description : "null"
        case .string(let value): Self.write(value, to: &text)
        case .array(let items):
            Self.write(items.map { (nil, $0) }, between: ("[", "]"), to: &text, indent: indent)
        case .object(let members):
            // By scalars, not by String's order, which folds canonically equivalent keys.
            let sorted = members.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
            Self.write(sorted.map { ($0.key, $0.value) }, between: ("{", "}"), to: &text, indent: indent)
        }
    }

    private static func write(
        _ items: [(key: String?, value: JSONText)],
        between brackets: (open: String, close: String),
        to text: inout String,
        indent: String
    ) {
        text += brackets.open
        for (place, item) in items.enumerated() {
            text += (place == 0 ? "" : ",") + indent + "  "
            if let key = item.key {
                write(key, to: &text)
                text += ": "
            }
            item.value.write(to: &text, indent: indent + "  ")
        }
        text += (items.isEmpty ? "" : indent) + brackets.close
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.properties.generalCategory == .control:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
