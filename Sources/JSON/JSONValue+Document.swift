extension JSONValue {
    /// The value as ``text``, but for people: a member or element a line, indented by two blanks a level, with a line
    /// end after the last, and no control character as itself, so that a name from a file cannot steer a terminal.
    package var document: String {
        var bytes: [UInt8] = []
        writeDocument(to: &bytes, indent: "\n")
        return String(decoding: bytes, as: UTF8.self) + "\n"
    }

    private func writeDocument(to bytes: inout [UInt8], indent: String) {
        switch self {
        case .string(let string): Self.writeVisible(string, to: &bytes)
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
                writeVisible(key, to: &bytes)
                bytes += ": ".utf8
            }
            line.value.writeDocument(to: &bytes, indent: indent + "  ")
        }
        bytes += (indent + brackets.close).utf8
    }

    /// Appends `string` in quotes with every control character escaped, those beyond ASCII too.
    private static func writeVisible(_ string: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": bytes += #"\""#.utf8
            case "\\": bytes += #"\\"#.utf8
            case "\n": bytes += #"\n"#.utf8
            case "\r": bytes += #"\r"#.utf8
            case "\t": bytes += #"\t"#.utf8
            case _ where scalar.properties.generalCategory == .control:
                let digits = String(scalar.value, radix: 16)
                bytes += (#"\u"# + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            default: bytes += UTF8.encode(scalar).map { Array($0) } ?? []
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
