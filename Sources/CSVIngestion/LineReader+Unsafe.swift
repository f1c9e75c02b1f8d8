import Diagnostics

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Cuts a file into physical lines, reading it in chunks.
///
/// Lines end in LF, CR LF or CR, and are handed out with their ending. The bytes of the current record
/// stay in the buffer, so that the place of an error can be found in them; nothing before is kept except while sampling.
@safe struct LineReader: ~Copyable {
    /// The line last handed out, counted from 1; 0 before the first.
    private(set) var line = 0
    /// Whether everything read is kept, so that ``rewind()`` can begin again.
    private var isSampling = true

    private var source: TextSource
    private let limits: ReadingLimits
    private var buffer: UnsafeMutableBufferPointer<UInt8>
    private var filled = 0
    /// Where the next line begins.
    private var position = 0
    private var recordStart = 0
    private var dataStart = 0
    private var isAtEnd = false
    private var lineFeed = ByteFinder(byte: 0x0a)
    private var carriageReturn = ByteFinder(byte: 0x0d)
    private var nul = ByteFinder(byte: 0)

    init(path: String, encoding: TextEncoding?, limits: ReadingLimits) throws(CSVError) {
        self.limits = limits
        source = try TextSource(path: path, encoding: encoding, limits: limits)
        unsafe buffer = .allocate(capacity: max(16, limits.chunk * 2))
    }

    deinit {
        unsafe buffer.deallocate()
    }

    /// The next line with its ending, valid until the next call; nil at the end of the file.
    ///
    /// - Parameter continuingRecord: Whether the line continues the record of the line before, within quotes; otherwise
    ///   a record may begin with it.
    mutating func next(continuingRecord: Bool) throws(CSVError) -> UnsafeBufferPointer<UInt8>? {
        if line == 0, isSampling { try skipByteOrderMark() }
        if !continuingRecord { recordStart = position }
        while true {
            let end = lineEnd()
            if let bad = unsafe nul.first(from: position, in: buffer, filled: filled), bad < end ?? filled {
                throw .holdsNUL(at: DiagnosticLocation(file: name, line: line + 1, column: bad - position + 1))
            }
            if (end ?? filled) - recordStart > limits.record { throw tooLong() }
            if let end {
                defer { position = end }
                line += 1
                return unsafe UnsafeBufferPointer(rebasing: buffer[position..<end])
            }
            if isAtEnd { return nil }
            try refill()
        }
    }

    /// The bytes since the beginning of the record.
    var recordText: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(rebasing: buffer[recordStart..<position])
    }

    /// How many bytes have been handed out; only while sampling.
    var bytesConsumed: Int { position }

    /// The file in messages.
    var name: String { source.name }

    /// What the file is encoded in.
    var encoding: TextEncoding { source.encoding }

    /// Whether the file can be opened and read once more.
    var canBeReadAgain: Bool { source.canBeReadAgain }

    /// The size of the file; 0 for a pipe.
    var fileSize: Int { source.size }

    /// At most the first `count` bytes, and whether they are all; only while sampling, and valid until the next call.
    mutating func head(_ count: Int) throws(CSVError) -> (text: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
        try skipByteOrderMark()
        while filled - dataStart <= count, !isAtEnd { try refill() }
        let end = min(filled, dataStart + count)
        return unsafe (UnsafeBufferPointer(rebasing: buffer[dataStart..<end]), isAtEnd && end == filled)
    }

    /// Ends the sampling where it is: what was read is no longer kept.
    mutating func endSampling() { isSampling = false }

    /// Ends the sampling and begins again with the first line.
    mutating func rewind() {
        isSampling = false
        restart()
    }

    /// Begins again with the first line.
    mutating func restart() {
        position = dataStart
        recordStart = dataStart
        line = 0
        lineFeed.forget()
        carriageReturn.forget()
        nul.forget()
    }

    /// The end of the line at `position`, its ending included; nil when it is not in the buffer yet.
    private mutating func lineEnd() -> Int? {
        let feed = unsafe lineFeed.first(from: position, in: buffer, filled: filled)
        let carriage = unsafe carriageReturn.first(from: position, in: buffer, filled: filled)
        if let carriage, carriage < feed ?? Int.max {
            if carriage + 1 < filled { return unsafe buffer[carriage + 1] == 0x0a ? carriage + 2 : carriage + 1 }
            return isAtEnd ? carriage + 1 : nil
        }
        if let feed { return feed + 1 }
        return isAtEnd && position < filled ? filled : nil
    }

    /// Reads one more chunk, after moving what is kept to the front and growing when that is not enough.
    private mutating func refill() throws(CSVError) {
        // A record and what is looked at before it are kept while sampling; beyond that only what is skipped can be.
        guard !isSampling || filled <= limits.sampleBytes + 2 * limits.record else {
            throw .noRowYet(bytes: filled, at: DiagnosticLocation(file: name, line: line))
        }
        if unsafe buffer.count - filled < limits.chunk {
            if !isSampling { dropConsumed() }
            if unsafe buffer.count - filled < limits.chunk { grow() }
        }
        guard let base = unsafe buffer.baseAddress else { return }
        let bytes = try unsafe source.read(into: base + filled, count: limits.chunk)
        filled += bytes
        isAtEnd = bytes == 0
        if isAtEnd { dropEndMarks() }
    }

    /// Takes off the bytes with which DOS ends a text.
    private mutating func dropEndMarks() {
        while unsafe filled > position && buffer[filled - 1] == 0x1a { filled -= 1 }
    }

    private mutating func dropConsumed() {
        guard recordStart > 0, let base = unsafe buffer.baseAddress else { return }
        unsafe base.update(from: base + recordStart, count: filled - recordStart)
        lineFeed.shift(by: recordStart)
        carriageReturn.shift(by: recordStart)
        nul.shift(by: recordStart)
        filled -= recordStart
        position -= recordStart
        recordStart = 0
    }

    private mutating func grow() {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: unsafe buffer.count * 2)
        if let from = unsafe buffer.baseAddress { unsafe larger.baseAddress?.update(from: from, count: filled) }
        unsafe buffer.deallocate()
        unsafe buffer = larger
    }

    /// Skips a byte order mark.
    private mutating func skipByteOrderMark() throws(CSVError) {
        while filled < 4, !isAtEnd { try refill() }
        if filled == 0 { throw .emptyFile(path: name) }
        let head = unsafe Array(buffer[0..<min(filled, 4)])
        if head.starts(with: [0xef, 0xbb, 0xbf]) {
            dataStart = 3
            if filled == 3 { throw .emptyFile(path: name) }
        }
        position = dataStart
        recordStart = dataStart
    }

    private func tooLong() -> CSVError {
        let begun = unsafe buffer[recordStart..<position].count { $0 == 0x0a }
        return .recordTooLong(
            limit: limits.record, at: DiagnosticLocation(file: name, line: line + 1 - begun, column: nil))
    }
}

/// Finds the next place of one byte, looking at every byte of the buffer once.
private struct ByteFinder {
    let byte: UInt8
    private var found: Int?
    private var searched = 0

    init(byte: UInt8) {
        self.byte = byte
    }

    mutating func first(from start: Int, in buffer: UnsafeMutableBufferPointer<UInt8>, filled: Int) -> Int? {
        if let found, found >= start { return found }
        found = nil
        let begin = max(searched, start)
        guard begin < filled, let base = buffer.baseAddress else { return nil }
        if let place = unsafe memchr(base + begin, Int32(byte), filled - begin) {
            let offset = unsafe UnsafeRawPointer(place) - UnsafeRawPointer(base)
            found = offset
            searched = offset + 1
            return offset
        }
        searched = filled
        return nil
    }

    mutating func shift(by distance: Int) {
        found = found.map { $0 - distance }
        searched -= distance
    }

    mutating func forget() {
        found = nil
        searched = 0
    }
}

extension CSVError {
    fileprivate static func emptyFile(path: String) -> CSVError {
        CSVError(
            .empty, "the file is empty", fix: "give a CSV file with a header and rows",
            at: DiagnosticLocation(file: path))
    }

    fileprivate static func holdsNUL(at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .notText, "this is not a text file: it holds a NUL byte",
            fix: "give a CSV file as UTF-8 text; if this is UTF-16, convert it with iconv -f UTF-16 -t UTF-8", at: place
        )
    }

    fileprivate static func recordTooLong(limit: Int, at place: DiagnosticLocation) -> CSVError {
        CSVError(
            .recordTooLong, "the record that begins here is longer than \(limit) bytes",
            fix: "look for a quote that is never closed, or for missing line ends", at: place)
    }
}
