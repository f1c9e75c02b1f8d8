import Foundation
import NotebookSupport
import Testing

@Suite struct ShellCommandTests {
    private func run(
        _ command: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"], timeout: Double = 20
    ) throws -> ShellCommand.Result {
        let folder = FileManager.default.temporaryDirectory
        return try ShellCommand(command, in: folder, environment: environment, timeout: timeout).run()
    }

    @Test func `both streams come in the order of writing`() throws {
        let result = try run("echo 1; echo 2 >&2; echo 3; echo 4 >&2; exit 3")
        #expect(result == .init(output: "1\n2\n3\n4\n", exitStatus: 3, isTimedOut: false))
    }

    @Test(arguments: [("INT", 130), ("TERM", 143)])
    func `a signal ends the command and counts as a shell counts it`(signal: String, status: Int32) throws {
        #expect(try run("kill -\(signal) $$; echo alive") == .init(output: "", exitStatus: status, isTimedOut: false))
    }

    @Test func `the command sees the given environment and no other`() throws {
        let result = try run("/usr/bin/env", environment: ["COLUMNS": "80"])
        #expect(result.output.lines.contains("COLUMNS=80"))
        #expect(!result.output.contains("HOME="))
    }

    @Test func `there is no terminal and nothing to read`() throws {
        #expect(try run("cat; test -t 0 || test -t 1 || test -t 2 || echo none").output == "none\n")
    }

    @Test func `more output than a pipe holds does not stop the command`() throws {
        let result = try run("i=0; while [ $i -lt 40000 ]; do echo 'a line of text'; i=$((i + 1)); done")
        #expect(result.output.utf8.count == 40_000 * 15)
    }

    @Test func `a command that takes too long is ended with its children`() throws {
        let folder = try NotebookFolder()
        let late = folder.url.appending(path: "late").plainPath
        let result = try run("echo started; (sleep 1; touch '\(late)') & sleep 57", timeout: 0.3)
        #expect(result.isTimedOut)
        #expect(result.output == "started\n")
        _ = try run("sleep 1.2")
        #expect(!FileManager.default.fileExists(atPath: late))
    }
}
