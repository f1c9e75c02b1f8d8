extension TimeZoneRules {
    /// Reads a zone file of RFC 8536, version 1 to 4; nil when it is damaged, or counts leap seconds.
    package convenience init?(name: String, tzif bytes: [UInt8]) {
        guard let first = TZifHeader(bytes, at: 0) else { return nil }
        guard first.version >= 2 else {
            guard let block = TZifBlock(bytes, first, at: TZifHeader.length, width: 4) else { return nil }
            self.init(name: name, transitions: block.transitions, offsets: block.offsets, footer: "")
            return
        }
        let second = TZifHeader.length + first.blockLength(width: 4)
        guard let header = TZifHeader(bytes, at: second),
            let block = TZifBlock(bytes, header, at: second + TZifHeader.length, width: 8)
        else { return nil }
        let end = second + TZifHeader.length + header.blockLength(width: 8)
        guard let footer = Self.footer(bytes, at: end) else { return nil }
        self.init(name: name, transitions: block.transitions, offsets: block.offsets, footer: footer)
    }

    /// The text between two line ends.
    private static func footer(_ bytes: [UInt8], at start: Int) -> String? {
        guard start < bytes.count, bytes[start] == 0x0a,
            let end = bytes[(start + 1)...].firstIndex(of: 0x0a)
        else { return nil }
        return String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    }
}

/// The counts at the beginning of a block.
private struct TZifHeader {
    static let length = 44

    let version: Int
    let universals: Int
    let standards: Int
    let leaps: Int
    let times: Int
    let types: Int
    let letters: Int

    init?(_ bytes: [UInt8], at start: Int) {
        guard bytes.count >= start + Self.length, bytes[start...].starts(with: "TZif".utf8) else { return nil }
        version = bytes[start + 4] == 0 ? 1 : Int(bytes[start + 4] &- .zero)
        let counts = (0..<6).map { Int(bytes.integer(at: start + 20 + $0 * 4, width: 4)) }
        // More than this is in no file, and less keeps the sums below from overflowing.
        guard (1...9).contains(version), counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
        (universals, standards, leaps, times, types, letters) =
            (counts[0], counts[1], counts[2], counts[3], counts[4], counts[5])
    }

    func blockLength(width: Int) -> Int {
        times * (width + 1) + types * 6 + letters + leaps * (width + 4) + standards + universals
    }
}

/// The changes of one block.
private struct TZifBlock {
    private(set) var transitions: [Int64] = []
    private(set) var offsets: [Int32] = []

    init?(_ bytes: [UInt8], _ header: TZifHeader, at start: Int, width: Int) {
        guard header.types > 0, header.leaps == 0, bytes.count >= start + header.blockLength(width: width) else {
            return nil
        }
        let kinds = start + header.times * width
        let types = kinds + header.times
        let all = (0..<header.types).map { Int32(truncatingIfNeeded: bytes.integer(at: types + $0 * 6, width: 4)) }
        // Before the first change the first type holds.
        offsets = [all[0]]
        for place in 0..<header.times {
            let kind = Int(bytes[kinds + place])
            guard kind < all.count else { return nil }
            let time = bytes.integer(at: start + place * width, width: width)
            // Some files begin with the big bang.
            guard time > -1 << 40 else {
                offsets[0] = all[kind]
                continue
            }
            transitions.append(time)
            offsets.append(all[kind])
        }
    }
}

extension [UInt8] {
    /// A signed integer, the most significant byte first.
    fileprivate func integer(at start: Int, width: Int) -> Int64 {
        var bits: UInt64 = 0
        for position in start..<start + width { bits = bits << 8 | UInt64(self[position]) }
        return width == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
    }
}
