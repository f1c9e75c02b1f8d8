import Diagnostics

/// Finds the decimal mark and the thousands separator of a file from the cells of its first records.
///
/// A style is taken only when every number of every column of numbers is one in it. Where two styles remain that
/// give some cell another value, none is taken, so that the cell is refused with both.
///
/// A point before three digits is a decimal point, as in most files, but not in one that separates fields with semicolons
/// or writes days as `31.12.2020`: there it may just as well stand between thousands, and the column is in ``doubts``.
struct NumberStyleSniffer {
    private struct Column {
        var filled = 0
        var numbers = 0
        /// Cells such as `31.12.2020` and `12.2020`.
        var pointDates = 0
        /// For each style whether all numbers are one in it.
        var fits: [Bool]
        /// Cells with marks that styles may read differently.
        var examples: [[UInt8]] = []
        /// Whether some number is none in the plainest style.
        var hasMarks = false
        /// The first cell whose point may be a decimal point or stand between thousands.
        var doubt: NumberDoubt?

        var isNumeric: Bool { numbers * 2 > filled && !holdsDates }
        var holdsDates: Bool { pointDates * 2 > filled }
    }

    /// Columns that are looked at.
    static let mostColumns = 200_000

    private let styles: [NumberStyle]
    /// The places of the plain style and of the one with points between thousands; nil unless the user allows both.
    private let pointStyles: (plain: Int, grouped: Int)?
    private let isSemicolon: Bool
    private var columns: [Column] = []

    /// - Parameters:
    ///   - styles: Those that the user allows, the plainest first.
    ///   - delimiter: The byte between fields.
    init(_ styles: [NumberStyle], delimiter: UInt8) {
        self.styles = styles
        isSemicolon = delimiter == UInt8(ascii: ";")
        let grouped = styles.firstIndex(of: NumberStyle(.comma, .point))
        pointStyles = styles.firstIndex(of: .plain).flatMap { plain in grouped.map { (plain, $0) } }
    }

    /// Whether nothing is to be found.
    var isDecided: Bool { styles.count == 1 }

    /// Adds the reader's current record.
    mutating func add(_ reader: borrowing RecordReader) {
        let fields = min(reader.fieldCount, Self.mostColumns)
        while columns.count < fields {
            columns.append(Column(fits: Array(repeating: true, count: styles.count)))
        }
        var doubtful: [Int] = []
        for field in 0..<fields {
            let isDoubtful = reader.withField(field) { add($0, to: field) }
            if isDoubtful, columns[field].doubt == nil { doubtful.append(field) }
        }
        guard !doubtful.isEmpty else { return }
        let places = reader.locations()
        for field in doubtful {
            columns[field].doubt = NumberDoubt(text: reader.text(field).text, place: places[field])
        }
    }

    /// Adds a cell; whether its point may be a decimal point or stand between thousands.
    private mutating func add(_ cell: Span<UInt8>, to column: Int) -> Bool {
        guard cell.count > 0 else { return false }
        columns[column].filled += 1
        guard cell.count <= 64, cell.mayBeNumber else { return false }
        // The plain style comes first, and what it reads without a point every style reads alike.
        if cell.isInteger {
            columns[column].numbers += 1
            return false
        }
        if cell.isPointDate { columns[column].pointDates += 1 }
        let fits = styles.map { number(utf8: cell, $0) != nil }
        guard fits.contains(true) else { return false }
        columns[column].numbers += 1
        for style in styles.indices where !fits[style] { columns[column].fits[style] = false }
        // Far below others there may be the first that is not plain.
        let isFirst = !fits[0] && !columns[column].hasMarks
        if !fits[0] { columns[column].hasMarks = true }
        if columns[column].examples.count < 8 || isFirst {
            columns[column].examples.append(cell.indices.map { cell[$0] })
        }
        return pointStyles.map { fits[$0.plain] && fits[$0.grouped] } ?? false
    }

    /// The style, with a cell that shows it; nil when the plainest fits, when none does, or when two do that differ.
    func style() -> (style: NumberStyle, example: String)? {
        let numeric = columns.filter(\.isNumeric)
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

    /// Whether the file is one of those in which points often stand between thousands.
    private var mayGroupByPoints: Bool { isSemicolon || columns.contains(where: \.holdsDates) }

    /// Whether a cell such as 0.5 or 2.25 tells that points stand before fractions, in a file where they need not.
    var tellsPoint: Bool {
        guard let pointStyles, mayGroupByPoints else { return false }
        return columns.contains { $0.isNumeric && $0.fits[pointStyles.plain] && !$0.fits[pointStyles.grouped] }
    }

    /// The columns in which points may stand before fractions or between thousands, where the file is one of those in which
    /// either is usual and no cell tells.
    var doubts: [Int: NumberDoubt] {
        guard let pointStyles, mayGroupByPoints, style() == nil, !tellsPoint else { return [:] }
        let numeric = columns.indices.filter { columns[$0].isNumeric }
        var doubts: [Int: NumberDoubt] = [:]
        for column in numeric where columns[column].fits[pointStyles.grouped] { doubts[column] = columns[column].doubt }
        return doubts
    }
}

/// A cell whose point may stand before a fraction or between thousands.
struct NumberDoubt: Sendable {
    var text: String
    var place: DiagnosticLocation
}

extension NumberStyleSniffer {
    /// What all records of a file tell of its numbers, as far as it takes to leave no doubt; nil when it cannot be read.
    init?(wholeFile path: String, _ options: CSVOptions, _ limits: ReadingLimits) {
        var plain = options
        (plain.dialect.decimal, plain.dialect.thousands) = (.point, DialectOptions.ThousandsMark.none)
        guard var reader = try? RecordReader(path: path, options: plain, limits: limits),
            (try? reader.next()) ?? false
        else { return nil }
        let fields = reader.fieldCount
        guard (try? reader.rewind(keeping: Array(0..<fields), outOf: fields)) != nil else { return nil }
        self.init(NumberStyle.allowed(by: options.dialect), delimiter: reader.dialect.delimiter)
        var records = 0
        while (try? reader.next()) ?? false {
            add(reader)
            records += 1
            if records & 0xfff == 0, doubts.isEmpty { break }
        }
    }
}

extension RecordReader {
    /// Makes sure that no column that is to be read has numbers of two readings.
    ///
    /// - Parameter columns: Places in the file.
    func checkDoubts(_ columns: [Int], names: [String]) throws(CSVError) {
        for column in columns {
            if let doubt = dialect.doubts[place(column)] { throw .pointOrThousands(names[column], doubt) }
        }
    }
}

extension CSVError {
    /// A column in which every point stands before three digits.
    static func pointOrThousands(_ column: String, _ doubt: NumberDoubt) -> CSVError {
        let grouped = NumberStyle(.comma, .point)
        let digits = String(doubt.text.filter { $0 != "." })
        return CSVError(
            .twoReadings,
            "column '\(display(column))': \"\(display(doubt.text))\" may be \(doubt.text) or \(digits), "
                + "as its points stand before three digits everywhere",
            fix: "pass --decimal . to read it as \(doubt.text), or \(grouped.flags(instead: .plain)) to read it as "
                + digits, at: doubt.place)
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

    /// Whether the cell begins with day, month and year between points, or is a month of two digits and a year: 1.2034 is a
    /// number.
    fileprivate var isPointDate: Bool {
        var parts: [(digits: Int, value: Int)] = [(0, 0)]
        for position in 0..<Swift.min(count, 11) {
            if self[position] == UInt8(ascii: "."), parts.count < 3 {
                parts.append((0, 0))
            } else if self[position] &- UInt8(ascii: "0") <= 9 {
                parts[parts.count - 1].digits += 1
                parts[parts.count - 1].value = parts[parts.count - 1].value * 10 + Int(self[position] & 0xf)
            } else {
                break
            }
        }
        if parts.count == 2 {
            return count == 7 && parts[0].digits == 2 && (1...12).contains(parts[0].value)
                && (1900...2099).contains(parts[1].value)
        }
        return parts.count == 3 && (1...2).contains(parts[0].digits) && (1...31).contains(parts[0].value)
            && (1...2).contains(parts[1].digits) && (1...12).contains(parts[1].value)
            && [2, 4].contains(parts[2].digits)
    }
}
