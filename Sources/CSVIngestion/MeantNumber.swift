/// The number that a cell of a sheet or a report means, as it would be plainly written; nil when it means none.
///
/// These are `(5)` and `5-` for -5, other minus signs, an apostrophe before the digits, and signs of currencies and percent.
func plainNumber(meantBy text: String, _ style: NumberStyle) -> String? {
    guard text.utf8.count <= 40 else { return nil }
    var digits = text[...]
    var isNegative = false
    func trim() {
        while let first = digits.first, first.isWhitespace || first.isCurrencySymbol || first == "'" {
            digits.removeFirst()
        }
        while let last = digits.last, last.isWhitespace || last.isCurrencySymbol || last == "%" { digits.removeLast() }
    }
    trim()
    if digits.hasPrefix("("), digits.hasSuffix(")") {
        digits = digits.dropFirst().dropLast()
        isNegative = true
    } else if let first = digits.first, minusSigns.contains(first) {
        digits.removeFirst()
        isNegative = true
    } else if let last = digits.last, minusSigns.contains(last) {
        digits.removeLast()
        isNegative = true
    }
    trim()
    guard let first = digits.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "+"),
        number(utf8: Array(digits.utf8).span, style)?.isFinite == true
    else { return nil }
    return (isNegative ? "-" : "") + digits
}

/// The hyphen, the minus of typesetters and the dash.
private let minusSigns: [Character] = ["-", "\u{2212}", "\u{2013}"]
