import TimeSeries

/// Counts what the cells of a column are, one cell at a time.
struct ColumnTally {
    private let name: String
    private let missingTokens: [[UInt8]]
    private let numbers: NumberStyle
    private var missing = 0
    /// Cells that are whole numbers, other numbers, dates and anything else.
    private var integers = 0
    private var fractions = 0
    private var dates = 0
    private var texts = 0
    private var lowest = Double.infinity
    private var highest = -Double.infinity
    private var firstDate: [UInt8] = []
    private var lastDate: [UInt8] = []
    private var firstOf: [SurveyedColumn.Kind: SurveyedColumn.UnlikeCell] = [:]
    /// Hashes of the different cells; no more than one beyond what is counted.
    private var seen: Set<UInt64> = []
    private var previous: UInt64 = 0

    init(name: String, missing: [String], numbers: NumberStyle = .plain) {
        self.name = name
        self.numbers = numbers
        missingTokens = missing.map { Array($0.utf8) }
    }

    /// Adds a cell.
    mutating func add(_ cell: Span<UInt8>, line: Int) {
        if cell.isEmpty || (!missingTokens.isEmpty && missingTokens.contains { cell.holds($0) }) {
            missing += 1
            return
        }
        addDistinct(cell)
        if let value = number(utf8: cell, numbers) {
            lowest = min(lowest, value)
            highest = max(highest, value)
            let isWhole = Self.isWhole(cell)
            note(isWhole ? .integer : .number, cell, line, isFirst: isWhole ? integers == 0 : fractions == 0)
            if isWhole { integers += 1 } else { fractions += 1 }
        } else if isDate(cell) || Self.isForeignDate(cell) {
            note(.date, cell, line, isFirst: dates == 0)
            dates += 1
            addDate(cell)
        } else {
            note(.text, cell, line, isFirst: texts == 0)
            texts += 1
        }
    }

    private mutating func note(_ kind: SurveyedColumn.Kind, _ cell: Span<UInt8>, _ line: Int, isFirst: Bool) {
        guard isFirst else { return }
        let bytes = (0..<min(cell.count, 200)).map { cell[$0] }
        firstOf[kind] = SurveyedColumn.UnlikeCell(line: line, text: display(String(decoding: bytes, as: UTF8.self)))
    }

    private mutating func addDistinct(_ cell: Span<UInt8>) {
        guard seen.count <= SurveyedColumn.mostDistinct else { return }
        // FNV-1a: Fowler, Noll & Vo 1991.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in 0..<cell.count { hash = (hash ^ UInt64(cell[place])) &* 0x100_0000_01B3 }
        if hash == previous, !seen.isEmpty { return }
        previous = hash
        seen.insert(hash)
    }

    private mutating func addDate(_ cell: Span<UInt8>) {
        if firstDate.isEmpty || Self.precedes(cell, firstDate) { firstDate = cell.indices.map { cell[$0] } }
        if !Self.precedes(cell, lastDate), !cell.holds(lastDate) { lastDate = cell.indices.map { cell[$0] } }
    }

    private static func precedes(_ cell: Span<UInt8>, _ other: [UInt8]) -> Bool {
        for place in 0..<min(cell.count, other.count) where cell[place] != other[place] {
            return cell[place] < other[place]
        }
        return cell.count < other.count
    }

    private static func isWhole(_ cell: Span<UInt8>) -> Bool {
        for place in 0..<cell.count {
            let isDigit = cell[place] &- UInt8(ascii: "0") <= 9
            let isSign = place == 0 && (cell[place] == UInt8(ascii: "-") || cell[place] == UInt8(ascii: "+"))
            if !isDigit && !isSign { return false }
        }
        return true
    }

    private static func isForeignDate(_ cell: Span<UInt8>) -> Bool {
        guard cell.count <= 32, cell.count >= 6 else { return false }
        return looksLikeForeignDate(cell.indices.map { cell[$0] })
    }

    /// What the column is.
    consuming func finish() -> SurveyedColumn {
        let numbers = integers + fractions
        let filled = numbers + dates + texts
        let kind: SurveyedColumn.Kind =
            if filled == 0 {
                .empty
            } else if dates * 2 > filled {
                .date
            } else if numbers * 2 > filled {
                fractions == 0 ? .integer : .number
            } else {
                .text
            }
        let isNumeric = kind == .integer || kind == .number
        let unlike = kind == .date ? numbers + texts : isNumeric ? dates + texts : 0
        let others: [SurveyedColumn.Kind] = kind == .date ? [.integer, .number, .text] : [.date, .text]
        return SurveyedColumn(
            name: name, kind: kind, missing: missing, distinct: min(seen.count, SurveyedColumn.mostDistinct + 1),
            minimum: isNumeric ? lowest : nil, maximum: isNumeric ? highest : nil,
            first: kind == .date ? String(decoding: firstDate, as: UTF8.self) : nil,
            last: kind == .date ? String(decoding: lastDate, as: UTF8.self) : nil, unlike: unlike,
            firstUnlike: unlike == 0 ? nil : others.compactMap { firstOf[$0] }.min { $0.line < $1.line })
    }
}
