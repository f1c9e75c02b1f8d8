/// Records as RFC 4180 writes them, with `\n` at the end of a line as files on this system have it.
struct CSVText {
    /// The records so far.
    private(set) var text = ""

    /// Adds a record; nil is an empty field, which readers take as missing, while an empty string is `""`.
    mutating func append(_ fields: [String?]) {
        text += Self.record(fields) + "\n"
    }

    /// Adds a record of some fields as ``record(_:)`` wrote them, and numbers; one that is not finite is an empty field.
    mutating func append(_ written: [String], numbers: [Double]) {
        for (place, field) in written.enumerated() { text += place == 0 ? field : "," + field }
        for number in numbers {
            text += ","
            if number.isFinite { text += number.description }
        }
        text += "\n"
    }

    /// The fields as they stand in a record, without the line's end.
    static func record(_ fields: [String?]) -> String {
        fields.map { $0.map(Self.quoted) ?? "" }.joined(separator: ",")
    }

    /// The field, in quotes where a reader would otherwise see another one.
    ///
    /// Blanks at either end are quoted as well, because some readers trim them; so is a leading `#`, which some skip
    /// as a comment.
    private static func quoted(_ field: String) -> String {
        let bytes = field.utf8
        let isEdgy = [bytes.first, bytes.last].contains {
            $0 == nil || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
        }
        let needsQuotes =
            isEdgy || bytes.first == UInt8(ascii: "#")
            || bytes.contains {
                [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains($0)
            }
        guard needsQuotes else { return field }
        let doubled = field.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
        return "\"\(doubled)\""
    }
}
