/// A small generator whose numbers depend on its state alone, so that a failing case can be run again.
///
/// SplitMix64 of Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators".
package struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    /// Creates a generator.
    package init(state: UInt64) { self.state = state }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
