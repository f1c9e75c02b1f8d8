import NotebookSupport
import Testing

@Suite struct MarkdownFencesTests {
    @Test func `a block ends only at a fence as long as its own`() {
        let markdown = MarkdownFences(["````markdown", "```console", "$ true", "```", "````", "after"])
        #expect(markdown.fences.map(\.content) == [["```console", "$ true", "```"]])
        #expect(markdown.fences.map(\.info) == ["markdown"])
        #expect(markdown.prose.map(\.line) == [6])
        #expect(markdown.unclosedLine == nil)
    }

    @Test func `backticks do not close tildes, nor does a fence with a word behind it`() {
        let markdown = MarkdownFences(["~~~", "```", "~~~ word", "~~~"])
        #expect(markdown.fences.map(\.content) == [["```", "~~~ word"]])
    }

    @Test func `the indentation of a block inside a list is not part of its lines`() {
        let markdown = MarkdownFences(["- item", "  ```swift", "  let one = 1", "    two()", "", "  ```"])
        #expect(markdown.fences.map(\.content) == [["let one = 1", "  two()", ""]])
        #expect(markdown.fences.map(\.indentation) == ["  "])
        #expect(markdown.fences.map(\.openingLine) == [2])
        #expect(markdown.fences.map(\.language) == ["swift"])
    }

    @Test func `inline code between three backticks opens no block`() {
        let markdown = MarkdownFences(["```not a block```", "text"])
        #expect(markdown.fences.isEmpty)
        #expect(markdown.prose.count == 2)
    }

    @Test func `an unclosed block is known by its line`() {
        #expect(MarkdownFences(["text", "```console", "$ true"]).unclosedLine == 2)
    }

    @Test func `a final line feed starts no further line`() {
        #expect("a\nb\n".lines == ["a", "b"])
        #expect("a\nb".lines == ["a", "b"])
        #expect("a\n\n".lines == ["a", ""])
        #expect("".lines == [])
    }
}
