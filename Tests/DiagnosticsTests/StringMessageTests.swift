import Testing

@testable import Diagnostics

@Suite struct StringMessageTests {
    @Test func `a name in a message is cut and cannot steer a terminal`() {
        #expect("close".quotedForMessage == "'close'")
        #expect("Zürich 🌡".quotedForMessage == "'Zürich 🌡'")
        #expect("\u{1B}[2J\n\u{202E}".quotedForMessage == #"'\u{1B}[2J\n\u{202E}'"#)
        #expect(String(repeating: "x", count: 1000).quotedForMessage == "'\(String(repeating: "x", count: 60))…'")
    }
}
