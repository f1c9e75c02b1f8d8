import TimeSeries

/// Reads days that are unlike others from a CSV file with a header: `yyyy-MM-dd` in the column called `date`, `day`, `ds`
/// or `holiday`, or else in the first; other columns, such as names, are not read.
///
/// - Returns: Days since 1970-01-01, in the order of the file.
/// - Throws: ``CSVError`` for a file that cannot be read, and for the first cell that is no day, with its line.
package func readHolidays(path: String) throws(CSVError) -> [Int] {
    var reader = try RecordReader(path: path, options: CSVOptions(), limits: ReadingLimits())
    guard try reader.next() else { throw .noRecords(path: path) }
    let header = (0..<reader.fieldCount).map { reader.text($0).text.lowercased() }
    let column = header.firstIndex { ["date", "day", "ds", "holiday"].contains($0) } ?? 0
    var days: [Int] = []
    // A file without a header begins with a day.
    if let first = day(column, reader) { days.append(first) }
    while try reader.next() {
        if reader.fieldCount == 1, reader.text(0).text.isEmpty { continue }
        guard column < reader.fieldCount, let day = day(column, reader) else {
            throw .badTimestamp(
                column: header[column], text: column < reader.fieldCount ? reader.text(column).text : "",
                format: .day, at: reader.location(ofField: min(column, reader.fieldCount)))
        }
        days.append(day)
    }
    return days
}

private func day(_ column: Int, _ reader: borrowing RecordReader) -> Int? {
    reader.withField(column) { cell in
        let time = TimestampFormat.day.timestamp(utf8: cell)
        return time?.daysSince1970
    }
}
