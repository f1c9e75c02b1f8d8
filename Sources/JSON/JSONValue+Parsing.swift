extension JSONValue {
    /// How deep arrays and objects may be nested; a model's document needs about six.
    static let maximumDepth = 64

    /// Reads one JSON document from `text`.
    ///
    /// - Throws: ``JSONError`` with the byte where the text stops being JSON as ``JSONReader`` demands it.
    package init(parsing text: String) throws(JSONError) {
        var reader = JSONReader(Array(text.utf8))
        self = try JSONValue(from: &reader, depth: 0)
        try reader.end()
    }

    private init(from reader: inout JSONReader, depth: Int) throws(JSONError) {
        guard depth < Self.maximumDepth else {
            throw JSONError(reason: "nested deeper than \(Self.maximumDepth) levels", offset: reader.offset)
        }
        switch reader.peek().map(Unicode.Scalar.init) {
        case "{":
            var members: [String: JSONValue] = [:]
            try reader.object { reader, key throws(JSONError) in
                members[key] = try JSONValue(from: &reader, depth: depth + 1)
            }
            self = .object(members)
        case "[":
            var elements: [JSONValue] = []
            try reader.array { reader throws(JSONError) in
                elements.append(try JSONValue(from: &reader, depth: depth + 1))
            }
            self = .array(elements)
        case "\"": self = .string(try reader.string())
        case "t" where reader.take(word: "true"): self = .bool(true)
        case "f" where reader.take(word: "false"): self = .bool(false)
        case "n" where reader.take(word: "null"): self = .null
        case "-", .some("0"..."9"): self = try reader.number()
        default: throw reader.unexpected("a value")
        }
    }
}
