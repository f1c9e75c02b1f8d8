/// The number that a text with grouped digits stands for; nil when the groups are not of three digits.
func groupedNumber(_ text: Span<UInt8>, _ style: NumberStyle) -> Double? {
    guard text.count <= 64, let plain = ungrouped(text, style.group) else { return nil }
    var ungroupedStyle = style
    ungroupedStyle.group = .none
    return number(utf8: plain.span, ungroupedStyle)
}

/// The text without what groups its digits.
///
/// No group begins with a zero: `0,123` can only be a fraction.
private func ungrouped(_ text: Span<UInt8>, _ group: NumberStyle.Group) -> [UInt8]? {
    var plain: [UInt8] = []
    plain.reserveCapacity(text.count)
    var position = 0
    if text.count > 0, text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
        plain.append(text[0])
        position = 1
    }
    guard position < text.count, text[position] != UInt8(ascii: "0") else { return nil }
    var digits = 0
    var groups = 0
    while position < text.count {
        let byte = text[position]
        let length = text.group(group, at: position)
        if byte &- UInt8(ascii: "0") <= 9 {
            plain.append(byte)
            digits += 1
            position += 1
        } else if length > 0 {
            guard groups == 0 ? (1...3).contains(digits) : digits == 3 else { return nil }
            groups += 1
            digits = 0
            position += length
        } else {
            break
        }
    }
    guard groups > 0, digits == 3 else { return nil }
    while position < text.count {
        plain.append(text[position])
        position += 1
    }
    return plain
}

extension Span<UInt8> {
    /// The bytes of the thousands separator that stands here; 0 when none does.
    fileprivate func group(_ group: NumberStyle.Group, at position: Int) -> Int {
        func holds(_ bytes: UInt8...) -> Bool {
            guard position + bytes.count <= count else { return false }
            return bytes.indices.allSatisfy { self[position + $0] == bytes[$0] }
        }
        switch group {
        case .none: return 0
        case .comma: return holds(0x2c) ? 1 : 0
        case .point: return holds(0x2e) ? 1 : 0
        case .blank:
            if holds(0x20) { return 1 }
            if holds(0xc2, 0xa0) { return 2 }
            // Narrow and thin.
            return holds(0xe2, 0x80, 0xaf) || holds(0xe2, 0x80, 0x89) ? 3 : 0
        case .apostrophe:
            if holds(0x27) { return 1 }
            return holds(0xe2, 0x80, 0x99) ? 3 : 0
        }
    }
}

extension NumberStyle {
    /// The flags that make a number of a text that is none in this style; nil when none do.
    static func fix(_ text: String, _ known: NumberStyle) -> String? {
        guard text.utf8.count <= 40 else { return nil }
        let bytes = Array(text.utf8)
        var values: [Double] = []
        var fixes: [String] = []
        for style in all where style != known {
            guard let value = number(utf8: bytes.span, style), !values.contains(value) else { continue }
            values.append(value)
            fixes.append("\(style.flags(instead: known)) to read it as \(value.wholeOrNot)")
        }
        return fixes.isEmpty ? nil : "pass " + fixes.joined(separator: ", or ")
    }
}

extension Double {
    /// Without a fraction where there is none.
    fileprivate var wholeOrNot: String {
        let text = "\(self)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
