import NotebookSupport
import Testing

@Suite struct SwiftExamplesTests {
    private let page = "text\n\n```swift\nimport Forecasting\n\nlet one = 1\n\nlet two = one + one\n```\n"

    private func untested(_ source: String) -> [NotebookProblem] {
        SwiftExamples(page).untested(in: ["let one = 1\n", source], file: "a.md")
    }

    @Test func `an example that stands in a test passes, whatever its indentation`() {
        #expect(untested("import Forecasting\nfunc test() {\n    let one = 1\n    let two = one + one\n}\n").isEmpty)
    }

    @Test(
        arguments: ["", "let one = 1\n", "let two = one + one\nlet one = 1\n", "xlet one = 1\nlet two = one + one\n"])
    func `an example that stands in no test as a whole is named with its line`(source: String) {
        #expect(untested(source).map(\.line) == [3])
    }
}
