import Foundation
import NotebookSupport
import Testing

/// Every command that the project's own pages show, run and compared.
@Suite struct PageTests {
    /// `make notebooks` sets it: outputs are written into the pages instead of being compared.
    private static let isRefreshing = ProcessInfo.processInfo.environment["FORECAST_REFRESH_NOTEBOOKS"] == "1"

    @Test(arguments: Repository.notebooks())
    func `every command of a page prints what the page shows`(file: String) throws {
        let notebook = try Notebook(file: file, text: Repository.text(file))
        guard !notebook.blocks.isEmpty else { return }
        let folder = try NotebookFolder()
        let outcome = try NotebookRunner(folder: folder.url, environment: NotebookFolder.environment()).run(notebook)

        for failure in outcome.failures { Issue.record("\(failure)") }
        if !Self.isRefreshing {
            for difference in outcome.differences {
                Issue.record("\(difference)\n'make notebooks' writes the new output into the page")
            }
        } else if outcome.failures.isEmpty, !outcome.differences.isEmpty {
            try Data(outcome.text.utf8).write(to: Repository.root.appending(path: file), options: .atomic)
        }
    }

    @Test func `the commands run the binary that was built with these tests`() throws {
        let folder = try NotebookFolder()
        let environment = NotebookFolder.environment()
        let result = try ShellCommand("command -v forecast", in: folder.url, environment: environment, timeout: 10)
            .run()
        #expect(result.output.trimmed == environment["FORECAST"])
        #expect(result.exitStatus == 0)
    }

    @Test(arguments: Repository.markdownFiles())
    func `every local link leads to a file or a heading`(file: String) {
        let problems = LocalLinks.broken(in: file) { path in
            guard let isFolder = Repository.isFolder(path) else { return nil }
            return isFolder ? "" : try? Repository.text(path)
        }
        #expect(problems.isEmpty)
    }

    @Test(arguments: Repository.notebooks())
    func `every Swift example of a page stands in a test`(file: String) throws {
        let sources = try Repository.paths(under: "Tests") { $0.hasSuffix(".swift") }.map(Repository.text)
        let problems = SwiftExamples(try Repository.text(file)).untested(in: sources, file: file)
        #expect(problems.isEmpty)
    }
}
