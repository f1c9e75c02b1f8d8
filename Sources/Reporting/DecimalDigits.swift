/// A number as people read it: decimal digits, rounded half away from zero from the shortest form that is the number.
///
/// Rounding from the shortest decimal form makes 2.675 to two places 2.68, as a reader of the file would, although
/// the nearest Double is a little below it. It is the same text on every machine and needs no C library.
struct DecimalDigits {
    /// Significant digits, each 0 to 9, the first not 0; empty for zero.
    private var digits: [UInt8]
    /// The value is `0.d₁d₂d₃… × 10^point`.
    private var point: Int
    private var isNegative: Bool

    /// Nil for NaN and the infinities.
    init?(_ value: Double) {
        guard value.isFinite else { return nil }
        isNegative = value.sign == .minus
        digits = []
        point = 0
        var sawPoint = false
        var exponent = 0
        let text = value.magnitude.description.utf8
        let mantissa = text.prefix { $0 != UInt8(ascii: "e") }
        for byte in mantissa {
            if byte == UInt8(ascii: ".") {
                sawPoint = true
            } else {
                digits.append(byte - UInt8(ascii: "0"))
                point += sawPoint ? 0 : 1
            }
        }
        if mantissa.count < text.count {
            exponent = Int(String(decoding: text.dropFirst(mantissa.count + 1), as: UTF8.self)) ?? 0
        }
        point += exponent
        trim()
    }

    /// Digits before the decimal point: 3 for 123.4, 0 for 0.5, −2 for 0.001; 0 for zero.
    var integerDigits: Int { digits.isEmpty ? 0 : point }

    /// Digits after the decimal point.
    var fractionDigits: Int { max(0, digits.count - point) }

    /// Rounds to so many digits after the decimal point.
    mutating func round(toFractionDigits count: Int) { round(toSignificantDigits: point + count) }

    /// Rounds to so many significant digits.
    mutating func round(toSignificantDigits count: Int) {
        guard count < digits.count else { return }
        guard count >= 0 else {
            digits = []
            return trim()
        }
        let isUp = digits[count] >= 5
        digits.removeSubrange(count...)
        if isUp { addOneToLast() }
        trim()
    }

    /// The number with exactly so many digits after the point; one must have rounded it so.
    func text(fractionDigits count: Int) -> String {
        let whole = (0..<max(point, 1)).map { digit(at: $0 + min(point, 1) - 1) }
        let fraction = (0..<count).map { digit(at: point + $0) }
        let sign = isNegative && !digits.isEmpty ? "-" : ""
        return sign + String(decoding: whole, as: UTF8.self)
            + (count > 0 ? "." + String(decoding: fraction, as: UTF8.self) : "")
    }

    /// The number as `d.ddde-7` with so many significant digits; one must have rounded it so.
    func scientificText(significantDigits count: Int) -> String {
        let fraction = (1..<max(count, 1)).map { digit(at: $0) }
        let mantissa = String(decoding: [digit(at: 0)], as: UTF8.self)
        let sign = isNegative && !digits.isEmpty ? "-" : ""
        let tail = fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self)
        return "\(sign)\(mantissa)\(tail)e\(digits.isEmpty ? 0 : point - 1)"
    }

    private func digit(at place: Int) -> UInt8 {
        UInt8(ascii: "0") + (digits.indices.contains(place) ? digits[place] : 0)
    }

    private mutating func addOneToLast() {
        while let last = digits.last {
            if last < 9 { return digits[digits.count - 1] = last + 1 }
            digits.removeLast()
        }
        digits = [1]
        point += 1
    }

    private mutating func trim() {
        while digits.last == 0 { digits.removeLast() }
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        point = digits.isEmpty ? 0 : point - zeros
    }
}
