extension TextEncoding {
    /// What the first bytes of a text are encoded in: by its byte order mark, by the zeros that Latin letters leave in
    /// UTF-16, and otherwise by whether they are UTF-8.
    ///
    /// Bytes that are not UTF-8 are taken for Windows-1252 when no character beyond ASCII is valid UTF-8; a mixture stays
    /// UTF-8, so that the place of the fault is reported.
    ///
    /// - Parameter isWhole: Whether nothing follows; otherwise the last character may be cut.
    static func recognised(_ head: [UInt8], isWhole: Bool) -> TextEncoding {
        if head.starts(with: [0xff, 0xfe]) { return .utf16LittleEndian }
        if head.starts(with: [0xfe, 0xff]) { return .utf16BigEndian }
        if head.starts(with: [0xef, 0xbb, 0xbf]) { return .utf8 }
        if let wide = wide(head.prefix(1024)) { return wide }
        let validity = UTF8Validity(head, isWhole: isWhole)
        return validity.invalid > 0 && validity.beyondASCII == 0 ? .windows1252 : .utf8
    }

    /// UTF-16 without a byte order mark: one byte of most pairs is zero, always the same one.
    private static func wide(_ head: ArraySlice<UInt8>) -> TextEncoding? {
        let pairs = head.count / 2
        guard pairs >= 4 else { return nil }
        let high = (0..<pairs).count { head[2 * $0] == 0 }
        let low = (0..<pairs).count { head[2 * $0 + 1] == 0 }
        if low * 10 >= pairs * 7, high == 0 { return .utf16LittleEndian }
        if high * 10 >= pairs * 7, low == 0 { return .utf16BigEndian }
        return nil
    }
}

/// How much of a text is UTF-8.
struct UTF8Validity {
    /// Valid characters of more than one byte.
    private(set) var beyondASCII = 0
    /// Bytes that belong to no valid character.
    private(set) var invalid = 0

    init(_ text: [UInt8], isWhole: Bool) {
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte < 0x80 {
                position += 1
                continue
            }
            let length = Self.length(byte)
            let rest = text[(position + 1)..<min(text.count, position + max(1, length))]
            if !isWhole, length > 1, position + length > text.count, rest.allSatisfy({ $0 & 0xc0 == 0x80 }) { return }
            if length > 1, rest.count == length - 1, String(validating: [byte] + rest, as: UTF8.self) != nil {
                beyondASCII += 1
                position += length
            } else {
                invalid += 1
                position += 1
            }
        }
    }

    /// Bytes of a character that begins so; 0 when none does.
    private static func length(_ byte: UInt8) -> Int {
        switch byte {
        case 0xc2...0xdf: 2
        case 0xe0...0xef: 3
        case 0xf0...0xf4: 4
        default: 0
        }
    }
}
