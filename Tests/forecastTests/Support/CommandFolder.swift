import Foundation
import NotebookSupport
import Testing

/// What a command printed and how it ended.
struct Outcome: Equatable {
    var status: Int32
    var output: String
    var errors: String

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast() }
}

/// A temporary folder in which the built command runs; `datasets` is a copy, so that no command can harm the repository's.
struct CommandFolder: ~Copyable {
    let url: URL
    private let logs: URL

    init() throws {
        let files = FileManager.default
        let base = files.temporaryDirectory.resolvingSymlinksInPath().appending(path: "forecast-\(UUID().uuidString)")
        url = base.appending(path: "work")
        logs = base.appending(path: "logs")
        try files.createDirectory(at: url, withIntermediateDirectories: true)
        try files.createDirectory(at: logs, withIntermediateDirectories: true)
        try files.copyItem(at: Repository.root.appending(path: "datasets"), to: url.appending(path: "datasets"))
    }

    deinit {
        // A test may have taken away the permission to write.
        try? FileManager.default.removeItem(at: url.deletingLastPathComponent())
    }

    /// Runs `command` with `/bin/sh`; its streams are kept apart.
    func run(_ command: String, environment extra: [String: String] = [:], timeout: Double = 60) throws -> Outcome {
        let name = UUID().uuidString
        let (output, errors) = (logs.appending(path: name + ".out"), logs.appending(path: name + ".err"))
        let environment = NotebookFolder.environment().merging(extra) { $1 }
        let result = try ShellCommand(
            "{ \(command)\n} >'\(output.plainPath)' 2>'\(errors.plainPath)'", in: url, environment: environment,
            timeout: timeout
        ).run()
        #expect(!result.isTimedOut, "'\(command)' took more than \(timeout) s")
        return Outcome(status: result.exitStatus, output: try Self.text(output), errors: try Self.text(errors))
    }

    /// Runs a command that must succeed, and gives back what it printed.
    @discardableResult
    func succeed(_ command: String, environment: [String: String] = [:]) throws -> String {
        let outcome = try run(command, environment: environment)
        #expect(outcome.status == 0, "'\(command)': \(outcome.errors)")
        return outcome.output
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name))
    }

    func data(_ name: String) throws -> Data { try Data(contentsOf: url.appending(path: name)) }

    func text(_ name: String) throws -> String { try Self.text(url.appending(path: name)) }

    /// Every name in the folder, the hidden ones too, with its content where it is a file.
    func content() throws -> [String: Data?] {
        var content: [String: Data?] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: url.plainPath) {
            content.updateValue(try? data(name), forKey: name)
        }
        return content
    }

    private static func text(_ url: URL) throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }
}
