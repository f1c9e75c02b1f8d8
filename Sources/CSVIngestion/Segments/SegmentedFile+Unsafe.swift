import Parallelism
import TimeSeries

/// A file that several threads read in parts, cut at line ends.
///
/// The parts are of one size whatever the number of threads, and are joined in the order of the file, so that the result
/// is the same.
struct SegmentedFile: Sendable {
    private let file: SharedFile
    /// Where the rows begin.
    private let start: Int
    private let segment: Int
    private let columns: SegmentColumns

    /// Bytes beyond a part in which its last line has to end.
    private static let longestLine = 64 * 1024

    /// Nil when the file cannot be read so.
    init?(path: String, from start: Int, columns: SegmentColumns, limits: ReadingLimits) {
        guard let file = SharedFile(path: path), file.size - start >= limits.parallelBytes else { return nil }
        self.file = file
        self.start = start
        self.columns = columns
        segment = max(1, limits.segment)
    }

    /// Hands over the rows of all parts in order; false when a part holds something unusual, or `join` says so.
    func read(threads: Int, _ join: (consuming SegmentRows) -> Bool) -> Bool {
        let count = (file.size - start + segment - 1) / segment
        let pool = WorkerPool(workers: threads)
        var next = 0
        while next < count {
            let (first, round) = (next, min(count - next, threads * 4))
            var parts = pool.map(round) { rows(ofSegment: first + $0) }
            next += round
            for place in parts.indices {
                guard let rows = parts[place] else { return false }
                parts[place] = nil
                if !join(rows) { return false }
            }
        }
        return true
    }

    /// The rows of the lines that begin in a part; nil when it holds something unusual.
    private func rows(ofSegment number: Int) -> SegmentRows? {
        let begin = start + number * segment
        let end = min(begin + segment, file.size)
        // The byte before tells whether a line begins with the first.
        let from = max(start, begin - 1)
        let until = min(end + Self.longestLine, file.size)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: until - from, alignment: 64)
        defer { unsafe memory.deallocate() }
        guard unsafe file.read(into: memory, from: from) else { return nil }
        let text = unsafe UnsafeBufferPointer(memory.bindMemory(to: UInt8.self))
        var first = 0
        if begin > start {
            guard let feed = unsafe text.firstIndex(of: 0x0a) else { return nil }
            first = feed + 1
        }
        // Lines that begin at or behind the end belong to the next part.
        var last = end - from
        if first >= last { return SegmentRows(numbers: columns.numbers) }
        if end < file.size {
            guard let feed = unsafe text[(last - 1)...].firstIndex(of: 0x0a) else { return nil }
            last = feed + 1
        }
        return unsafe SegmentReader.rows(UnsafeBufferPointer(rebasing: text[first..<last]), columns)
    }
}
