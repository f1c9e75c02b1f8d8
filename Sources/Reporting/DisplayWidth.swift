extension Character {
    /// Cells that a terminal gives the character: 2 for East Asian wide characters and emoji, else 1.
    ///
    /// A character is what a reader sees as one, whatever combining marks it is made of. The ranges are the large blocks
    /// of class W and F in Unicode's `EastAsianWidth.txt`.
    fileprivate var cells: Int {
        guard let first = unicodeScalars.first else { return 0 }
        let isEmoji = first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}")
        return isEmoji || Self.wide.contains { $0.contains(first.value) } ? 2 : 1
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]

    /// Whether the character could move the cursor, colour the screen or turn the direction of text.
    fileprivate var isControl: Bool {
        unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: true
            case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
            default: false
            }
        }
    }
}

extension String {
    /// Cells that a terminal gives the text.
    var displayWidth: Int { reduce(0) { $0 + $1.cells } }

    /// The text with everything replaced by `�` that would act on a terminal instead of being shown by it.
    ///
    /// Names come from files, and a file must not be able to write to the screen as it likes.
    var printable: String { String(map { $0.isControl ? "\u{FFFD}" : $0 }) }

    /// The text with blanks before it until it fills `width` cells.
    func paddedLeft(to width: Int) -> String { String(repeating: " ", count: max(0, width - displayWidth)) + self }

    /// The text with blanks after it until it fills `width` cells.
    func paddedRight(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - displayWidth)) }
}
