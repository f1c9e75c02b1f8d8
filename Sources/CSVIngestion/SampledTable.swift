import Diagnostics

/// The header of a file and a look at its first rows.
struct SampledTable {
    let path: String
    /// Whether the file can be opened and read once more.
    let canBeReadAgain: Bool
    /// Whether the first record names the columns; otherwise they are called `column1` and so on.
    let hasHeader: Bool
    private(set) var names: [String]
    private(set) var profiles: [ColumnProfile]
    /// Columns of the file; those of ``names`` behind them are absent and empty.
    let fileColumns: Int
    /// The text of the first field of the file.
    let firstField: String
    /// Where each column's first cell is.
    private(set) var places: [DiagnosticLocation]
    /// About how many rows the file holds, judged by its size and the rows seen.
    let estimatedRows: Int
    private(set) var notes: [String] = []

    /// - Parameters:
    ///   - isAtFirst: Whether the reader stands at its first record already.
    ///   - datesAreData: Whether a date in the first record is enough for it not to be a header.
    init(
        reader: inout RecordReader, options: CSVOptions, limits: ReadingLimits, isAtFirst: Bool = false,
        datesAreData: Bool = false
    ) throws(CSVError) {
        path = reader.path
        canBeReadAgain = reader.canBeReadAgain
        if !isAtFirst, try !reader.next() { throw .noRecords(path: reader.path) }
        guard reader.fieldCount <= limits.columns else {
            throw .tooManyColumns(reader.fieldCount, limit: limits.columns, at: reader.location(ofField: 0))
        }
        var first: [String] = []
        for field in 0..<reader.fieldCount {
            let (text, isValid) = reader.text(field)
            guard isValid else {
                throw .invalidUTF8(column: "column\(field + 1)", text: text, at: reader.location(ofField: field))
            }
            first.append(text)
        }
        places = reader.locations()
        firstField = first[0]
        try Self.checkDelimiter(first, options, at: places[0])
        let numbers = reader.dialect.numbers
        hasHeader = !Self.isData(first, options, numbers, datesAreData: datesAreData)
        notes = reader.dialect.notes
        if hasHeader { reader.passRepeatedHeaders() }
        var profiles = [ColumnProfile](repeating: ColumnProfile(), count: first.count)
        var isMore = true
        var rows = 0
        if hasHeader { isMore = try reader.next() }
        guard isMore else { throw .headerOnly(at: places[0]) }
        while isMore {
            try reader.checkFieldCount(first.count, first: firstField, hasHeader: hasHeader, options)
            var newTexts: [Int] = []
            for field in profiles.indices {
                let text = reader.text(field).text
                if text.isEmpty || options.missing.contains(text) { continue }
                if isUsualMissing(text) {
                    profiles[field].tokens += 1
                    continue
                }
                profiles[field].add(text, row: rows, numbers)
                if profiles[field].firstText != nil, profiles[field].firstTextPlace == nil { newTexts.append(field) }
            }
            if !newTexts.isEmpty {
                let cells = reader.locations()
                for field in newTexts { profiles[field].firstTextPlace = cells[field] }
            }
            rows += 1
            if rows == limits.sampleRecords || reader.bytesConsumed >= limits.sampleBytes { break }
            isMore = try reader.next()
        }
        self.profiles = profiles
        fileColumns = profiles.count
        estimatedRows = Self.estimate(rows, in: reader.bytesConsumed, of: reader.fileSize)
        let isNamed = hasHeader
        names = first.enumerated().map { isNamed && !$1.isEmpty ? $1 : "column\($0 + 1)" }
        noteNames(first)
    }

    /// Adds the target and what is known only afterwards as columns without values, where rows that continue a model's have none:
    /// they all lie ahead.
    mutating func addAbsent(_ options: CSVOptions) {
        let finder = ColumnFinder(self)
        guard options.mayOnlyKnowAhead, options.layout.layout != .columns, let target = options.target,
            !finder.holds(target)
        else { return }
        for name in [target] + options.covariates.past where !finder.holds(name) {
            names.append(name)
            profiles.append(ColumnProfile())
            places.append(places[0])
        }
    }

    private mutating func noteNames(_ first: [String]) {
        if !hasHeader {
            notes.append("the file has no header; its columns are called \(list(names))")
        } else if first.contains("") {
            let unnamed = first.indices.filter { first[$0].isEmpty }.map { names[$0] }
            notes.append("columns without a name in the header are called \(list(unnamed))")
        }
    }

    /// Rows of a whole file of which some bytes hold `rows`, with a little to spare; at most 2²⁶, as sizes may lie.
    private static func estimate(_ rows: Int, in bytes: Int, of size: Int) -> Int {
        let all = Double(rows) * Double(size) / Double(max(1, bytes)) * 1.05
        return max(rows, Int(min(all, 0x1p26)))
    }

    /// A header of one field that contains another usual delimiter was probably split at the wrong one.
    private static func checkDelimiter(_ first: [String], _ options: CSVOptions, at place: DiagnosticLocation)
        throws(CSVError)
    {
        guard first.count == 1, CSVError.commentMark(first[0]) == nil, options.target != first[0] else { return }
        for delimiter in [";", "\t", "|", ","] as [Character] where delimiter.asciiValue != options.separator {
            if let byte = delimiter.asciiValue, first[0].utf8.contains(byte) {
                throw .wrongDelimiter(header: first[0], delimiter: delimiter, at: place)
            }
        }
    }

    /// Whether a first record is data: nothing but numbers, dates and missing cells, or a date and a number beside words.
    private static func isData(
        _ first: [String], _ options: CSVOptions, _ numbers: NumberStyle, datesAreData: Bool
    ) -> Bool {
        let filled = first.filter { !$0.isEmpty && !options.missing.contains($0) && !isUsualMissing($0) }
        var (numberCount, dateCount) = (0, 0)
        for text in filled {
            let bytes = Array(text.utf8)
            if number(utf8: bytes.span, numbers) != nil {
                numberCount += 1
            } else if isDate(bytes.span) || looksLikeForeignDate(bytes) {
                dateCount += 1
            }
        }
        if datesAreData, dateCount > 0 { return true }
        return !filled.isEmpty && (numberCount + dateCount == filled.count || (numberCount > 0 && dateCount == 1))
    }
}

extension RecordReader {
    /// Checks that the record has as many fields as the first; libcsv does not.
    @inline(__always)
    func checkFieldCount(_ expected: Int, first: String, hasHeader: Bool, _ options: CSVOptions) throws(CSVError) {
        if fieldCount == expected { return }
        throw .raggedRow(
            fields: fieldCount, expected: expected, first: first, hasHeader: hasHeader, delimiter: dialect.delimiter,
            at: location(ofField: min(fieldCount, expected)))
    }
}
