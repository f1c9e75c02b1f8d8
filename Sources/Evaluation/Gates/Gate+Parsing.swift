extension Gate {
    /// Reads `[MODEL.]METRIC OP OPERAND`, with or without blanks: OP is one of `> >= < <=`, OPERAND a number or another
    /// `[MODEL.]METRIC`.
    ///
    /// Whether the models take part is for ``GateRoster`` to say.
    /// - Throws: ``GateError``.
    public init(parsing text: String) throws(GateError) {
        let text = text.trimmingBlanks
        guard let start = text.firstIndex(where: { "<>=!".contains($0) }) else {
            throw GateError.withoutComparison(text: text)
        }
        let end = text[start...].firstIndex { !"<>=!".contains($0) } ?? text.endIndex
        guard let comparison = Comparison(rawValue: String(text[start..<end])) else {
            throw GateError.unknownComparison(String(text[start..<end]), text: text)
        }
        let sides = [text[..<start], text[end...]].map { String($0).trimmingBlanks }
        guard sides.allSatisfy({ !$0.isEmpty }), !sides[1].contains(where: { "<>=!".contains($0) }) else {
            throw GateError.withoutComparison(text: text)
        }
        self.text = text
        self.comparison = comparison
        subject = try GateQuantity(parsing: sides[0])
        operand = try Operand(parsing: sides[1])
    }
}

extension Gate.Operand {
    /// Reads what begins as a number for one, and anything else for one of the values that were scored.
    init(parsing text: String) throws(GateError) {
        guard text.first.map({ "+-.0123456789".contains($0) }) ?? false else {
            self = .quantity(try GateQuantity(parsing: text))
            return
        }
        let isPlain = text.allSatisfy { "+-.0123456789eE".contains($0) }
        guard isPlain, let number = Double(text), number.isFinite else { throw GateError.unreadableNumber(text) }
        self = .number(number)
    }
}

extension String {
    var trimmingBlanks: String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        guard let last = lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(self[...last].drop(while: isBlank))
    }
}
