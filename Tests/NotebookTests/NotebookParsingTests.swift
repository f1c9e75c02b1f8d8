import NotebookSupport
import Testing

@Suite struct NotebookParsingTests {
    private func problem(_ text: String) -> NotebookProblem? {
        do {
            _ = try Notebook(file: "a.md", text: text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `only console blocks that are not skipped are run`() throws {
        let text = """
            ```console
            $ one
            ```
            ```console skip: installs packages
            $ two
            ```
            ```swift
            let three = 3
            ```
            - item
              ```console
              $ four
              ```

            """
        let notebook = try Notebook(file: "a.md", text: text)
        #expect(notebook.blocks.flatMap(\.steps).map(\.command) == ["one", "four"])
        #expect(notebook.text(replacingStepsWith: notebook.blocks.map(\.steps)) == text)
    }

    @Test func `new outputs take the place of the old ones and nothing else moves`() throws {
        let text = "a\n\n1. b\n   ```console\n   $ seq 2\n   1\n\n   $ true\n   ```\nc\n"
        let notebook = try Notebook(file: "a.md", text: text)
        var steps = notebook.blocks.map(\.steps)
        steps[0][0].output = ["1", "", "2"]
        let expected =
            "a\n\n1. b\n   ```console\n   $ seq 2\n   1\n\n   2\n\n   $ true\n   ```\nc\n"
        #expect(notebook.text(replacingStepsWith: steps) == expected)
    }

    @Test(arguments: ["sh", "bash", "zsh", "shell", "shell-session", "Bash"])
    func `a block in another shell's name would never be run and is refused`(language: String) {
        #expect(problem("text\n```\(language)\nforecast\n```\n")?.line == 2)
    }

    @Test(arguments: ["skip", "skip:", "skip:  ", "skip because", "skipped: no", "wait: 3"])
    func `a block is skipped only with a reason`(attribute: String) {
        #expect(problem("```console \(attribute)\n$ true\n```\n")?.line == 1)
    }

    @Test(arguments: ["- ", "1. ", "> ", "text "])
    func `a block that starts in the middle of a line would not be found and is refused`(before: String) {
        #expect(problem("text\n\(before)```console\n  $ true\n  ```\n  ```\n")?.line == 2)
    }

    @Test func `a block that is not closed is refused`() {
        #expect(problem("text\n\n```console\n$ true\n")?.description == "a.md:3: this block is not closed")
    }
}
