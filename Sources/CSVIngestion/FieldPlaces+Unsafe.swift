/// The line (from 0) and byte column (from 1) at which a field begins within a record's text.
func placeOfField(_ field: Int, in text: UnsafeBufferPointer<UInt8>, delimiter: UInt8) -> (
    line: Int, column: Int
) {
    var place = (line: 0, column: 1)
    unsafe placeFields(in: text, delimiter: delimiter) { current, line, column in
        place = (line, column)
        return current < field
    }
    return place
}

/// Hands over every field's number and the line (from 0) and byte column (from 1) at which it begins, and in the end the place
/// where the record ends, until `visit` says false.
func placeFields(
    in text: UnsafeBufferPointer<UInt8>,
    delimiter: UInt8,
    _ visit: (_ field: Int, _ line: Int, _ column: Int) -> Bool
) {
    var line = 0
    var lineStart = 0
    var current = 0
    var isPlaced = false
    var isQuoted = false
    var position = 0
    func isBlank(_ byte: UInt8) -> Bool { byte != delimiter && (byte == 0x20 || byte == 0x09) }
    while position < text.count {
        let byte = unsafe text[position]
        if !isPlaced, !isBlank(byte) {
            if !visit(current, line, position - lineStart + 1) { return }
            isPlaced = true
        }
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if byte == delimiter, !isQuoted {
            current += 1
            isPlaced = false
        }
        if byte == 0x0a || byte == 0x0d {
            // The record's own line end is not passed: a missing field is placed before it.
            if !isQuoted { break }
            let isBeforeFeed = unsafe byte == 0x0d && position + 1 < text.count && text[position + 1] == 0x0a
            if !isBeforeFeed {
                line += 1
                lineStart = position + 1
            }
        }
        position += 1
    }
    _ = visit(.max, line, position - lineStart + 1)
}
