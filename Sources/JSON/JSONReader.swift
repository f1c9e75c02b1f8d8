import Diagnostics

/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Equatable {
    /// What is wrong, without a full stop.
    package var reason: String
    /// The byte of the text where it was noticed, counted from 0.
    package var offset: Int

    package init(reason: String, offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

/// Reads JSON (RFC 8259) from untrusted bytes, strictly and token by token.
///
/// Nothing is built that the caller does not ask for, so a reader that knows what to expect, such as that of the
/// safetensors header, uses memory only for what it keeps. Beyond the grammar: a key twice in an object is refused
/// (keys are compared as Swift compares strings, so two spellings of the same é are one key), strings must be UTF-8
/// without lone surrogates, and numbers must fit the type they are read into.
package struct JSONReader {
    private let bytes: [UInt8]
    /// The next byte to read.
    package private(set) var offset = 0

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    // MARK: Structure

    /// Reads an object; `member` is called after each key and must read its value.
    package mutating func object(_ member: (inout JSONReader, String) throws(JSONError) -> Void) throws(JSONError) {
        var keys: Set<String> = []
        try items(from: "{", to: "}") { reader throws(JSONError) in
            let start = reader.offset
            let key = try reader.string()
            guard keys.insert(key).inserted else {
                throw JSONError(reason: "the key \(key.quotedForMessage) is there twice", offset: start)
            }
            try reader.expect(":")
            try member(&reader, key)
        }
    }

    /// Reads an array; `element` is called once for each element and must read it.
    package mutating func array(_ element: (inout JSONReader) throws(JSONError) -> Void) throws(JSONError) {
        try items(from: "[", to: "]", element)
    }

    /// Makes sure that nothing but white space is left.
    package mutating func end() throws(JSONError) {
        skipWhiteSpace()
        guard offset == bytes.count else { throw unexpected("the end") }
    }

    private mutating func items(
        from open: Unicode.Scalar, to close: Unicode.Scalar, _ item: (inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        try expect(open)
        if take(close) { return }
        repeat { try item(&self) } while take(",")
        try expect(close, or: "',' or ")
    }

    // MARK: Tokens

    /// The next byte that is not white space.
    package mutating func peek() -> UInt8? {
        skipWhiteSpace()
        return offset < bytes.count ? bytes[offset] : nil
    }

    /// Reads `word` if it comes next.
    package mutating func take(word: StaticString) -> Bool {
        skipWhiteSpace()
        let expected = word.description.utf8
        guard bytes[offset...].starts(with: expected) else { return false }
        offset += expected.count
        return true
    }

    /// Reads a whole number from 0 to `Int.max`: digits only, no leading zero.
    package mutating func nonNegativeInteger() throws(JSONError) -> Int {
        skipWhiteSpace()
        let start = offset
        guard case .integer(let value) = try number(), value >= 0, let result = Int(exactly: value),
            bytes[start] != UInt8(ascii: "-")
        else {
            throw JSONError(reason: "expected a whole number from 0 to 2^63 - 1", offset: start)
        }
        return result
    }

    /// Reads a number: whole numbers stay exact, others become the nearest double.
    package mutating func number() throws(JSONError) -> JSONValue {
        skipWhiteSpace()
        let start = offset
        let isWhole = try scanNumber()
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isWhole, let value = Int64(text) { return .integer(value) }
        if isWhole, let value = UInt64(text) { return .unsigned(value) }
        guard !isWhole else { throw JSONError(reason: "a whole number beyond 64 bits", offset: start) }
        guard let value = Double(text), value.isFinite else {
            throw JSONError(reason: "a number too large for a double", offset: start)
        }
        return .double(value)
    }

    /// Steps over a number as the grammar has it, and says whether it has neither fraction nor exponent.
    private mutating func scanNumber() throws(JSONError) -> Bool {
        _ = takeByte(where: { $0 == "-" })
        if !takeByte(where: { $0 == "0" }) { try scanDigits() }
        var isWhole = true
        if takeByte(where: { $0 == "." }) {
            isWhole = false
            try scanDigits()
        }
        if takeByte(where: { $0 == "e" || $0 == "E" }) {
            isWhole = false
            _ = takeByte(where: { $0 == "+" || $0 == "-" })
            try scanDigits()
        }
        return isWhole
    }

    private mutating func scanDigits() throws(JSONError) {
        guard takeByte(where: { ("0"..."9").contains($0) }) else { throw unexpected("a number") }
        while takeByte(where: { ("0"..."9").contains($0) }) {}
    }

    /// Reads a string.
    package mutating func string() throws(JSONError) -> String {
        try expect("\"", as: "a string in quotes")
        let start = offset
        var decoded: [UInt8]?
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
            guard bytes[offset] >= 0x20 else { throw unexpected("no control character in a string") }
            if bytes[offset] == UInt8(ascii: "\\") {
                var soFar = decoded ?? Array(bytes[start..<offset])
                decoded = nil
                soFar += String(try escape()).utf8
                decoded = soFar
            } else {
                decoded?.append(bytes[offset])
                offset += 1
            }
        }
        let text = decoded.map { String(validating: $0, as: UTF8.self) }
        guard let string = text ?? String(validating: bytes[start..<offset], as: UTF8.self) else {
            throw JSONError(reason: "a string that is not UTF-8", offset: start)
        }
        try expect("\"", as: "the end of a string")
        return string
    }

    /// Reads an escape, from its backslash on; two for a character beyond U+FFFF.
    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        let start = offset
        offset += 1
        guard offset < bytes.count else { throw unexpected("an escape") }
        offset += 1
        switch Unicode.Scalar(bytes[offset - 1]) {
        case "\"": return "\""
        case "\\": return "\\"
        case "/": return "/"
        case "b": return "\u{08}"
        case "f": return "\u{0C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": break
        default: throw JSONError(reason: "an unknown escape", offset: start)
        }
        var code = try fourHexDigits()
        if (0xD800..<0xDC00).contains(code), bytes[offset...].starts(with: #"\u"#.utf8) {
            offset += 2
            let low = try fourHexDigits()
            // A low half belongs here; anything else leaves the code a lone half, refused below.
            if (0xDC00..<0xE000).contains(low) { code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) }
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw JSONError(reason: "half of a surrogate pair", offset: start)
        }
        return scalar
    }

    private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard offset < bytes.count, let digit = Character(Unicode.Scalar(bytes[offset])).hexDigitValue else {
                throw unexpected("four hexadecimal digits")
            }
            code = code << 4 | UInt32(digit)
            offset += 1
        }
        return code
    }

    // MARK: Bytes

    private mutating func skipWhiteSpace() {
        while takeByte(where: { $0 == " " || $0 == "\n" || $0 == "\r" || $0 == "\t" }) {}
    }

    private mutating func take(_ token: Unicode.Scalar) -> Bool {
        skipWhiteSpace()
        return takeByte(where: { $0 == token })
    }

    private mutating func takeByte(where matches: (Unicode.Scalar) -> Bool) -> Bool {
        guard offset < bytes.count, matches(Unicode.Scalar(bytes[offset])) else { return false }
        offset += 1
        return true
    }

    private mutating func expect(
        _ token: Unicode.Scalar, or alternative: String = "", as name: String? = nil
    ) throws(JSONError) {
        guard take(token) else { throw unexpected(name ?? "\(alternative)'\(token)'") }
    }

    /// The error for something other than `expected` at this place.
    package func unexpected(_ expected: String) -> JSONError {
        guard offset < bytes.count else {
            return JSONError(reason: "expected \(expected), found the end", offset: offset)
        }
        let found = Unicode.Scalar(bytes[offset])
        let shown = (0x21..<0x7F).contains(found.value) ? "'\(found)'" : "byte 0x\(String(found.value, radix: 16))"
        return JSONError(reason: "expected \(expected), found \(shown)", offset: offset)
    }
}
