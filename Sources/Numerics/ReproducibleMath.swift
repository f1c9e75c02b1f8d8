/// Logarithm and exponential that give the same bits on every machine.
///
/// The mathematics library of each system rounds differently, and what it returns would end in model files and
/// forecasts. These use only correctly rounded operations (`+ - * /` and fused multiply-add) and bit patterns,
/// in a fixed order. Both stay within 1 unit in the last place of Glibc's, whose own error is about half a unit.
package enum ReproducibleMath {
    // ln 2 in two parts: the high one has 21 trailing zero bits, so that its product with an exponent is exact.
    private static let ln2High = 0x1.62e42feep-1
    private static let ln2Low = 0x1.a39ef35793c76p-33

    /// The natural logarithm of `x`: −∞ at zero of either sign, NaN below zero.
    ///
    /// With `x = 2ᵏ(1 + f)`, `√½ ≤ 1 + f < √2` and `s = f / (2 + f)`:
    /// ```
    /// ln(1 + f) = 2 artanh s = f − f²/2 + s(f²/2 + R(s²));  R(w) = 2(w/3 + w²/5 + w³/7 + …)
    /// ```
    /// the form of fdlibm's `e_log.c` (Sun Microsystems 1993), here with the plain series for `R`: `w < 0.0295`, so
    /// that eleven terms leave less than 2⁻⁶⁰.
    package static func log(_ x: Double) -> Double {
        guard x > 0, x < .infinity else {
            if x == 0 { return -.infinity }
            return x == .infinity ? x : .nan
        }
        var exponent = Int(x.exponent)
        var significand = x.significand
        if significand > 0x1.6a09e667f3bcdp+0 {
            significand *= 0.5
            exponent += 1
        }
        let f = significand - 1
        let s = f / (2 + f)
        let w = s * s
        var series = 2.0 / 23
        series = (2.0 / 21).addingProduct(w, series)
        series = (2.0 / 19).addingProduct(w, series)
        series = (2.0 / 17).addingProduct(w, series)
        series = (2.0 / 15).addingProduct(w, series)
        series = (2.0 / 13).addingProduct(w, series)
        series = (2.0 / 11).addingProduct(w, series)
        series = (2.0 / 9).addingProduct(w, series)
        series = (2.0 / 7).addingProduct(w, series)
        series = (2.0 / 5).addingProduct(w, series)
        series = (2.0 / 3).addingProduct(w, series)
        let halfSquare = 0.5 * f * f
        let k = Double(exponent)
        let low = (k * ln2Low).addingProduct(s, halfSquare.addingProduct(w, series))
        return (k * ln2High) - ((halfSquare - low) - f)
    }

    /// The exponential of `x`: 0 and ∞ beyond the range of `Double`, gradual underflow below 2⁻¹⁰²².
    ///
    /// With `k = round(x / ln 2)` and `r = x − k ln 2`, `|r| ≤ ½ ln 2`:
    /// ```
    /// eˣ = 2ᵏ eʳ;  eʳ = 1 + r + r²(1/2! + r/3! + … + r¹²/14!)
    /// ```
    package static func exp(_ x: Double) -> Double {
        if x.isNaN { return x }
        if x > 709.8 { return .infinity }
        if x < -745.2 { return 0 }
        let k = (x * 0x1.71547652b82fep+0).rounded(.toNearestOrEven)
        // r in two parts: r + correction = x − k ln 2 with more bits than one Double holds.
        let high = x - k * ln2High
        let low = k * ln2Low
        let r = high - low
        let correction = (high - r) - low
        var series = 1.0 / 87_178_291_200
        series = (1.0 / 6_227_020_800).addingProduct(r, series)
        series = (1.0 / 479_001_600).addingProduct(r, series)
        series = (1.0 / 39_916_800).addingProduct(r, series)
        series = (1.0 / 3_628_800).addingProduct(r, series)
        series = (1.0 / 362_880).addingProduct(r, series)
        series = (1.0 / 40_320).addingProduct(r, series)
        series = (1.0 / 5_040).addingProduct(r, series)
        series = (1.0 / 720).addingProduct(r, series)
        series = (1.0 / 120).addingProduct(r, series)
        series = (1.0 / 24).addingProduct(r, series)
        series = (1.0 / 6).addingProduct(r, series)
        series = (1.0 / 2).addingProduct(r, series)
        let exponential = 1 + (r + correction.addingProduct(r * r, series))
        // Two factors, as 2ᵏ itself may lie outside the range; only the second product rounds.
        let exponent = Int(k)
        let first = exponent >> 1
        return exponential * powerOfTwo(first) * powerOfTwo(exponent - first)
    }

    /// `2^exponent` for an exponent of a normal number.
    private static func powerOfTwo(_ exponent: Int) -> Double {
        Double(bitPattern: UInt64(exponent + 1023) << 52)
    }
}

extension ReproducibleMath {
    /// cos(π x) for x in 0...1, within 2 ulp of 1.
    ///
    /// Folded to a quarter turn, where the Taylor series of sine to the 19th power is exact to the last bit or so.
    package static func cosineOfHalfTurns(_ x: Double) -> Double {
        precondition(x >= 0 && x <= 1, "from no turn to half a turn")
        // cos(πx) = sin(π(½ − x)), an odd function of a number in ±½.
        let angle = (0.5 - x) * Double.pi
        let square = angle * angle
        var tail = 0.0
        for power in stride(from: 19, through: 3, by: -2) {
            tail = (1 + tail) * (-square / Double(power * (power - 1)))
        }
        return angle * (1 + tail)
    }
}

extension ReproducibleMath {
    /// `base` to the power `exponent` for a base above 0: `exp(exponent · ln base)`, which loses about as many digits
    /// as the exponent of the result has.
    package static func power(_ base: Double, _ exponent: Double) -> Double { exp(exponent * log(base)) }
}
