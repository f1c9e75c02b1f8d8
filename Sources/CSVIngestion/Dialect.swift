/// How a file is written, as the user says or as its first bytes show.
struct Dialect: Sendable {
    /// The byte between fields.
    var delimiter = UInt8(ascii: ",")
    /// What lines begin with that are skipped; empty for none.
    var comment: [UInt8] = []
    /// How numbers are written.
    var numbers = NumberStyle.plain
    /// For columns of the file whose points may stand before fractions or between thousands, a cell that shows it.
    var doubts: [Int: NumberDoubt] = [:]
    /// Whether a number tells that points stand before fractions, in a file where they need not.
    var tellsPoint = false
    /// Fields of a record, where some records end in one delimiter more; nil elsewhere.
    var fieldsBeforeTrailingDelimiter: Int?
    /// What was found that is not plain CSV, a line each.
    var notes: [String] = []

    /// What the user says; the rest is plain.
    init(_ options: CSVOptions) {
        delimiter = options.separator
        comment = Array((options.comment ?? "").utf8)
        numbers = NumberStyle.allowed(by: options.dialect)[0]
    }

    /// The delimiters that are looked for, the likeliest first.
    static let delimiters = Array(",;\t|".utf8)

    mutating func noteDelimiter() {
        let mark = delimiter == UInt8(ascii: "\t") ? "tabs" : "'\(Character(Unicode.Scalar(delimiter)))'"
        notes.append("fields are separated by \(mark); --delimiter sets another")
    }

    mutating func noteNamedDelimiter() {
        let mark = delimiter == UInt8(ascii: "\t") ? "tabs" : "'\(Character(Unicode.Scalar(delimiter)))'"
        notes.append("the first line names a delimiter and is left out; fields are separated by \(mark)")
    }

    mutating func noteEncoding(_ encoding: TextEncoding) {
        switch encoding {
        case .utf8: break
        case .utf16LittleEndian, .utf16BigEndian:
            notes.append("converting the text from UTF-16; --encoding sets another")
        case .windows1252:
            notes.append("the text is not UTF-8 and is read as Windows-1252; --encoding sets another")
        }
    }

    mutating func noteComment() {
        let mark = String(decoding: comment, as: UTF8.self)
        notes.append("skipping lines that begin with '\(mark)'; --comment sets another mark, '' none")
    }

    mutating func noteTrailingDelimiter(inHeader: Bool) {
        let place = inHeader ? "the header ends" : "rows end"
        notes.append(
            "\(place) in a '\(Character(Unicode.Scalar(delimiter)))' that separates nothing; it is left out")
    }

    /// Says how numbers are read, with a cell that shows it.
    mutating func noteNumbers(_ example: String) {
        var parts: [String] = []
        if numbers.decimalMark == .comma { parts.append("a decimal comma") }
        switch numbers.group {
        case .none: break
        case .comma, .point: parts.append("'\(numbers.group.rawValue)' between thousands")
        case .blank: parts.append("blanks between thousands")
        case .apostrophe: parts.append("apostrophes between thousands")
        }
        notes.append(
            "reading numbers with \(parts.joined(separator: " and ")), as in \(display(example)); "
                + "--decimal and --thousands set other marks")
    }
}
