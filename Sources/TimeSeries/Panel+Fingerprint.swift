extension Panel {
    /// Sixteen hexadecimal digits that change when an id, a timestamp, a value or a covariate changes, the same on every machine.
    ///
    /// A 64-bit hash in the manner of FNV-1a, taken over 64-bit words instead of bytes and with the high half folded into the
    /// low half after every word. The words are, for each series: the UTF-8 bytes of the id and their count, the number of
    /// rows, then tick and IEEE 754 bit pattern of each row (every NaN counts as the same), then those of its covariates
    /// and statics, and the first and the end of each run of rows that was filled in or is interpolated. Where there are some, names, roles and categories of their columns come first. It recognises data;
    /// it does not protect against forgery.
    public var fingerprint: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ word: UInt64) {
            hash = (hash ^ word) &* 0x0000_0100_0000_01b3
            hash ^= hash >> 32
        }
        func add(_ text: String) {
            let bytes = Array(text.utf8)
            for byte in bytes { add(UInt64(byte)) }
            add(UInt64(bytes.count))
        }
        func add(_ value: Double) { add(value.isNaN ? Double.nan.bitPattern : value.bitPattern) }
        for column in columns.covariates + columns.statics {
            add(column.name)
            add(column.role.rawValue)
            add(UInt64(column.categories?.count ?? 0))
            for category in column.categories ?? [] { add(category) }
        }
        for series in series {
            add(series.id ?? "")
            add(UInt64(series.count))
            for row in 0..<series.count {
                add(UInt64(bitPattern: series.index[row].ticks))
                add(series.values[row])
            }
            for covariate in series.covariates {
                for value in covariate { add(value) }
            }
            for value in series.statics { add(value) }
            for rows in series.filledRows + series.interpolatedRows {
                add(UInt64(rows.lowerBound))
                add(UInt64(rows.upperBound))
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
