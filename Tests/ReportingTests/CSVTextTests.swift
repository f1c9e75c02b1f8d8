import ForecastTestSupport
import Testing

@testable import Reporting

/// Reads RFC 4180 text by its grammar; nil for an unquoted empty field.
func parseCSV(_ text: String) -> [[String?]] {
    var records: [[String?]] = []
    var record: [String?] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var wasQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    func value() -> String? { field.isEmpty && !wasQuoted ? nil : String(field) }
    while let scalar = scalars.popFirst() {
        switch (scalar, isQuoted) {
        case ("\"", true) where scalars.first == "\"": field.append(scalars.removeFirst())
        case ("\"", _):
            isQuoted.toggle()
            wasQuoted = true
        case (",", false), ("\n", false):
            record.append(value())
            field = String.UnicodeScalarView()
            wasQuoted = false
            if scalar == "\n" {
                records.append(record)
                record = []
            }
        default: field.append(scalar)
        }
    }
    return records
}

@Suite struct CSVTextTests {
    @Test func `fields read back as themselves, and a missing one as missing`() {
        var generator = SplitMix64(seed: 11)
        let pieces = [",", "\"", "\n", "\r\n", " ", "#", "a", "日", "\t", "é", "=1+1", ""]
        var csv = CSVText()
        var rows: [[String?]] = []
        for _ in 0..<500 {
            let row = (0..<4).map { _ -> String? in
                guard Int.random(in: 0..<6, using: &generator) > 0 else { return nil }
                let count = Int.random(in: 0...4, using: &generator)
                return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            }
            rows.append(row)
            csv.append(row)
        }
        #expect(parseCSV(csv.text) == rows)
    }

    @Test func `only what must be quoted is`() {
        var csv = CSVText()
        csv.append(["^GSPC", "2008-10-14", "a b", "", nil, "x,y", " x", "#x", "say \"x\""])
        #expect(csv.text == "^GSPC,2008-10-14,a b,\"\",,\"x,y\",\" x\",\"#x\",\"say \"\"x\"\"\"\n")
    }
}
