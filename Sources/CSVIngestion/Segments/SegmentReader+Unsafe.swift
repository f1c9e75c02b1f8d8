import TimeSeries

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Reads the rows of a part of a file that holds nothing unusual, quickly.
///
/// Without a quote a record is a line and its fields lie between delimiters, which takes no parser. Whatever is not so, or
/// would be an error, ends the reading: the file is then read from its beginning by ``RecordReader``, which knows
/// everything and names every place.
@safe struct SegmentReader {
    private let columns: SegmentColumns
    private var rows: SegmentRows
    private var seriesByID: [String: Int] = [:]
    private var owner = -1
    /// The rows of the current series, whose place in `rows` is empty meanwhile.
    private var current = SeriesRows(id: nil)
    /// The bytes of the last row's id, in the text.
    private var lastID = 0..<0
    private var reading = TimestampReading()

    init(_ columns: SegmentColumns) {
        self.columns = columns
        rows = SegmentRows(numbers: columns.numbers)
    }

    /// The rows of whole lines; nil when there is something unusual.
    static func rows(_ text: UnsafeBufferPointer<UInt8>, _ columns: SegmentColumns) -> SegmentRows? {
        var reader = SegmentReader(columns)
        guard unsafe isPlain(text), unsafe reader.read(text) else { return nil }
        if reader.owner >= 0 { swap(&reader.current, &reader.rows.series[reader.owner]) }
        return reader.rows
    }

    /// Whether there are neither quotes nor NUL bytes, and carriage returns only before line feeds.
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress else { return true }
        if unsafe memchr(base, 0x22, text.count) != nil || memchr(base, 0, text.count) != nil { return false }
        var position = 0
        while let found = unsafe memchr(base + position, 0x0d, text.count - position) {
            position = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
            guard position < text.count, unsafe base[position] == 0x0a else { return false }
        }
        return true
    }

    private mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let (delimiter, fields) = (columns.delimiter, columns.fields)
        let (id, time, target) = (columns.id ?? -1, columns.time ?? -1, columns.target)
        guard let base = text.baseAddress else { return true }
        let count = text.count
        var position = 0
        while position < count {
            rows.lines += 1
            let line = position
            if unsafe isComment(base + line, count - line) {
                position = unsafe lineEnd(base, from: line, count: count) + 1
                continue
            }
            var (idCell, timeCell, targetCell) = (0..<0, 0..<0, 0..<0)
            var field = 0
            var start = position
            while true {
                var end = start
                while end < count, unsafe base[end] != delimiter, unsafe base[end] != 0x0a { end += 1 }
                if field == target {
                    targetCell = start..<end
                } else if field == time {
                    timeCell = start..<end
                } else if field == id {
                    idCell = start..<end
                }
                field += 1
                start = end + 1
                if unsafe end == count || base[end] == 0x0a { break }
            }
            position = start
            if field != fields || fields == 1 {
                if unsafe isBlank(base, line..<min(start - 1, count)) { continue }
                if field != fields { return false }
            }
            guard unsafe addRow(text, idCell, timeCell, targetCell) else { return false }
        }
        return true
    }

    private mutating func addRow(
        _ text: UnsafeBufferPointer<UInt8>, _ idCell: Range<Int>, _ timeCell: Range<Int>, _ targetCell: Range<Int>
    ) -> Bool {
        guard unsafe findSeries(text, unsafe trimmed(idCell, in: text)) else { return false }
        let cell = unsafe UnsafeBufferPointer(rebasing: text[unsafe trimmed(targetCell, in: text)])
        guard let value = unsafe rows.numbers.value(cell.span, columns.style) else { return false }
        let last = current.timestamps.last
        var timestamp = Timestamp(ticks: Int64(current.timestamps.count + 1))
        if columns.time != nil {
            let cell = unsafe UnsafeBufferPointer(rebasing: text[unsafe trimmed(timeCell, in: text)])
            guard let read = unsafe columns.format.written(utf8: cell.span, &reading), !reading.isNotable else {
                return false
            }
            timestamp = read
        }
        if let last, timestamp <= last { return false }
        current.timestamps.append(timestamp)
        current.values.append(value)
        current.lines.append(rows.lines)
        rows.rows += 1
        return true
    }

    /// Makes another series the current one.
    private mutating func change(to series: Int) {
        if owner >= 0 { swap(&current, &rows.series[owner]) }
        owner = series
        swap(&current, &rows.series[owner])
    }

    /// Finds the series of a row, most often that of the row before; false without a valid id.
    private mutating func findSeries(_ text: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>) -> Bool {
        if columns.id == nil {
            if owner < 0 { begin(nil) }
            return true
        }
        if owner >= 0, cell.count == lastID.count, let base = text.baseAddress,
            unsafe memcmp(base + cell.lowerBound, base + lastID.lowerBound, cell.count) == 0
        {
            return true
        }
        guard !cell.isEmpty, let name = unsafe String(validating: text[cell], as: UTF8.self) else { return false }
        lastID = cell
        if let known = seriesByID[name] {
            change(to: known)
        } else {
            seriesByID[name] = rows.series.count
            begin(name)
        }
        return true
    }

    private mutating func begin(_ id: String?) {
        rows.series.append(SeriesRows(id: id))
        change(to: rows.series.count - 1)
    }

    // MARK: - Bytes

    /// Without the blanks around it, as libcsv takes them off.
    @inline(__always)
    private func trimmed(_ cell: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var (start, end) = (cell.lowerBound, cell.upperBound)
        if end > start, unsafe text[end - 1] == 0x0d { end -= 1 }
        while start < end, unsafe isBlank(text[start]) { start += 1 }
        while end > start, unsafe isBlank(text[end - 1]) { end -= 1 }
        return start..<end
    }

    @inline(__always)
    private func isBlank(_ byte: UInt8) -> Bool { byte != columns.delimiter && (byte == 0x20 || byte == 0x09) }

    private func isBlank(_ base: UnsafePointer<UInt8>, _ line: Range<Int>) -> Bool {
        for place in line where unsafe !isBlank(base[place]) && base[place] != 0x0d { return false }
        return true
    }

    @inline(__always)
    private func isComment(_ line: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard let first = columns.comment.first, unsafe line[0] == first, columns.comment.count <= count else {
            return false
        }
        return columns.comment.indices.allSatisfy { unsafe line[$0] == columns.comment[$0] }
    }

    private func lineEnd(_ base: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
        var end = start
        while end < count, unsafe base[end] != 0x0a { end += 1 }
        return end
    }
}
