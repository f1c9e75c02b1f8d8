import Diagnostics

/// The text of a file as UTF-8, whatever it is encoded in.
///
/// Byte columns in errors count bytes of this text, which differ from those of the file when it was converted.
struct TextSource: ~Copyable {
    /// What the file is encoded in.
    let encoding: TextEncoding
    private let file: InputFile
    private let chunk: Int
    private var transcoder: Transcoder
    /// Converted text that was not handed out yet.
    private var waiting: [UInt8]
    private var handedOut = 0
    private var isAtEnd: Bool

    /// Opens a file and looks at its first bytes.
    ///
    /// - Parameter encoding: What the user says; nil to find it.
    /// - Throws: ``CSVError`` when the file cannot be read, or is no text.
    init(path: String, encoding: TextEncoding?, limits: ReadingLimits) throws(CSVError) {
        let file = try InputFile(path: path)
        var head: [UInt8] = []
        var isAtEnd = false
        while head.count < max(4, limits.sampleBytes), !isAtEnd {
            let piece = try file.read(atMost: limits.chunk)
            head += piece
            isAtEnd = piece.isEmpty
        }
        if let error = CSVError.foreignFile(head: Array(head.prefix(10)), path: file.name) { throw error }
        let known = encoding ?? .recognised(head, isWhole: isAtEnd)
        var transcoder = Transcoder(known, path: file.name)
        waiting = try transcoder.convert(head, isLast: isAtEnd)
        self.encoding = known
        self.transcoder = transcoder
        self.isAtEnd = isAtEnd
        chunk = limits.chunk
        self.file = file
    }

    /// The file in messages.
    var name: String { file.name }

    /// Whether the file can be opened and read once more.
    var canBeReadAgain: Bool { file.canBeReadAgain }

    /// Bytes in the file; 0 for a pipe.
    var size: Int { file.size }

    /// Reads at most `count` bytes of UTF-8; 0 at the end.
    mutating func read(into memory: UnsafeMutablePointer<UInt8>, count: Int) throws(CSVError) -> Int {
        while handedOut == waiting.count {
            if isAtEnd { return 0 }
            if encoding == .utf8 { return unsafe try file.read(into: memory, count: count) }
            let piece = try file.read(atMost: chunk)
            isAtEnd = piece.isEmpty
            waiting = try transcoder.convert(piece, isLast: isAtEnd)
            handedOut = 0
        }
        let bytes = min(count, waiting.count - handedOut)
        unsafe waiting.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress else { return }
            unsafe memory.update(from: base + handedOut, count: bytes)
        }
        handedOut += bytes
        if handedOut == waiting.count {
            waiting = []
            handedOut = 0
        }
        return bytes
    }
}

extension InputFile {
    /// Reads at most `count` bytes; none at the end.
    fileprivate func read(atMost count: Int) throws(CSVError) -> [UInt8] {
        var failure: CSVError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
            guard let base = memory.baseAddress else { return }
            do throws(CSVError) {
                filled = unsafe try read(into: base, count: count)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }
}

extension CSVError {
    /// Recognises by its first bytes a file that is not CSV at all.
    fileprivate static func foreignFile(head: [UInt8], path: String) -> CSVError? {
        let isPipe = path == InputFile.standardInput
        func unpacked(_ tool: String) -> String {
            "unpack it on the way: \(tool) \(isPipe ? "FILE" : shellWord(path)) | forecast fit -"
        }
        let signatures: [([UInt8], String, String)] = [
            ([0x1f, 0x8b], "a gzip archive", unpacked("zcat")),
            ([0x28, 0xb5, 0x2f, 0xfd], "a zstd archive", unpacked("zstdcat")),
            ([0x50, 0x4b, 0x03, 0x04], "a zip archive or a spreadsheet", "unpack it, or save the sheet as CSV"),
            (Array("BZh91AY&SY".utf8), "a bzip2 archive", unpacked("bzcat")),
            ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], "an xz archive", unpacked("xzcat")),
            ([0xd0, 0xcf, 0x11, 0xe0], "a spreadsheet of old Excel", "save the sheet as CSV"),
            ([0xff, 0xfe, 0, 0], "text in UTF-32", "convert it, as with iconv -f UTF-32 -t UTF-8"),
            ([0, 0, 0xfe, 0xff], "text in UTF-32", "convert it, as with iconv -f UTF-32 -t UTF-8"),
            (Array("PAR1".utf8), "a Parquet file", "export it as CSV"),
        ]
        guard let (_, what, fix) = signatures.first(where: { head.starts(with: $0.0) }) else { return nil }
        return CSVError(.notText, "this is \(what), not a CSV file", fix: fix, at: DiagnosticLocation(file: path))
    }
}
