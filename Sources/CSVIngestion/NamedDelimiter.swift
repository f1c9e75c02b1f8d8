/// A first line such as `sep=;`, with which Excel is told what separates fields.
struct NamedDelimiter {
    let delimiter: UInt8
    /// The bytes of the line, its ending included.
    let length: Int

    /// Nil when the text begins with no such line.
    init?(_ text: [UInt8]) {
        let line = text.prefix(16).prefix { $0 != 0x0a && $0 != 0x0d }
        let isQuoted = line.first == UInt8(ascii: "\"")
        let content = isQuoted ? line.dropFirst() : line
        guard content.count == (isQuoted ? 6 : 5), line.count < text.count,
            content.prefix(4).map({ $0 | 0x20 }).elementsEqual("sep=".utf8.map { $0 | 0x20 }),
            !isQuoted || content.last == UInt8(ascii: "\"")
        else { return nil }
        delimiter = content[content.startIndex + 4]
        guard Dialect.delimiters.contains(delimiter) else { return nil }
        let isPair = text[line.count...].starts(with: [0x0d, 0x0a])
        length = line.count + (isPair ? 2 : 1)
    }
}
