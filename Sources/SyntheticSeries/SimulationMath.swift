/// Logarithm and exponential to nine digits or more, in multiplications and additions alone.
///
/// A simulated error needs no more digits, and a fused multiply-add, which ``ReproducibleMath`` is made of, is a call into
/// the mathematics library where a program may not assume that the processor has it. The bits are the same everywhere.
package enum SimulationMath {
    /// The exponential of a number between −700 and 700.
    ///
    /// With `k = round(x / ln 2)` and `r = x − k ln 2`: `2ᵏ (1 + r + r²/2! + … + r⁸/8!)`, off by less than 3e-10 of itself.
    @inline(__always)
    package static func exp(_ x: Double) -> Double {
        let shifted = x * 0x1.71547652b82fep+0 + 0x1.8p52
        let k = shifted - 0x1.8p52
        let r = (x - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33
        let square = r * r
        let low = 1 + r + square * (1.0 / 2 + r * (1.0 / 6))
        let high = 1.0 / 24 + r * (1.0 / 120) + square * (1.0 / 720 + r * (1.0 / 5_040) + square * (1.0 / 40_320))
        let mantissa = low + square * square * high
        return mantissa * Double(bitPattern: UInt64(bitPattern: Int64(k) + 1_023) << 52)
    }

    /// The natural logarithm of a normal number above zero.
    ///
    /// With `x = 2ᵏ m`, `√½ ≤ m < √2` and `s = (m − 1) / (m + 1)`: `k ln 2 + 2 (s + s³/3 + … + s¹³/13)`, off by less than
    /// 1e-12.
    @inline(__always)
    package static func log(_ x: Double) -> Double {
        let bits = x.bitPattern &+ 0x0009_5f61_9980_c433
        let k = Double(Int64(bits >> 52) - 1_023)
        let m = Double(bitPattern: (bits & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_667f_3bcd)
        let s = (m - 1) / (m + 1)
        let square = s * s
        let tail =
            1.0 / 3 + square * (1.0 / 5 + square * (1.0 / 7 + square * (1.0 / 9 + square * (1.0 / 11 + square / 13))))
        return k * 0x1.62e42fefa39efp-1 + 2 * s * (1 + square * tail)
    }

    /// `base` to the power `exponent` for a base above zero.
    package static func power(_ base: Double, _ exponent: Double) -> Double { exp(exponent * log(base)) }
}
