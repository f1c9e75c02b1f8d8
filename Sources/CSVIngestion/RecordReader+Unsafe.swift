import CLibCSV
import Diagnostics

/// Reads records through libcsv, one at a time, and knows where each field stands in the file.
///
/// libcsv's strict mode does the tokenising; it reports no positions, so it is fed one physical line per call, and the place of a
/// field is looked up in the record's text only when an error needs it.
@safe struct RecordReader: ~Copyable {
    /// The line on which the current record begins.
    private(set) var recordLine = 0
    /// The file in messages: its path as the user wrote it, or what standard input is called.
    let path: String
    /// How the file is written.
    private(set) var dialect: Dialect
    /// Lines in the middle of the file that repeat its header; they are no records.
    private(set) var repeatedHeaders = 0
    /// Lines of files before this one.
    var lineOffset = 0

    private var lines: LineReader
    private let parser: UnsafeMutablePointer<csv_parser>
    private let record: UnsafeMutablePointer<RecordStorage>
    /// Whether the first line says which delimiter separates fields.
    private var namesDelimiter = false
    private var isInsideRecord = false
    private var isFinished = false
    /// The header without its line end, when it is one line.
    private var header: [UInt8] = []
    private var headerLine = 0
    /// Lines at the end of the file that were read in another way.
    private var passedLines = 0
    /// The field of the file that is taken for each of the fields; nil for the same.
    private var order: [Int]?

    /// Opens a file and finds how it is written.
    init(path: String, options: CSVOptions, limits: ReadingLimits) throws(CSVError) {
        var lines = try LineReader(path: path, encoding: options.dialect.encoding, limits: limits)
        var dialect = Dialect(options)
        if options.dialect.encoding == nil { dialect.noteEncoding(lines.encoding) }
        let head = unsafe try lines.head(min(limits.sampleBytes, 64 * 1024))
        var text = unsafe Array(head.text)
        var known = options
        if let first = NamedDelimiter(text) {
            text.removeFirst(first.length)
            known.delimiter = options.delimiter ?? first.delimiter
            dialect.delimiter = known.separator
            dialect.noteNamedDelimiter()
            namesDelimiter = true
        }
        let isWhole = unsafe head.isWhole
        DelimiterSniffer(text, isWhole: isWhole, options: known).complete(&dialect)
        lines.restart()
        self.path = lines.name
        self.dialect = dialect
        self.lines = lines
        unsafe parser = .allocate(capacity: 1)
        unsafe record = .allocate(capacity: 1)
        unsafe record.initialize(to: RecordStorage())
        startParser()
        findNumberStyle(path: path, options, limits)
    }

    deinit {
        unsafe csv_free(parser)
        unsafe parser.deallocate()
        unsafe record.pointee.deallocate()
        unsafe record.deallocate()
    }

    /// Begins the file again, keeping only the bytes of `columns` from now on; the other fields read as empty.
    mutating func rewind(keeping columns: [Int], outOf count: Int) throws(CSVError) {
        lines.rewind()
        restartParser()
        unsafe record.pointee.keep(columns.map { order?[$0] ?? $0 }, outOf: count)
    }

    /// Goes on without a way back to what was read.
    mutating func endSampling() { lines.endSampling() }

    /// Takes the current record, the header, for a line that may come again between records.
    mutating func passRepeatedHeaders() {
        guard recordLine == lines.line else { return }
        header = unsafe Array(lines.recordText)
        while let last = header.last, last == 0x0a || last == 0x0d { header.removeLast() }
        headerLine = recordLine
    }

    /// Takes field `order[i]` of the file for field `i` from now on.
    mutating func reorder(_ order: [Int]) {
        self.order = order == Array(order.indices) ? nil : order
    }

    /// Finds how the first records write numbers, or where these leave a doubt, all of them.
    private mutating func findNumberStyle(path: String, _ options: CSVOptions, _ limits: ReadingLimits) {
        var sniffer = NumberStyleSniffer(NumberStyle.allowed(by: options.dialect), delimiter: dialect.delimiter)
        if sniffer.isDecided { return }
        var records = 0
        // Whatever is wrong with a record is said when it is read for good.
        let most = min(limits.sampleBytes, 256 * 1024)
        while records <= limits.sampleRecords, bytesConsumed < most, (try? next()) ?? false {
            sniffer.add(self)
            records += 1
        }
        if !sniffer.doubts.isEmpty, canBeReadAgain, bytesConsumed < fileSize {
            sniffer = NumberStyleSniffer(wholeFile: path, options, limits) ?? sniffer
        }
        dialect.doubts = sniffer.doubts
        dialect.tellsPoint = sniffer.tellsPoint
        if let found = sniffer.style() {
            dialect.numbers = found.style
            dialect.noteNumbers(found.example)
        }
        lines.restart()
        restartParser()
    }

    private mutating func restartParser() {
        unsafe csv_free(parser)
        startParser()
        isInsideRecord = false
        isFinished = false
        repeatedHeaders = 0
    }

    /// Moves to the next record; false at the end of the file.
    ///
    /// - Throws: ``CSVError`` when a quote is misplaced or never closed.
    mutating func next() throws(CSVError) -> Bool {
        unsafe record.pointee.clear()
        while let line = try unsafe lines.next(continuingRecord: isInsideRecord) {
            if !isInsideRecord {
                recordLine = lines.line
                if namesDelimiter, recordLine == 1 { continue }
                if !dialect.comment.isEmpty, unsafe line.starts(with: dialect.comment) { continue }
                if !header.isEmpty, unsafe repeatsHeader(line) {
                    repeatedHeaders += 1
                    continue
                }
            }
            let parsed = unsafe csv_parse(parser, line.baseAddress, line.count, receiveField, receiveRow, record)
            if parsed != line.count { throw unsafe misplacedQuote(in: line, at: parsed) }
            isInsideRecord = unsafe parser.pointee.pstate != 0
            if unsafe record.pointee.isComplete {
                trim()
                return true
            }
        }
        return try finish()
    }

    /// Takes off an empty field behind a delimiter at the end of the line, where these separate nothing.
    @inline(__always)
    private func trim() {
        guard let fields = dialect.fieldsBeforeTrailingDelimiter else { return }
        unsafe record.pointee.trim(to: fields)
    }

    @inline(__always)
    private func repeatsHeader(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard line.count >= header.count, line.count <= header.count + 2 else { return false }
        guard unsafe line[0] == header[0] else { return false }
        guard lines.line > headerLine, unsafe line.starts(with: header) else { return false }
        return unsafe line[header.count...].allSatisfy { $0 == 0x0a || $0 == 0x0d }
    }

    /// Delivers a last line that has no line end.
    private mutating func finish() throws(CSVError) -> Bool {
        if isFinished { return false }
        isFinished = true
        if unsafe csv_fini(parser, receiveField, receiveRow, record) != 0 {
            throw .unterminatedQuote(at: location(ofField: fieldCount))
        }
        trim()
        return unsafe record.pointee.isComplete
    }

    private func startParser() {
        let options = CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL
        unsafe csv_init(parser, UInt8(truncatingIfNeeded: options))
        unsafe csv_set_delim(parser, dialect.delimiter)
    }

    // MARK: - The current record

    /// The number of fields.
    var fieldCount: Int { unsafe record.pointee.fieldCount }

    /// The line on which the record begins, counted over this file and those before it.
    var recordRow: Int { lineOffset + recordLine }

    /// The lines of the file; once it is read to its end.
    var lineCount: Int { lines.line + passedLines }

    /// The bytes of the file before the next line, where they are text in UTF-8 and it has just been begun again.
    var bytesBeforeNextLine: Int? { encoding == .utf8 && order == nil ? lines.bytesConsumed : nil }

    /// Counts lines that were read in another way.
    mutating func pass(lines: Int) { passedLines += lines }

    /// Where a field stands in the file.
    @inline(__always)
    func place(_ field: Int) -> Int {
        guard let order, field < order.count else { return field }
        return order[field]
    }

    /// What the file is encoded in.
    var encoding: TextEncoding { lines.encoding }

    /// Bytes handed out since the beginning of the file; only while sampling.
    var bytesConsumed: Int { lines.bytesConsumed }

    /// Whether the file can be opened and read once more.
    var canBeReadAgain: Bool { lines.canBeReadAgain }

    /// The size of the file; 0 for a pipe.
    var fileSize: Int { lines.fileSize }

    /// The bytes of a field, unquoted, without blanks around it.
    func withField<Result, Failure: Error>(
        _ field: Int,
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let bytes = unsafe record.pointee.field(place(field))
        return try body(unsafe bytes.span)
    }

    /// A field as text, and whether it is valid UTF-8.
    func text(_ field: Int) -> (text: String, isValid: Bool) {
        let bytes = unsafe record.pointee.field(place(field))
        if let text = unsafe String(validating: bytes, as: UTF8.self) { return (text, true) }
        return (unsafe String(decoding: bytes, as: UTF8.self), false)
    }

    /// Where a field begins; the end of the record for a field that it does not have.
    func location(ofField field: Int) -> DiagnosticLocation {
        let place = unsafe placeOfField(place(field), in: lines.recordText, delimiter: dialect.delimiter)
        return DiagnosticLocation(file: path, line: recordLine + place.line, column: place.column)
    }

    /// Where every field begins, found in one pass.
    func locations() -> [DiagnosticLocation] {
        var locations: [DiagnosticLocation] = []
        locations.reserveCapacity(fieldCount)
        unsafe placeFields(in: lines.recordText, delimiter: dialect.delimiter) { _, line, column in
            locations.append(DiagnosticLocation(file: path, line: recordLine + line, column: column))
            return locations.count < fieldCount
        }
        while locations.count < fieldCount { locations.append(location(ofField: locations.count)) }
        return locations
    }

    private func misplacedQuote(in line: UnsafeBufferPointer<UInt8>, at offset: Int) -> CSVError {
        let place = DiagnosticLocation(file: path, line: lines.line, column: offset + 1)
        let isQuote = unsafe line[offset] == UInt8(ascii: "\"")
        return .strayQuote(isQuote: isQuote, recordLine: recordLine, at: place)
    }
}

/// The fields of one record, copied out of libcsv's buffer.
@safe private struct RecordStorage {
    private var bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1024)
    private var byteCount = 0
    /// The end of every field in `bytes`.
    private var ends = UnsafeMutableBufferPointer<Int>.allocate(capacity: 64)
    private(set) var fieldCount = 0
    private(set) var isComplete = false
    /// The bytes of the last field.
    private var lastCount = 0
    /// Which columns are kept; nil for all.
    private var kept: UnsafeMutableBufferPointer<Bool>?

    func deallocate() {
        unsafe bytes.deallocate()
        unsafe ends.deallocate()
        unsafe kept?.deallocate()
    }

    mutating func keep(_ columns: [Int], outOf count: Int) {
        let flags = UnsafeMutableBufferPointer<Bool>.allocate(capacity: count)
        unsafe flags.initialize(repeating: false)
        for column in columns { unsafe flags[column] = true }
        unsafe kept?.deallocate()
        unsafe kept = flags
    }

    mutating func clear() {
        byteCount = 0
        fieldCount = 0
        isComplete = false
    }

    /// Appends a field, without blanks around it, which libcsv keeps within quotes.
    mutating func append(_ field: UnsafeMutableRawPointer?, _ count: Int) {
        guard let text = unsafe field?.assumingMemoryBound(to: UInt8.self) else {
            return unsafe appendTrimmed(nil, count)
        }
        var (start, end) = (0, count)
        while unsafe end > start && (text[end - 1] == 0x20 || text[end - 1] == 0x09) { end -= 1 }
        while unsafe start < end && (text[start] == 0x20 || text[start] == 0x09) { start += 1 }
        unsafe appendTrimmed(field.map { unsafe $0 + start }, end - start)
    }

    private mutating func appendTrimmed(_ field: UnsafeMutableRawPointer?, _ count: Int) {
        if unsafe fieldCount == ends.count { unsafe ends = grown(ends, used: fieldCount, needed: fieldCount + 1) }
        if let field = unsafe field, count > 0, isKept(fieldCount) {
            if unsafe byteCount + count > bytes.count {
                unsafe bytes = grown(bytes, used: byteCount, needed: byteCount + count)
            }
            if let base = unsafe bytes.baseAddress {
                unsafe UnsafeMutableRawPointer(base + byteCount).copyMemory(from: field, byteCount: count)
            }
            byteCount += count
        }
        unsafe ends[fieldCount] = byteCount
        fieldCount += 1
        lastCount = count
    }

    /// Takes off the last field when it is the only one beyond `count` and empty.
    mutating func trim(to count: Int) {
        if fieldCount == count + 1, lastCount == 0 { fieldCount = count }
    }

    mutating func complete() {
        isComplete = true
    }

    func field(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        precondition(index >= 0 && index < fieldCount, "the record has such a field")
        let start = index == 0 ? 0 : unsafe ends[index - 1]
        return unsafe UnsafeBufferPointer(rebasing: bytes[start..<ends[index]])
    }

    private func isKept(_ column: Int) -> Bool {
        guard let kept = unsafe kept else { return true }
        return unsafe column < kept.count && kept[column]
    }

    private func grown<Element>(
        _ memory: UnsafeMutableBufferPointer<Element>,
        used: Int,
        needed: Int
    ) -> UnsafeMutableBufferPointer<Element> {
        let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(needed, memory.count * 2))
        if let from = memory.baseAddress { unsafe larger.baseAddress?.update(from: from, count: used) }
        unsafe memory.deallocate()
        return unsafe larger
    }
}

/// libcsv's callback for a field; an unquoted empty one comes as nil.
private func receiveField(_ field: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?) {
    unsafe context?.assumingMemoryBound(to: RecordStorage.self).pointee.append(field, count)
}

/// libcsv's callback for the end of a record.
private func receiveRow(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
    unsafe context?.assumingMemoryBound(to: RecordStorage.self).pointee.complete()
}
