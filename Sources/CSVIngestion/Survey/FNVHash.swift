/// A hash that is the same in every process, for telling cells apart: FNV-1a, Fowler, Noll & Vo 1991.
struct FNVHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds a cell, and its end, so that `ab` and `c` are not `a` and `bc`.
    mutating func add(_ cell: Span<UInt8>) {
        for place in 0..<cell.count { add(UInt64(cell[place])) }
        add(0xff)
    }

    /// Adds a number.
    mutating func add(_ number: UInt64) { value = (value ^ number) &* 0x100_0000_01B3 }
}
