/// Finds the delimiter, the mark of comments and delimiters at the ends of lines.
struct DelimiterSniffer {
    private let text: [UInt8]
    private let isWhole: Bool
    private let options: CSVOptions

    private static let mostRecords = 200

    /// - Parameters:
    ///   - text: The beginning of a file.
    ///   - isWhole: Whether that is all of it.
    init(_ text: [UInt8], isWhole: Bool, options: CSVOptions) {
        self.text = text
        self.isWhole = isWhole
        self.options = options
    }

    /// Completes what the user says about a file.
    func complete(_ dialect: inout Dialect) {
        let asked = options.comment == nil ? findComment(dialect) : nil
        if let asked {
            dialect.comment = [asked]
            dialect.noteComment()
        }
        let fit = best(comment: dialect.comment)
        if options.delimiter == nil, let fit, fit.delimiter != dialect.delimiter {
            dialect.delimiter = fit.delimiter
            dialect.noteDelimiter()
        }
        if let fit, fit.delimiter == dialect.delimiter, let fields = fit.trimmed {
            dialect.fieldsBeforeTrailingDelimiter = fields
            dialect.noteTrailingDelimiter(inHeader: fit.headerIsLonger)
        }
    }

    /// The delimiter that cuts the records most evenly; nil when none cuts them.
    private func best(comment: [UInt8]) -> DelimiterFit? {
        var best: DelimiterFit?
        for delimiter in options.delimiter.map({ [$0] }) ?? Dialect.delimiters where text.contains(delimiter) {
            guard let fit = DelimiterFit(scan(delimiter, comment), delimiter: delimiter) else { continue }
            if best.map({ fit.isBetter(than: $0) }) ?? true { best = fit }
        }
        return best
    }

    private func scan(_ delimiter: UInt8, _ comment: [UInt8]) -> RecordScan {
        RecordScan(
            text, isWhole: isWhole, delimiter: delimiter, comment: comment, mostRecords: Self.mostRecords)
    }

    // MARK: - Comments

    /// The mark of comments: lines before the header begin with it, or lines that have another number of fields than all
    /// others.
    ///
    /// A single such line before data of as many fields is a header.
    private func findComment(_ dialect: Dialect) -> UInt8? {
        for mark in RecordScan.commentMarks where text.contains(mark) {
            let delimiter = best(comment: [mark])?.delimiter ?? dialect.delimiter
            let records = scan(delimiter, []).records
            let rest = records.filter { $0.mark != mark }
            let marked = records.filter { $0.mark == mark }
            guard let first = rest.first, let last = marked.last(where: \.isLeading) ?? marked.first else { continue }
            if last.isLeading {
                let isHeader = marked.count { $0.isLeading } == 1 && last.fields == first.fields && first.typed > 0
                if !isHeader { return mark }
            } else if marked.allSatisfy({ one in !rest.contains { $0.fields == one.fields } }) {
                return mark
            }
        }
        return nil
    }
}

/// How well a delimiter cuts records.
private struct DelimiterFit {
    let delimiter: UInt8
    /// The share of records with the usual number of fields.
    private let consistency: Double
    /// The share of cells below the first record that look like numbers or dates.
    private let typed: Double
    private let isSplitAtOnce: Bool
    /// The number of fields when some lines end in a delimiter more.
    private(set) var trimmed: Int?
    private(set) var headerIsLonger = false

    /// Nil when no record is cut.
    init?(_ scan: RecordScan, delimiter: UInt8) {
        guard let first = scan.records.first, scan.records.contains(where: { $0.fields > 1 }) else { return nil }
        self.delimiter = delimiter
        let rows = scan.records.dropFirst()
        let filled = rows.reduce(0) { $0 + $1.filled }
        typed = filled == 0 ? 0 : Double(rows.reduce(0) { $0 + $1.typed }) / Double(filled)
        isSplitAtOnce = first.fields > 1
        if !scan.isBroken, !rows.isEmpty, let fields = Self.fieldsWithoutTrailing(first, rows) {
            consistency = 1
            trimmed = fields
            headerIsLonger = first.fields > fields
            return
        }
        let usual = Dictionary(grouping: scan.records, by: \.fields).max {
            ($0.value.count, $0.key) < ($1.value.count, $1.key)
        }
        guard let usual, usual.key > 1 || scan.records.contains(where: { $0.fields > 2 }) else { return nil }
        let share = Double(usual.value.count) / Double(scan.records.count)
        consistency = scan.isBroken ? share / 2 : share
    }

    /// The number of fields when header or rows end in a delimiter more than the other; nil when that is not so.
    private static func fieldsWithoutTrailing(
        _ first: RecordScan.Record, _ rows: ArraySlice<RecordScan.Record>
    ) -> Int? {
        func fits(_ fields: Int, _ record: RecordScan.Record) -> Bool {
            record.fields == fields || record.fields == fields + 1 && record.endsEmpty
        }
        let isHeaderLonger = first.endsEmpty && rows.allSatisfy { $0.fields == first.fields - 1 }
        let fields = isHeaderLonger ? first.fields - 1 : first.fields
        guard fields > 1 || rows.contains(where: { $0.fields > 1 }), rows.allSatisfy({ fits(fields, $0) }) else {
            return nil
        }
        let isPlain = !isHeaderLonger && rows.allSatisfy { $0.fields == fields }
        return isPlain ? nil : fields
    }

    /// Records that are all cut alike come first, then those whose cells say more; the order of delimiters decides last.
    func isBetter(than other: DelimiterFit) -> Bool {
        if (consistency == 1) != (other.consistency == 1) { return consistency == 1 }
        if isSplitAtOnce != other.isSplitAtOnce { return isSplitAtOnce }
        return consistency * (typed + 0.05) > other.consistency * (other.typed + 0.05)
    }
}
