package import Foundation

/// Runs the commands of a notebook from top to bottom in a folder.
package struct NotebookRunner: Sendable {
    /// What a run gave.
    package struct Outcome: Sendable {
        /// The notebook's text with the outputs of this run; the same text where nothing differs.
        package var text: String
        /// Where an output is another than the text shows; refreshing mends these.
        package var differences: [NotebookProblem] = []
        /// What refreshing does not mend: another exit status, too long a run, output that looks like a command.
        package var failures: [NotebookProblem] = []
    }

    /// The folder that the commands run in.
    package var folder: URL
    /// The commands' whole environment.
    package var environment: [String: String]
    /// Seconds that one command may take.
    package var timeout: Double

    /// Creates a runner.
    package init(folder: URL, environment: [String: String], timeout: Double = 120) {
        self.folder = folder
        self.environment = environment
        self.timeout = timeout
    }

    /// Runs every command, those after a difference too: they are compared with what they then print.
    package func run(_ notebook: Notebook) throws -> Outcome {
        var outcome = Outcome(text: "")
        var blocks: [[NotebookStep]] = []
        for block in notebook.blocks {
            blocks.append(try block.steps.map { try run($0, of: notebook.file, into: &outcome) })
        }
        outcome.text = notebook.text(replacingStepsWith: blocks)
        return outcome
    }

    /// Runs one command and gives the step with what it printed this time.
    private func run(_ step: NotebookStep, of file: String, into outcome: inout Outcome) throws -> NotebookStep {
        let command = ShellCommand(step.command, in: folder, environment: environment, timeout: timeout)
        let result = try command.run()
        func problem(_ message: String, line: Int = step.line) -> NotebookProblem {
            NotebookProblem(file: file, line: line, message: message)
        }
        var actual = step
        actual.output = result.output.lines
        while actual.output.last == "" { actual.output.removeLast() }

        let printed = result.output.isEmpty ? "" : "\n\(LineDifference(expected: step.output, actual: actual.output))"
        if result.isTimedOut {
            outcome.failures.append(problem("'\(step.command)' took more than \(timeout) s\(printed)"))
        } else if result.exitStatus != step.exitStatus {
            let statuses = "exit \(result.exitStatus), not exit \(step.exitStatus)"
            outcome.failures.append(problem("'\(step.command)' ended with \(statuses)\(printed)"))
        } else if !actual.isReadBackTheSame {
            outcome.failures.append(problem("'\(step.command)' prints what reads as a command or a fence\(printed)"))
        } else if actual.output != step.output {
            let difference = LineDifference(expected: step.output, actual: actual.output)
            let line = step.line(ofDifferenceAt: difference.firstDifference ?? 0)
            outcome.differences.append(problem("'\(step.command)' printed something else\n\(difference)", line: line))
        }
        return actual
    }
}

extension NotebookStep {
    /// The line to look at when the output differs after `offset` of its lines: within the output, or the
    /// command where there is none.
    fileprivate func line(ofDifferenceAt offset: Int) -> Int {
        output.isEmpty ? line : outputLine + min(offset, output.count - 1)
    }

    /// Whether the step's text, once in a notebook, gives this step again.
    var isReadBackTheSame: Bool {
        let block = ["```console"] + rendered + ["```"]
        let fences = MarkdownFences(block).fences
        guard fences.count == 1, let content = fences.first?.content else { return false }
        let steps = try? NotebookStep.parse(content, firstLine: line, file: "")
        return steps == [self]
    }
}
