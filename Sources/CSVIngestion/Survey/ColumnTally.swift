import TimeSeries

/// Counts what the cells of a column are, one cell at a time.
struct ColumnTally {
    private let name: String
    private let missingTokens: [[UInt8]]
    private let numbers: NumberStyle
    private var missing = 0
    /// Cells that are whole numbers, other numbers, dates, usual words for "missing", and anything else.
    private var integers = 0
    private var fractions = 0
    private var dates = 0
    private var tokens = 0
    private var texts = 0
    private var lowest = Double.infinity
    private var highest = -Double.infinity
    private var firstDate: [UInt8] = []
    private var lastDate: [UInt8] = []
    private var firstOf: [SurveyedColumn.Kind: SurveyedColumn.UnlikeCell] = [:]
    /// The form of the last date: the next one is mostly written alike.
    private var form: TimestampFormat?
    /// Hashes of the different cells; no more than one beyond what is counted.
    private var seen: Set<UInt64> = []
    /// The same for usual words for "missing".
    private var seenTokens: Set<UInt64> = []
    private var previous: UInt64 = 0
    private var previousKind = SurveyedColumn.Kind.empty

    /// Cells of text without a date among them beyond which no further one is looked at as a date.
    private static let enoughTexts = 1000

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
        var cellHash = FNVHash()
        cellHash.add(cell)
        let hash = cellHash.value
        if hash == previous, previousKind == .text {
            texts += 1
            return
        }
        previousKind = addFilled(cell, line)
        previous = hash
        if previousKind == .empty {
            seenTokens.insert(hash)
        } else if seen.count <= SurveyedColumn.mostDistinct {
            seen.insert(hash)
        }
    }

    /// Adds a cell that holds something; what it is, empty for a usual word for "missing".
    private mutating func addFilled(_ cell: Span<UInt8>, _ line: Int) -> SurveyedColumn.Kind {
        if let value = number(utf8: cell, numbers) {
            lowest = min(lowest, value)
            highest = max(highest, value)
            let isWhole = Self.isWhole(cell)
            note(isWhole ? .integer : .number, cell, line, isFirst: isWhole ? integers == 0 : fractions == 0)
            if isWhole { integers += 1 } else { fractions += 1 }
            return .number
        }
        if isDate(cell) {
            note(.date, cell, line, isFirst: dates == 0)
            dates += 1
            addDate(cell)
            return .date
        }
        if isUsualMissing(cell) {
            tokens += 1
            return .empty
        }
        note(.text, cell, line, isFirst: texts == 0)
        texts += 1
        return .text
    }

    private mutating func isDate(_ cell: Span<UInt8>) -> Bool {
        if let form, form.isForm(of: cell) { return true }
        if dates == 0, texts > Self.enoughTexts { return false }
        form = TimestampFormat.shape(of: cell)
        return form != nil || Self.isForeignDate(cell)
    }

    private mutating func note(_ kind: SurveyedColumn.Kind, _ cell: Span<UInt8>, _ line: Int, isFirst: Bool) {
        if isFirst { firstOf[kind] = Self.unlike(cell, line) }
    }

    private static func unlike(_ cell: Span<UInt8>, _ line: Int) -> SurveyedColumn.UnlikeCell {
        let bytes = (0..<min(cell.count, 200)).map { cell[$0] }
        return SurveyedColumn.UnlikeCell(line: line, text: display(String(decoding: bytes, as: UTF8.self)))
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
        let kind = kind
        let isNumeric = kind == .integer || kind == .number
        // Words for "missing" are missing cells of numbers and dates, and text among text.
        let isText = kind == .text
        let distinct = seen.count + (isText ? seenTokens.count : 0)
        let unlike = kind == .date ? numbers + texts : isNumeric ? dates + texts : 0
        let others: [SurveyedColumn.Kind] = kind == .date ? [.integer, .number, .text] : [.date, .text]
        let ends = kind == .date && Self.isYearFirst(firstDate) && Self.isYearFirst(lastDate)
        return SurveyedColumn(
            name: name, kind: kind, missing: missing + (isText ? 0 : tokens),
            distinct: min(distinct, SurveyedColumn.mostDistinct + 1),
            minimum: isNumeric ? lowest : nil, maximum: isNumeric ? highest : nil,
            first: ends ? String(decoding: firstDate, as: UTF8.self) : nil,
            last: ends ? String(decoding: lastDate, as: UTF8.self) : nil, unlike: unlike,
            firstUnlike: unlike == 0 ? nil : others.compactMap { firstOf[$0] }.min { $0.line < $1.line })
    }

    private var kind: SurveyedColumn.Kind {
        let numbers = integers + fractions
        let filled = numbers + dates + texts
        if filled == 0 { return .empty }
        if dates * 2 > filled { return .date }
        guard numbers * 2 > filled else { return .text }
        return fractions == 0 ? .integer : .number
    }

    /// Whether the characters of the date are in the order of time.
    private static func isYearFirst(_ date: [UInt8]) -> Bool {
        date.count >= 4 && date[..<4].allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
