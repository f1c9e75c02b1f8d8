/// The records that the beginning of a text has when one byte is taken for the delimiter.
struct RecordScan {
    /// One record.
    struct Record {
        var fields = 0
        /// Whether nothing follows its last delimiter.
        var endsEmpty = false
        /// Fields that look like numbers or dates.
        var typed = 0
        /// Fields that hold something.
        var filled = 0
        /// The mark of comments that it begins with.
        var mark: UInt8?
        /// Whether it comes before every record without such a mark.
        var isLeading = false
    }

    private(set) var records: [Record] = []
    /// Whether a quote is misplaced.
    private(set) var isBroken = false

    private let text: [UInt8]
    private let delimiter: UInt8
    private var position = 0

    /// Marks with which tools begin comments.
    static let commentMarks = [UInt8(ascii: "#"), UInt8(ascii: "%")]

    /// - Parameters:
    ///   - isWhole: Whether the text ends here; otherwise its last record may be cut and is left out.
    ///   - comment: What lines begin with that are skipped; empty for none.
    init(_ text: [UInt8], isWhole: Bool, delimiter: UInt8, comment: [UInt8], mostRecords: Int) {
        self.text = text
        self.delimiter = delimiter
        while records.count < mostRecords, skipLines(comment) {
            let isLeading = records.allSatisfy { $0.mark != nil }
            var record = Record()
            record.mark = Self.commentMarks.contains(text[position]) ? text[position] : nil
            record.isLeading = isLeading && record.mark != nil
            // A comment is a line, whatever quotes are in it.
            let isComplete = read(&record, ignoringQuotes: record.mark != nil && comment.isEmpty)
            if isBroken { return }
            if isComplete || isWhole || records.isEmpty { records.append(record) }
            if !isComplete { return }
        }
    }

    /// Passes blank lines and comments; false at the end of the text.
    private mutating func skipLines(_ comment: [UInt8]) -> Bool {
        while position < text.count {
            var end = position
            while end < text.count, isBlank(text[end]) { end += 1 }
            let isComment = !comment.isEmpty && text[position...].starts(with: comment)
            if isComment { while end < text.count, !isLineEnd(text[end]) { end += 1 } }
            if end == text.count { return false }
            guard isComment || isLineEnd(text[end]) else { return true }
            position = end + 1
        }
        return false
    }

    /// Reads one record with its line end; false when the text ends before.
    private mutating func read(_ record: inout Record, ignoringQuotes: Bool) -> Bool {
        while true {
            while position < text.count, isBlank(text[position]) { position += 1 }
            let isQuoted = !ignoringQuotes && position < text.count && text[position] == UInt8(ascii: "\"")
            guard let cell = isQuoted ? quotedCell() : plainCell(ignoringQuotes) else { return false }
            record.fields += 1
            record.endsEmpty = cell.isEmpty && !isQuoted
            if !cell.isEmpty {
                record.filled += 1
                if isTyped(cell) { record.typed += 1 }
            }
            guard position < text.count else { return false }
            let end = text[position]
            position += 1
            if end == delimiter { continue }
            if end == 0x0d, position < text.count, text[position] == 0x0a { position += 1 }
            return true
        }
    }

    /// The cell up to the next delimiter or line end; nil when a quote stands in it.
    private mutating func plainCell(_ ignoringQuotes: Bool) -> ArraySlice<UInt8>? {
        let start = position
        while position < text.count, text[position] != delimiter, !isLineEnd(text[position]) {
            if text[position] == UInt8(ascii: "\""), !ignoringQuotes {
                isBroken = true
                return nil
            }
            position += 1
        }
        var end = position
        while end > start, isBlank(text[end - 1]) { end -= 1 }
        return text[start..<end]
    }

    /// The cell between quotes; nil when the text ends within it, or more than blanks follow it.
    private mutating func quotedCell() -> ArraySlice<UInt8>? {
        position += 1
        let start = position
        while position < text.count {
            if text[position] == UInt8(ascii: "\"") {
                guard position + 1 < text.count, text[position + 1] == UInt8(ascii: "\"") else { break }
                position += 1
            }
            position += 1
        }
        guard position < text.count else { return nil }
        let end = position
        position += 1
        while position < text.count, isBlank(text[position]) { position += 1 }
        if position < text.count, text[position] != delimiter, !isLineEnd(text[position]) {
            isBroken = true
            return nil
        }
        return text[start..<end]
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte != delimiter && (byte == 0x20 || byte == 0x09) }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }

    /// Whether a cell may be a number, a date or a time: it has a digit, and letters only where those have some.
    private func isTyped(_ cell: ArraySlice<UInt8>) -> Bool {
        guard cell.count <= 40 else { return false }
        var hasDigit = false
        for byte in cell {
            if byte &- UInt8(ascii: "0") <= 9 {
                hasDigit = true
            } else if byte < 0x80, !Self.usual.contains(byte) {
                return false
            }
        }
        return hasDigit
    }

    private static let usual = Array("+-.,:/ 'TZWQMeE%".utf8)
}
