import Diagnostics
import TimeSeries

/// One line of a `.tsf` file after `@data`: `attribute:attribute:…:value,value,…`.
struct TsfSeries {
    /// The text of each attribute.
    let attributes: [String]
    /// NaN where missing.
    let values: [Double]
    let line: Int
    /// Whether the text is not UTF-8 and was taken for Latin-1.
    private(set) var isLatin1 = false

    /// Cells that mean missing.
    static let missing = [Array("?".utf8)]

    init(_ reader: borrowing RecordReader, _ header: TsfHeader, missing: [[UInt8]]) throws(CSVError) {
        line = reader.recordLine
        var head: [UInt8] = []
        var ends: [Int] = []
        var field = 0
        // Attributes may hold commas, at which the record is split as well.
        while field < reader.fieldCount, ends.count < header.attributes.count {
            if field > 0 { head.append(UInt8(ascii: ",")) }
            let scanned = head.count
            reader.withField(field) { bytes in
                for position in 0..<bytes.count { head.append(bytes[position]) }
            }
            for position in scanned..<head.count where head[position] == UInt8(ascii: ":") {
                if ends.count < header.attributes.count { ends.append(position) }
            }
            field += 1
        }
        guard ends.count == header.attributes.count, let last = ends.last else {
            throw .tsfTooFewAttributes(
                ends.count, of: header.attributes.map(\.name), at: reader.location(ofField: 0))
        }
        var texts: [String] = []
        for (place, end) in ends.enumerated() {
            let bytes = head[(place == 0 ? 0 : ends[place - 1] + 1)..<end]
            if let text = String(validating: bytes, as: UTF8.self) {
                texts.append(text)
            } else {
                isLatin1 = true
                texts.append(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
            }
        }
        attributes = texts
        let first = Array(head[(last + 1)...])
        guard let value = Self.number(first, missing) else {
            var place = reader.location(ofField: field - 1)
            if field == 1 { place.column = (place.column ?? 1) + last + 1 }
            throw .tsfBadNumber("value 1", String(decoding: first, as: UTF8.self), at: place)
        }
        var values = [value]
        values.reserveCapacity(reader.fieldCount)
        for next in field..<max(field, reader.fieldCount) {
            guard let value = reader.number(next, missing: missing) else {
                throw reader.badCell(next, name: "value \(values.count + 1)") { .tsfBadNumber($0, $1, at: $2) }
            }
            values.append(value)
        }
        self.values = values
    }

    private static func number(_ text: [UInt8], _ missing: [[UInt8]]) -> Double? {
        let text = Array(text.drop { $0 == 0x20 })
        if text.isEmpty || missing.contains(text) { return .nan }
        return CSVIngestion.number(utf8: text.span).flatMap { $0.isInfinite ? nil : $0 }
    }
}
