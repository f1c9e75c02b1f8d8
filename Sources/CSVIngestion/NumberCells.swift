/// Reads the cells of columns of numbers: their numbers, and what stands for a missing one.
struct NumberCells: Sendable {
    /// What the user says means "missing".
    private let declared: [[UInt8]]
    /// How often each of the usual tokens was read as missing.
    private var counts = [Int](repeating: 0, count: usualTokens.count)

    init(_ options: CSVOptions) {
        declared = options.missing.map { Array($0.utf8) }
    }

    /// The number in a field, NaN where it is missing; nil when there is none.
    mutating func value(_ reader: borrowing RecordReader, _ field: Int) -> Double? {
        let style = reader.dialect.numbers
        var cells = self
        let value = reader.withField(field) { cells.value($0, style) }
        self = cells
        return value
    }

    /// The number that a cell holds, NaN where it is missing; nil when there is none.
    @inline(__always)
    mutating func value(_ cell: Span<UInt8>, _ style: NumberStyle) -> Double? {
        if cell.isEmpty { return .nan }
        if !declared.isEmpty, declared.contains(where: { cell.holds($0) }) { return .nan }
        if let value = number(utf8: cell, style) { return value.isInfinite ? nil : value }
        return token(cell) ? .nan : nil
    }

    /// Whether a cell usually means "missing"; counts it.
    private mutating func token(_ cell: Span<UInt8>) -> Bool {
        guard let token = usualTokenBytes.firstIndex(where: { cell.holds($0) }) else { return false }
        counts[token] += 1
        return true
    }

    /// The same reader of cells before it has read any.
    var withoutCounts: NumberCells {
        var cells = self
        cells.counts = [Int](repeating: 0, count: usualTokens.count)
        return cells
    }

    /// Counts what another has read, too.
    mutating func add(_ other: NumberCells) {
        for token in counts.indices { counts[token] += other.counts[token] }
    }

    /// Says which tokens were read as missing, and how often.
    var notes: [String] {
        let seen = counts.indices.filter { counts[$0] > 0 }
        if seen.isEmpty { return [] }
        let cells = seen.map { "\(counts[$0]) '\(usualTokens[$0])'" }.joined(separator: ", ")
        return ["read as missing: \(cells); --missing adds other tokens"]
    }
}

/// Whether a cell of a column of numbers usually means "missing".
func isUsualMissing(_ text: String) -> Bool { usualTokens.contains(text) }

/// Whether a cell of a column of numbers usually means "missing".
func isUsualMissing(_ cell: Span<UInt8>) -> Bool { usualTokenBytes.contains { cell.holds($0) } }

/// Cells that mean "missing" in a column of numbers; in other columns they are text.
let usualTokens = [
    "NA", "N/A", "n/a", "NaN", "nan", "NAN", "null", "NULL", "Null", "None", "none", "-", "--", "?", ".", "#N/A",
    "<NA>",
]

private let usualTokenBytes = usualTokens.map { Array($0.utf8) }
