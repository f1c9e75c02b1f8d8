/// One command of a notebook and what it is expected to print.
package struct NotebookStep: Sendable, Equatable {
    /// The command for `/bin/sh`, its lines joined by line feeds.
    package var command: String
    /// The lines that the command prints on both streams, without blank lines at the end.
    package var output: [String]
    /// The status that the command ends with.
    package var exitStatus: Int32
    /// The blank lines that follow in the text; they belong to the layout, not to the output.
    package var blankLines: Int
    /// The line of the `$ `, counted from 1.
    package var line: Int

    /// The line on which ``output`` starts, counted from 1.
    package var outputLine: Int { line + command.lines.count }

    /// The step as the text of a block: `$ ` and `> ` before the command's lines, then the output,
    /// then `# exit N` when the status is not 0.
    package var rendered: [String] {
        var rendered: [String] = []
        for (index, part) in command.lines.enumerated() {
            rendered.append(index == 0 ? "$ \(part)" : part.isEmpty ? ">" : "> \(part)")
        }
        rendered += output
        if exitStatus != 0 { rendered.append("# exit \(exitStatus)") }
        return rendered + Array(repeating: "", count: blankLines)
    }
}

extension NotebookStep {
    /// Reads the steps of a block whose first line has the number `firstLine`.
    ///
    /// - Throws: ``NotebookProblem`` when text stands before the first command.
    package static func parse(_ content: [String], firstLine: Int, file: String) throws(NotebookProblem) -> [Self] {
        var steps: [Self] = []
        var isInCommand = false
        for (offset, text) in content.enumerated() {
            let line = firstLine + offset
            if text.hasPrefix("$ ") {
                let command = String(text.dropFirst(2))
                steps.append(Self(command: command, output: [], exitStatus: 0, blankLines: 0, line: line))
                isInCommand = true
            } else if steps.isEmpty {
                throw NotebookProblem(
                    file: file, line: line,
                    message: "a console block starts with a command: '$ ' and what to run")
            } else if isInCommand, text == ">" || text.hasPrefix("> ") {
                steps[steps.count - 1].command += "\n" + text.dropFirst(2)
            } else {
                steps[steps.count - 1].output.append(text)
                isInCommand = false
            }
        }
        return steps.map(\.finished)
    }

    /// The step with the blank lines and the exit status taken off the end of its output.
    private var finished: Self {
        var step = self
        while step.output.last == "" {
            step.output.removeLast()
            step.blankLines += 1
        }
        if let last = step.output.last, last.hasPrefix("# exit "), let status = Int32(last.dropFirst(7)) {
            step.output.removeLast()
            step.exitStatus = status
        }
        return step
    }
}
