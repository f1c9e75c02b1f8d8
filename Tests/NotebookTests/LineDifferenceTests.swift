import NotebookSupport
import Testing

@Suite struct LineDifferenceTests {
    @Test func `equal texts have no difference`() {
        #expect(LineDifference(expected: ["a", "b"], actual: ["a", "b"]).firstDifference == nil)
        #expect(LineDifference(expected: [], actual: []).firstDifference == nil)
    }

    @Test func `a changed line shows both texts in place`() {
        let difference = LineDifference(expected: ["a", "b", "c"], actual: ["a", "x", "c"])
        #expect(difference.description == "  a\n- b\n+ x\n  c")
        #expect(difference.firstDifference == 1)
    }

    @Test func `both texts can be read back from the difference of any two texts`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let (expected, actual) = (Self.text(&generator), Self.text(&generator))
            let lines = LineDifference(expected: expected, actual: actual).lines
            #expect(lines.compactMap { if case .actual = $0 { nil } else { Self.text(of: $0) } } == expected)
            #expect(lines.compactMap { if case .expected = $0 { nil } else { Self.text(of: $0) } } == actual)
        }
    }

    private static func text(_ generator: inout some RandomNumberGenerator) -> [String] {
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            "abc".randomElement(using: &generator).map(String.init) ?? ""
        }
    }

    private static func text(of line: LineDifference.Line) -> String {
        switch line {
        case .same(let text), .expected(let text), .actual(let text): text
        }
    }
}
