/// How a file holds its series.
public enum SeriesLayout: String, Sendable, Hashable, Codable, CaseIterable {
    /// One value of one series a row, with its time.
    case long
    /// One series a column, beside a column of times.
    case columns
    /// One series a row, its id first and then its values, without times: the form of the M4 competition's files.
    case rows
    /// A `.tsf` file of the Monash forecasting archive: a header of attributes, then one series a line.
    case tsf

    /// What the header of `path` says: every row is a series when its columns after the first are numbered one by one, as
    /// in `V1,V2,V3`; what is neither that nor a `.tsf` file is taken for `long`.
    ///
    /// - Throws: ``CSVError`` when the header cannot be read.
    public static func recognised(path: String, options: CSVOptions) throws(CSVError) -> SeriesLayout {
        if let layout = options.layout.layout { return layout }
        if path.lowercased().hasSuffix(".tsf") { return .tsf }
        var reader = try RecordReader(path: path, options: options, limits: ReadingLimits())
        guard try reader.next() else { throw .noRecords(path: path) }
        return recognised(first: reader.texts)
    }

    /// What the fields of the first record say, as far as they say something.
    static func recognised(first: [String]) -> SeriesLayout {
        if let name = first.first, KnownNames.target.contains(KnownNames.normalised(name)) { return .long }
        return isNumbered(first) || isRowOfValues(first) ? .rows : .long
    }

    /// Whether the names after the first are one letter or nothing and then numbers one apart.
    static func isNumbered(_ names: [String]) -> Bool {
        guard names.count > 1, !isTime(names[0]), let first = Numbered(names[1]), first.number <= 2 else {
            return false
        }
        for (place, name) in names.dropFirst().enumerated() {
            guard let column = Numbered(name), column.prefix == first.prefix, column.number == first.number + place
            else { return false }
        }
        return true
    }

    /// Whether a first record is an id and the values of a series: no header is made of numbers that go up and down.
    private static func isRowOfValues(_ fields: [String]) -> Bool {
        guard fields.count > 4, !isTime(fields[0]), !fields[0].isEmpty, number(fields[0]) == nil,
            !isDate(Array(fields[0].utf8).span)
        else { return false }
        let values = fields.dropFirst().reversed().drop(while: \.isEmpty).reversed()
        let numbers = values.compactMap(number)
        guard numbers.count == values.count, numbers.count > 3 else { return false }
        let steps = zip(numbers, numbers.dropFirst())
        return steps.contains { $0 >= $1 } && steps.contains { $0 <= $1 }
    }

    private static func number(_ text: String) -> Double? { CSVIngestion.number(utf8: Array(text.utf8).span) }

    private static func isTime(_ name: String) -> Bool {
        (KnownNames.certainTime + KnownNames.probableTime).contains(KnownNames.normalised(name))
    }

    /// A name such as `V12` or `12`.
    private struct Numbered {
        let prefix: Character?
        let number: Int

        init?(_ name: String) {
            prefix = name.first.flatMap { $0.isLetter ? $0 : nil }
            let digits = prefix == nil ? name[...] : name.dropFirst()
            guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
                let number = Int(digits)
            else { return nil }
            self.number = number
        }
    }
}

extension RecordReader {
    /// The fields of the record.
    var texts: [String] { (0..<fieldCount).map { text($0).text } }
}
