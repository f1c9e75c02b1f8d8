import Files

/// A number in half precision, IEEE 754 binary16: ten bits of significand, from 6·10⁻⁸ to 65,504.
///
/// Only stored, never computed with, so two are equal when their bits are; the standard library's Float16 does not exist
/// on every machine.
package struct Half: Sendable, Hashable, BitwiseCopyable {
    /// The bits.
    package let bitPattern: UInt16

    package init(bitPattern: UInt16) { self.bitPattern = bitPattern }

    /// The half nearest to `value`, to even between two; infinity beyond the largest.
    package init(_ value: Float) {
        let bits = value.bitPattern
        let sign = UInt16(bits >> 16) & 0x8000
        let size = bits & 0x7fff_ffff
        if size > 0x7f80_0000 {
            bitPattern = sign | 0x7e00
        } else if size >= 0x4780_0000 {
            bitPattern = sign | 0x7c00
        } else if size < 0x3880_0000 {
            // Below the smallest normal half: adding ½ moves the significand to where the hardware rounds it.
            let shifted = Float(bitPattern: size) + 0.5
            bitPattern = sign | UInt16(shifted.bitPattern &- (0.5 as Float).bitPattern)
        } else {
            let odd = (size >> 13) & 1
            bitPattern = sign | UInt16((size &+ 0xfff &+ odd &- 0x3800_0000) >> 13)
        }
    }

    /// Whether it is neither NaN nor infinity.
    package var isFinite: Bool { bitPattern & 0x7c00 != 0x7c00 }

    /// The number, exactly.
    package var float: Float {
        let bits = UInt32(bitPattern)
        let sign = (bits & 0x8000) << 16
        let rest = bits & 0x7fff
        // The exponent is off by 112; multiplying by 2¹¹² sets normal and subnormal numbers right at once.
        let value = Float(bitPattern: rest << 13) * 0x1p112
        let size = rest >= 0x7c00 ? rest << 13 | 0x7f80_0000 : value.bitPattern
        return Float(bitPattern: sign | size)
    }
}

extension Half {
    /// Writes `halves` in single precision to `floats`, which has room for them; in one loop, which vectors take.
    package static func convert(_ halves: [Half], to floats: UnsafeMutablePointer<Float>) {
        for place in halves.indices { unsafe floats[place] = halves[place].float }
    }
}

extension Half: LittleEndianElement {
    package var fromLittleEndian: Half { Half(bitPattern: UInt16(littleEndian: bitPattern)) }
}
