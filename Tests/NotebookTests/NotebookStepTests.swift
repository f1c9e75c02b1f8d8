import NotebookSupport
import Testing

@Suite struct NotebookStepTests {
    private let content = [
        "$ cat > prices.csv <<'EOF'", "> day,close", ">", "> EOF", "$ forecast fit prices.csv", "error: ...", "",
        "  fix: ...", "# exit 65", "", "$ true",
    ]

    private func steps(_ content: [String]) throws -> [NotebookStep] {
        try NotebookStep.parse(content, firstLine: 11, file: "a.md")
    }

    @Test func `commands, continued lines, outputs and statuses are told apart`() throws {
        let steps = try steps(content)
        #expect(
            steps.map(\.command) == ["cat > prices.csv <<'EOF'\nday,close\n\nEOF", "forecast fit prices.csv", "true"])
        #expect(steps.map(\.output) == [[], ["error: ...", "", "  fix: ..."], []])
        #expect(steps.map(\.exitStatus) == [0, 65, 0])
        #expect(steps.map(\.line) == [11, 15, 21])
        #expect(steps.map(\.outputLine) == [15, 16, 22])
    }

    @Test func `a block that is read and written again is the same`() throws {
        #expect(try steps(content).flatMap(\.rendered) == content)
    }

    @Test func `a greater-than sign later in the output belongs to the output`() throws {
        let steps = try steps(["$ forecast --help", "OVERVIEW", "> quoted"])
        #expect(steps.map(\.output) == [["OVERVIEW", "> quoted"]])
    }

    @Test func `text before the first command is refused with its line`() {
        #expect(throws: NotebookProblem.self) { try steps(["forecast fit", "$ true"]) }
        do { _ = try steps(["forecast fit"]) } catch {
            #expect("\(error)".hasPrefix("a.md:11: "))
        }
    }
}
