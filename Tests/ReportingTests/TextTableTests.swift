import Testing

@testable import Reporting

@Suite struct TextTableTests {
    @Test func `names keep left, numbers right, and no line ends in a blank`() {
        var table = TextTable([("id", .left), ("GRU", .right)])
        table.append(["a", "1.50"])
        table.append(["longer", "100.25"])
        table.append(["", ""])
        #expect(table.text == "id         GRU\na         1.50\nlonger  100.25\n\n")
    }

    @Test(arguments: ["é", "e\u{301}", "日本", "👩‍👩‍👧", "한국", "Ω", "❤️"])
    func `columns stay aligned whatever the script`(name: String) {
        var table = TextTable([("id", .left), ("GRU", .right)])
        table.append([name, "1.5"])
        table.append(["x", "2.5"])
        let lines = table.text.split(separator: "\n").map(String.init)
        #expect(Set(lines.map(\.displayWidth)).count == 1)
    }

    @Test func `wide characters count two cells, marks none`() {
        #expect("日本".displayWidth == 4)
        #expect("e\u{301}".displayWidth == 1)
        #expect("👩‍👩‍👧".displayWidth == 2)
        #expect("abc".displayWidth == 3)
    }

    @Test(arguments: ["\u{1B}[31mred", "a\nb", "a\u{0}b", "\u{202E}gnp", "a\u{2028}b", "\r\n", "\u{9B}31m"])
    func `nothing from a file acts on the terminal`(name: String) {
        var table = TextTable([("id", .left)])
        table.append([name])
        #expect(table.text.split(separator: "\n").count == 2)
        #expect(!table.text.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || $0.value == 0x9B) })
        #expect(table.text.contains("\u{FFFD}"))
    }
}
