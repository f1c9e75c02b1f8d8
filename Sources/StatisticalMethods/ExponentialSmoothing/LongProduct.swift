import Numerics

/// A product of many numbers that neither overflows nor underflows, for one logarithm in place of many.
struct LongProduct {
    private var significand = 1.0
    private var exponent = 0

    /// Multiplies by a number in 1e-150...1e150.
    @inline(__always)
    mutating func multiply(by factor: Double) {
        significand *= factor
        if !(significand > 1e-150 && significand < 1e150) { fold() }
    }

    @inline(never)
    private mutating func fold() {
        exponent += Int(significand.exponent)
        significand = significand.significand
    }

    /// The natural logarithm of the product.
    var logarithm: Double {
        ReproducibleMath.log(significand) + Double(exponent) * 0x1.62e42fefa39efp-1
    }
}
