/// The Swift examples of a Markdown text, each of which has to stand in a test that compiles and runs it.
package struct SwiftExamples: Sendable {
    /// The examples' lines without white space at their ends, from top to bottom.
    package let examples: [MarkdownFence]

    /// Reads the blocks marked `swift`.
    package init(_ text: String) {
        examples = MarkdownFences(text.lines).fences.filter { $0.language == "swift" }
    }

    /// The examples of `file` that stand in none of `sources`.
    ///
    /// Indentation and blank lines do not count, nor do imports, which a test has at the top of its file.
    package func untested(in sources: [String], file: String) -> [NotebookProblem] {
        let sources = sources.map { Self.essence($0.lines) }
        return examples.compactMap { example in
            let essence = Self.essence(example.content)
            if sources.contains(where: { $0.contains(essence) }) { return nil }
            return NotebookProblem(
                file: file, line: example.openingLine,
                message: "no test runs this example: put its lines into one, word for word")
        }
    }

    /// The lines that count, each between line feeds.
    private static func essence(_ lines: [String]) -> String {
        let counted = lines.map(\.trimmed).filter { !$0.isEmpty && !$0.hasPrefix("import ") }
        return "\n" + counted.joined(separator: "\n") + "\n"
    }
}
