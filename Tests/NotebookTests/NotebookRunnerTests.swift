import Foundation
import NotebookSupport
import Testing

@Suite struct NotebookRunnerTests {
    private func run(_ text: String, timeout: Double = 20) throws -> NotebookRunner.Outcome {
        let folder = try NotebookFolder()
        let runner = NotebookRunner(folder: folder.url, environment: NotebookFolder.environment(), timeout: timeout)
        return try runner.run(Notebook(file: "a.md", text: text))
    }

    private func block(_ lines: String...) -> String {
        "# Title\n\n```console\n\(lines.joined(separator: "\n"))\n```\n"
    }

    @Test func `a notebook that tells the truth passes and is not changed`() throws {
        let text = block(
            "$ echo one > file", "$ cat file; echo two >&2; exit 65", "one", "two", "# exit 65", "", "$ true")
        let outcome = try run(text)
        #expect(outcome.differences.isEmpty)
        #expect(outcome.failures.isEmpty)
        #expect(outcome.text == text)
    }

    @Test func `another output is shown with its line and mended by refreshing`() throws {
        let text = block("$ printf '%s\\n' a \\", ">   b", "a", "x", "", "$ echo c", "c")
        let outcome = try run(text)
        #expect(outcome.failures.isEmpty)
        #expect(outcome.differences.map(\.line) == [7])
        #expect(outcome.differences.first?.message.hasSuffix("  a\n- x\n+ b") == true)
        let refreshed = try run(outcome.text)
        #expect(refreshed.differences.isEmpty)
        #expect(refreshed.text == text.replacing("x\n", with: "b\n"))
    }

    @Test func `output where none is shown is a difference, and so is none where some is shown`() throws {
        #expect(try run(block("$ echo a")).differences.map(\.line) == [4])
        #expect(try run(block("$ true", "a")).differences.map(\.line) == [5])
    }

    @Test(arguments: [("$ exit 65", 4), ("$ true\n# exit 65", 4), ("$ true\n$ exit 1\n# exit 65", 5)])
    func `another exit status is a failure that refreshing leaves alone`(content: String, line: Int) throws {
        let outcome = try run(block(content))
        #expect(outcome.failures.map(\.line) == [line])
        #expect(outcome.text == block(content))
    }

    @Test(arguments: ["echo '$ rm'", "echo '```'", "echo '> a'", "echo '# exit 3'", "printf '\\n\\n$ a\\n'"])
    func `output that would read as a command or a fence is a failure`(command: String) throws {
        #expect(try run(block("$ \(command)")).failures.map(\.line) == [4])
    }

    @Test func `a command that takes too long is a failure, and the next one still runs`() throws {
        let outcome = try run(block("$ sleep 57", "$ echo a", "b"), timeout: 0.3)
        #expect(outcome.failures.map(\.line) == [4])
        #expect(outcome.differences.map(\.line) == [6])
    }

    @Test func `commands find the datasets, and cannot change the repository's`() throws {
        let outcome = try run(block("$ ls datasets/prices.csv && rm -r datasets", "datasets/prices.csv"))
        #expect(outcome.failures.isEmpty)
        #expect(outcome.differences.isEmpty)
        #expect(Repository.isFolder("datasets") == true)
    }

    @Test func `the folder is gone after the run`() throws {
        let path: URL
        do {
            let folder = try NotebookFolder()
            path = folder.url
            #expect(FileManager.default.fileExists(atPath: path.plainPath))
        }
        #expect(!FileManager.default.fileExists(atPath: path.plainPath))
    }
}
