import Testing

@testable import Reporting

@Suite struct MarkdownTextTests {
    @Test(arguments: [
        ("GRU", "GRU"), ("a|b", #"a\|b"#), ("`x`", #"\`x\`"#), ("<img>", "&lt;img&gt;"), ("a & b", "a &amp; b"),
        ("*_[x](y)~#!$@\\", ##"\*\_\[x\](y)\~\#\!\$\@\\"##), ("two\nlines", "two\u{FFFD}lines"), ("-0.5", "-0.5"),
    ])
    func `what would be markup is escaped, on one line`(text: String, escaped: String) {
        #expect(MarkdownText.escaped(text) == escaped)
    }

    @Test func `a table has a rule that aligns, and escaped cells`() {
        let table = MarkdownText.table([("", .left), ("sMAPE %", .right)], [["a|b", "1.0"], ["GRU", "2.0"]])
        #expect(
            table == #"""
                |  | sMAPE % |
                | :--- | ---: |
                | a\|b | 1.0 |
                | GRU | 2.0 |

                """#)
    }
}
