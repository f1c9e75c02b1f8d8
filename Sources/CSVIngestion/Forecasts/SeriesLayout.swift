/// How a file holds its series.
public enum SeriesLayout: String, Sendable, CaseIterable {
    /// One value of one series a row, with its time.
    case long
    /// One series a row, its id first and then its values, without times: the form of the M4 competition's files.
    case rows

    /// What the header of `path` says: its columns after the first are numbered one by one, as in `V1,V2,V3`, when every
    /// row is a series.
    ///
    /// - Throws: ``CSVError`` when the header cannot be read.
    public static func recognised(path: String, options: CSVOptions) throws(CSVError) -> SeriesLayout {
        var reader = try RecordReader(path: path, options: options, limits: ReadingLimits())
        guard try reader.next() else { throw .noRecords(path: path) }
        return Self.isNumbered(reader.texts) ? .rows : .long
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
