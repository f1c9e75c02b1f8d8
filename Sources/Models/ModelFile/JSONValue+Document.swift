extension JSONValue {
    /// The value as ``text``, but for people: a member or element a line, indented by two blanks a level, with a line
    /// end after the last.
    package var document: String {
        var bytes: [UInt8] = []
        writeDocument(to: &bytes, indent: "\n")
        return String(decoding: bytes, as: UTF8.self) + "\n"
    }

    private func writeDocument(to bytes: inout [UInt8], indent: String) {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            let lines = elements.map { (key: String?.none, value: $0) }
            Self.writeLines(lines, between: ("[", "]"), to: &bytes, indent: indent)
        case .object(let members) where !members.isEmpty:
            let sorted = members.sorted { $0.key.precedesByBytes($1.key) }
            let lines = sorted.map { (key: String?.some($0.key), value: $0.value) }
            Self.writeLines(lines, between: ("{", "}"), to: &bytes, indent: indent)
        default: write(to: &bytes)
        }
    }

    private static func writeLines(
        _ lines: [(key: String?, value: JSONValue)], between brackets: (open: String, close: String),
        to bytes: inout [UInt8], indent: String
    ) {
        bytes += brackets.open.utf8
        for (place, line) in lines.enumerated() {
            bytes += ((place == 0 ? "" : ",") + indent + "  ").utf8
            if let key = line.key {
                writeString(key, to: &bytes)
                bytes += ": ".utf8
            }
            line.value.writeDocument(to: &bytes, indent: indent + "  ")
        }
        bytes += (indent + brackets.close).utf8
    }
}
