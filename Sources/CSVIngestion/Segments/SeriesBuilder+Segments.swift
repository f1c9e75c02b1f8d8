import TimeSeries

extension SeriesBuilder {
    /// Adds the rest of the file with several threads, where it is long and holds nothing unusual; nothing is added otherwise.
    ///
    /// - Returns: The lines read; nil when the file has to be read record by record.
    mutating func addInParts(_ reader: borrowing RecordReader, _ limits: ReadingLimits) -> Int? {
        guard reader.fileSize >= limits.parallelBytes, let start = reader.bytesBeforeNextLine,
            let columns = segmentColumns(reader),
            let file = SegmentedFile(path: reader.path, from: start, columns: columns, limits: limits)
        else { return nil }
        var trial = self
        var lines = 0
        let before = reader.lineOffset + reader.lineCount
        let isRead = file.read(threads: limits.threads) { part in
            let count = part.lines
            defer { lines += count }
            return trial.add(part, after: before + lines) && trial.bytes <= limits.memory
        }
        guard isRead else { return nil }
        self = trial
        return lines
    }

    /// What threads have to know; nil when there is more to a row than an id, a time and a number.
    private func segmentColumns(_ reader: borrowing RecordReader) -> SegmentColumns? {
        guard !hasMore, choice.ids.count < 2, choice.target < table.fileColumns,
            reader.dialect.fieldsBeforeTrailingDelimiter == nil
        else { return nil }
        var format = TimestampFormat.ordinal
        if choice.time != nil {
            // A time on the clock of a zone, or in two columns, is read with what was read before it.
            guard let times, times.readsRowsAlone, let known = times.format else { return nil }
            format = known
        }
        return SegmentColumns(
            fields: table.fileColumns, id: choice.ids.first, time: choice.time, target: choice.target,
            delimiter: reader.dialect.delimiter, comment: reader.dialect.comment, style: reader.dialect.numbers,
            format: format, numbers: numbers.withoutCounts)
    }
}

extension SeriesRows {
    /// Appends rows that come after these, on lines further on; false when the first of them is not later than the last.
    mutating func append(_ rows: SeriesRows, after lines: Int) -> Bool {
        if let last = timestamps.last, let first = rows.timestamps.first, first <= last { return false }
        timestamps.append(contentsOf: rows.timestamps)
        values.append(contentsOf: rows.values)
        self.lines.append(rows.lines, shiftedBy: lines)
        return true
    }

    /// Numbers the rows on from `count`.
    mutating func number(from count: Int) {
        for row in timestamps.indices { timestamps[row].ticks += Int64(count) }
    }
}

extension TimestampReading {
    /// Whether the cell says something that the rest of the file has to be read with.
    var isNotable: Bool { hasFraction || offset != 0 }
}
