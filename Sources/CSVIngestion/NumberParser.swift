/// Reads a decimal number: digits with an optional sign, point and exponent, and nothing else.
///
/// In another style than the plain one the point is another byte, and digits before it may be grouped.
///
/// The result is the nearest `Double`, ties to even, by the first of three ways that applies:
/// - at most 2⁵³ with a power of ten up to 22: both are exact, so one multiplication or division rounds once (Clinger 1990);
/// - at most 19 digits, up to 19 of them after the point: an exact division of integers with a sticky bit;
/// - otherwise the standard library's conversion.
///
/// - Returns: nil when the bytes are no such number; infinity when it is too large.
func number(utf8 text: Span<UInt8>, _ style: NumberStyle = .plain) -> Double? {
    guard let decimal = Decimal(text, mark: style.decimal) else {
        return style.group == .none ? nil : groupedNumber(text, style)
    }
    let magnitude = decimal.magnitude ?? slowNumber(text, mark: style.decimal)
    return decimal.isNegative ? -magnitude : magnitude
}

/// The digits of a number as an integer and a power of ten.
private struct Decimal {
    var isNegative = false
    var digits: UInt64 = 0
    var exponent = 0
    /// Whether digits beyond the nineteenth were left out.
    var isTruncated = false

    init?(_ text: Span<UInt8>, mark: UInt8) {
        let count = text.count
        var position = 0
        if count > 0, text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
            isNegative = text[0] == UInt8(ascii: "-")
            position = 1
        }
        let start = position
        while position < count, let digit = digitValue(text[position]) {
            append(digit, isFraction: false)
            position += 1
        }
        var digitCount = position - start
        if position < count, text[position] == mark {
            position += 1
            let fraction = position
            while position < count, let digit = digitValue(text[position]) {
                append(digit, isFraction: true)
                position += 1
            }
            digitCount += position - fraction
        }
        guard digitCount > 0 else { return nil }
        if position < count, text[position] | 0x20 == UInt8(ascii: "e") {
            guard let end = readExponent(text, from: position + 1) else { return nil }
            position = end
        }
        guard position == count else { return nil }
    }

    private mutating func append(_ digit: UInt64, isFraction: Bool) {
        if digits < 1_000_000_000_000_000_000 {
            digits = digits &* 10 &+ digit
            if isFraction { exponent -= 1 }
        } else {
            isTruncated = true
            if !isFraction { exponent += 1 }
        }
    }

    private mutating func readExponent(_ text: Span<UInt8>, from start: Int) -> Int? {
        var position = start
        var isNegative = false
        if position < text.count, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
            isNegative = text[position] == UInt8(ascii: "-")
            position += 1
        }
        let first = position
        var power = 0
        while position < text.count, let digit = digitValue(text[position]) {
            power = min(power * 10 + Int(digit), 1_000_000)
            position += 1
        }
        exponent += isNegative ? -power : power
        return position > first ? position : nil
    }

    /// The correctly rounded magnitude; nil when neither quick way applies.
    var magnitude: Double? {
        if isTruncated { return nil }
        if digits == 0 { return 0 }
        if digits <= 1 << 53, exponent >= -22, exponent <= 22 {
            return exponent < 0
                ? Double(digits) / exactPowersOfTen[-exponent] : Double(digits) * exactPowersOfTen[exponent]
        }
        return exponent < 0 && exponent >= -19 ? quotient(digits, integerPowersOfTen[-exponent]) : nil
    }
}

@inline(__always)
private func digitValue(_ byte: UInt8) -> UInt64? {
    let value = byte &- UInt8(ascii: "0")
    return value <= 9 ? UInt64(value) : nil
}

/// `numerator / denominator` rounded once.
///
/// Both are shifted to fill 64 bits, so that the integer quotient of `numerator · 2⁶³` has 63 or 64 bits, ten more than a `Double`
/// keeps; setting its lowest bit when there is a remainder then lets the conversion round as the exact quotient would.
private func quotient(_ numerator: UInt64, _ denominator: UInt64) -> Double {
    let up = numerator.leadingZeroBitCount
    let down = denominator.leadingZeroBitCount
    let shifted = numerator << UInt64(up)
    let (quotient, remainder) = (denominator << UInt64(down)).dividingFullWidth((shifted >> 1, shifted << 63))
    let scale = Double(sign: .plus, exponent: down - up - 63, significand: 1)
    return Double(remainder == 0 ? quotient : quotient | 1) * scale
}

private func slowNumber(_ text: Span<UInt8>, mark: UInt8) -> Double {
    let bytes = text.indices.map { text[$0] == mark ? UInt8(ascii: ".") : text[$0] }
    let number = Double(String(decoding: bytes, as: UTF8.self)) ?? .infinity
    return number.magnitude
}

private let exactPowersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]

private let integerPowersOfTen: [UInt64] = (0...19).map { power in
    (0..<power).reduce(1) { product, _ in product * 10 }
}
