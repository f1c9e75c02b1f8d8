extension Panel {
    /// Sixteen hexadecimal digits that change when an id, a timestamp or a value changes, the same on every machine.
    ///
    /// A 64-bit hash in the manner of FNV-1a, taken over 64-bit words instead of bytes and with the high half folded into the
    /// low half after every word. The words are, for each series: the UTF-8 bytes of the id and their count, the number of
    /// rows, then tick and IEEE 754 bit pattern of each row (every NaN counts as the same). It recognises data; it does
    /// not protect against forgery.
    public var fingerprint: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ word: UInt64) {
            hash = (hash ^ word) &* 0x0000_0100_0000_01b3
            hash ^= hash >> 32
        }
        for series in series {
            let id = Array((series.id ?? "").utf8)
            for byte in id { add(UInt64(byte)) }
            add(UInt64(id.count))
            add(UInt64(series.count))
            for row in 0..<series.count {
                add(UInt64(bitPattern: series.index[row].ticks))
                let value = series.values[row]
                add(value.isNaN ? Double.nan.bitPattern : value.bitPattern)
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
