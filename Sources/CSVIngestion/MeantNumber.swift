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

/// What a cell that means a number has beside it.
struct MarkedNumber {
    /// What cells of this kind are, with the one that was found, such as `percentages such as 0.08%`.
    let description: String

    /// Nil for a cell that means no number, and for a number in any style.
    init?(_ text: String) {
        guard text.utf8.count <= 40, text.utf8.contains(where: { $0 &- 0x30 <= 9 }) else { return nil }
        let trimmed = text.last { !$0.isWhitespace }
        let kind: String
        if NumberStyle.all.contains(where: { number(utf8: Array(text.utf8).span, $0) != nil }) {
            kind = "numbers with other marks"
        } else if NumberStyle.all.contains(where: { plainNumber(meantBy: text, $0) != nil }) {
            kind =
                text.contains(where: \.isCurrencySymbol)
                ? "amounts with a currency sign" : trimmed == "%" ? "percentages" : "numbers in another form"
        } else if Self.hasSuffix(text) {
            kind = "numbers with a suffix"
        } else {
            return nil
        }
        description = "\(kind) such as \(display(text))"
    }

    /// Whether a number stands before the letters of thousands, millions and the like, or of a currency.
    private static func hasSuffix(_ text: String) -> Bool {
        let digits = text.prefix { !$0.isLetter }
        guard suffixes.contains(text.dropFirst(digits.count).lowercased()) else { return false }
        return NumberStyle.all.contains { plainNumber(meantBy: String(digits), $0) != nil }
    }

    private static let suffixes = [
        "k", "m", "b", "t", "bn", "mn", "mm", "tsd", "tsd.", "mio", "mio.", "mrd", "mrd.", "million", "billion", "eur",
        "usd", "gbp", "chf",
    ]
}
