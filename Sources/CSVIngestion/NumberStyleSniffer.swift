import TimeSeries

/// Finds the decimal mark and the thousands separator of a file from the cells of its first records.
///
/// A style is taken only when every number of every column of numbers is one in it. Where two styles remain that
/// give some cell another value, none is taken, so that the cell is refused with both.
struct NumberStyleSniffer {
    private struct Column {
        var filled = 0
        var numbers = 0
        /// For each style whether all numbers are one in it.
        var fits: [Bool]
        /// Cells with marks that styles may read differently.
        var examples: [[UInt8]] = []
    }

    /// Columns that are looked at.
    static let mostColumns = 200_000

    private let styles: [NumberStyle]
    private var columns: [Column] = []

    /// - Parameter styles: Those that the user allows, the plainest first.
    init(_ styles: [NumberStyle]) {
        self.styles = styles
    }

    /// Whether nothing is to be found.
    var isDecided: Bool { styles.count == 1 }

    /// Adds the reader's current record.
    mutating func add(_ reader: borrowing RecordReader) {
        let fields = min(reader.fieldCount, Self.mostColumns)
        while columns.count < fields {
            columns.append(Column(fits: Array(repeating: true, count: styles.count)))
        }
        for field in 0..<fields {
            reader.withField(field) { add($0, to: field) }
        }
    }

    private mutating func add(_ cell: Span<UInt8>, to column: Int) {
        guard cell.count > 0 else { return }
        columns[column].filled += 1
        guard cell.count <= 64, cell.mayBeNumber else { return }
        // The plain style comes first, and what it reads without a point every style reads alike.
        if cell.isInteger {
            columns[column].numbers += 1
            return
        }
        let fits = styles.map { number(utf8: cell, $0) != nil }
        guard fits.contains(true) else { return }
        columns[column].numbers += 1
        for style in styles.indices where !fits[style] { columns[column].fits[style] = false }
        if columns[column].examples.count < 8 {
            columns[column].examples.append(cell.indices.map { cell[$0] })
        }
    }

    /// The style, with a cell that shows it; nil when the plainest fits, when none does, or when two do that differ.
    func style() -> (style: NumberStyle, example: String)? {
        let numeric = columns.filter { $0.numbers * 2 > $0.filled }
        let fitting = styles.indices.filter { style in numeric.allSatisfy { $0.fits[style] } }
        guard let first = fitting.first, first > 0 else { return nil }
        let examples = numeric.flatMap(\.examples)
        let differs = fitting.dropFirst().contains { other in
            examples.contains { number(utf8: $0.span, styles[first]) != number(utf8: $0.span, styles[other]) }
        }
        let shown = examples.first { number(utf8: $0.span, styles[0]) == nil }
        guard !differs, let shown else { return nil }
        return (styles[first], String(decoding: shown, as: UTF8.self))
    }
}

extension Span<UInt8> {
    /// Whether there are only digits, perhaps after a sign.
    fileprivate var isInteger: Bool {
        let start = self[0] == UInt8(ascii: "-") || self[0] == UInt8(ascii: "+") ? 1 : 0
        for position in start..<count where self[position] &- UInt8(ascii: "0") > 9 { return false }
        return count > start
    }

    /// Whether the cell begins as numbers do.
    fileprivate var mayBeNumber: Bool {
        let isSign = self[0] == UInt8(ascii: "-") || self[0] == UInt8(ascii: "+")
        let first = isSign && count > 1 ? self[1] : self[0]
        return first &- UInt8(ascii: "0") <= 9 || first == UInt8(ascii: ".") || first == UInt8(ascii: ",")
    }
}
