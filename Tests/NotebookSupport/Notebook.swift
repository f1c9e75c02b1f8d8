/// A Markdown text whose console blocks are run.
///
/// ````
/// ```console
/// $ forecast predict --horizon 0
/// error: --horizon is 0
///   fix: give a whole number of at least 1
/// # exit 64
/// ```
/// ````
/// A line that starts with `$ ` is a command, `> ` continues it, and what follows is what it prints on
/// both streams. A status other than 0 is stated as `# exit N`. A block that cannot be run anywhere
/// names the reason: "```console skip: needs an empty machine".
package struct Notebook: Sendable {
    /// A console block that is run.
    package struct Block: Sendable, Equatable {
        /// The commands from top to bottom.
        package var steps: [NotebookStep]
        /// The indices of the block's lines in ``Notebook/lines``.
        package var range: Range<Int>
        /// The spaces before each line of the block.
        package var indentation: String
    }

    /// The path from the root of the repository, for messages.
    package let file: String
    /// The whole text.
    package let lines: [String]
    /// The blocks that are run.
    package let blocks: [Block]

    /// Reads a notebook.
    ///
    /// - Throws: ``NotebookProblem`` for a block that would never be run by mistake: one marked as shell,
    ///   one that is skipped without a reason, one that is not closed or starts in the middle of a line.
    package init(file: String, text: String) throws(NotebookProblem) {
        self.file = file
        lines = text.lines
        let markdown = MarkdownFences(lines)
        if let line = markdown.unclosedLine {
            throw NotebookProblem(file: file, line: line, message: "this block is not closed")
        }
        for (line, text) in markdown.prose where text.contains("```console") {
            throw NotebookProblem(file: file, line: line, message: "a block starts on a line of its own")
        }
        var blocks: [Block] = []
        for fence in markdown.fences where try Self.isRun(fence, file: file) {
            let start = fence.openingLine
            let steps = try NotebookStep.parse(fence.content, firstLine: start + 1, file: file)
            let range = start..<start + fence.content.count
            blocks.append(Block(steps: steps, range: range, indentation: fence.indentation))
        }
        self.blocks = blocks
    }

    /// The text with other steps in its blocks, in the same order.
    package func text(replacingStepsWith steps: [[NotebookStep]]) -> String {
        var lines = lines
        for (block, steps) in zip(blocks, steps).reversed() {
            let content = steps.flatMap(\.rendered).map { $0.isEmpty ? "" : block.indentation + $0 }
            lines.replaceSubrange(block.range, with: content)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Whether `fence` is a console block that is not skipped.
    private static func isRun(_ fence: MarkdownFence, file: String) throws(NotebookProblem) -> Bool {
        func problem(_ message: String) -> NotebookProblem {
            NotebookProblem(file: file, line: fence.openingLine, message: message)
        }
        if ["sh", "bash", "zsh", "shell", "shell-session", "sh-session"].contains(fence.language) {
            throw problem("commands stand in a 'console' block, where they are run and compared")
        }
        guard fence.language == "console" else { return false }
        let attribute = fence.info.dropFirst("console".count).trimmed
        if attribute.isEmpty { return true }
        guard attribute == "skip" || attribute.hasPrefix("skip:") else {
            throw problem("a console block takes no '\(attribute)'; there is only 'skip: REASON'")
        }
        guard !attribute.dropFirst("skip:".count).trimmed.isEmpty else {
            throw problem("a skipped block says why: 'console skip: REASON'")
        }
        return false
    }
}
