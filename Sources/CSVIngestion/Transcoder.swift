import Diagnostics

/// Converts text to UTF-8, piece by piece.
struct Transcoder {
    private let encoding: TextEncoding
    private let path: String
    /// Bytes of a character that is not complete yet.
    private var carried: [UInt8] = []
    /// Bytes taken so far.
    private var taken = 0

    init(_ encoding: TextEncoding, path: String) {
        self.encoding = encoding
        self.path = path
    }

    /// The next piece in UTF-8.
    ///
    /// - Parameter isLast: Whether nothing follows.
    /// - Throws: ``CSVError`` when it is malformed UTF-16; any bytes are Windows-1252.
    mutating func convert(_ piece: [UInt8], isLast: Bool) throws(CSVError) -> [UInt8] {
        switch encoding {
        case .utf8: return piece
        case .windows1252: return Self.windows1252(piece)
        case .utf16LittleEndian: return try utf16(carried + piece, high: 1, isLast: isLast)
        case .utf16BigEndian: return try utf16(carried + piece, high: 0, isLast: isLast)
        }
    }

    private mutating func utf16(_ text: [UInt8], high: Int, isLast: Bool) throws(CSVError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        func unit(_ position: Int) -> UInt32 {
            UInt32(text[position + high]) << 8 | UInt32(text[position + 1 - high])
        }
        var position = 0
        while position + 1 < text.count {
            var scalar = unit(position)
            var length = 2
            if scalar & 0xfc00 == 0xd800 {
                guard position + 3 < text.count else {
                    if isLast { throw malformed(at: position) }
                    break
                }
                let low = unit(position + 2)
                guard low & 0xfc00 == 0xdc00 else { throw malformed(at: position) }
                scalar = 0x10000 + (scalar & 0x3ff) << 10 + (low & 0x3ff)
                length = 4
            }
            guard let scalar = Unicode.Scalar(scalar) else { throw malformed(at: position) }
            if scalar.isASCII {
                output.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                output.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
            }
            position += length
        }
        if isLast, position < text.count { throw malformed(at: position) }
        carried = Array(text[position...])
        taken += position
        return output
    }

    private func malformed(at position: Int) -> CSVError {
        CSVError(
            .notText, "the UTF-16 text is malformed at byte \(taken + position)",
            fix: "pass --encoding with what it is written in, one of "
                + TextEncoding.allCases.map(\.rawValue).joined(separator: ", "),
            at: DiagnosticLocation(file: path))
    }

    private static func windows1252(_ piece: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(piece.count + piece.count / 8)
        for byte in piece {
            if byte < 0x80 {
                output.append(byte)
            } else {
                let scalar = (0x80..<0xa0).contains(byte) ? differences[Int(byte) - 0x80] : Unicode.Scalar(byte)
                output.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
            }
        }
        return output
    }

    /// What stands for 0x80 to 0x9f, where Windows-1252 is not Latin-1; the five that stand for nothing are controls, as in
    /// the WHATWG's Encoding Standard (https://encoding.spec.whatwg.org/index-windows-1252.txt).
    private static let differences: [Unicode.Scalar] = [
        "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8d}", "Ž", "\u{8f}",
        "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9d}", "ž", "Ÿ",
    ]
}
