import Foundation
import NotebookSupport
import Testing

/// `.ci/setup` on machines that lack one thing or another, made of stand-ins for the system's tools.
@Suite struct SetupScriptTests {
    /// A machine: the tools that it has, each a shell script, and what happens on it.
    private struct Machine {
        var swift: String? = "echo 'Apple Swift version 6.2.1 (swiftlang-6.2.1)'"
        /// The compiler finds the header when the file `header` exists.
        var clang = "test -f header"
        var user = "0"
        var system = "Linux"
        var sudo: String?
        var apt: String? = "echo apt-get \"$@\" >>log; case $1 in install) touch header;; esac"
        var brew: String?

        func setUp() throws -> (result: ShellCommand.Result, log: String) {
            let folder = try NotebookFolder()
            let tools = [
                "swift": swift, "clang": clang, "id": "echo \(user)", "uname": "echo \(system)", "sudo": sudo,
                "apt-get": apt, "brew": brew,
            ]
            let bin = folder.url.appending(path: "bin")
            try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: false)
            let system = ["sed", "head", "sort", "dirname", "env", "touch", "cat"]
            let links = system.map { "ln -s \"$(command -v \($0))\" bin/\($0)" }.joined(separator: " && ")
            _ = try run(links, in: folder.url, path: "/usr/bin:/bin")
            for case (let name, let script?) in tools {
                try Data("#!/bin/sh\n\(script)\n".utf8).write(to: bin.appending(path: name))
            }
            _ = try run("chmod +x bin/*", in: folder.url, path: "/usr/bin:/bin")
            let script = Repository.root.appending(path: ".ci/setup").plainPath
            let result = try run("/bin/sh '\(script)'", in: folder.url, path: bin.plainPath)
            return (result, try run("cat log 2>/dev/null", in: folder.url, path: "/usr/bin:/bin").output)
        }

        private func run(_ command: String, in folder: URL, path: String) throws -> ShellCommand.Result {
            try ShellCommand(command, in: folder, environment: ["PATH": path], timeout: 60).run()
        }
    }

    @Test func `a machine that has everything is left alone, in silence`() throws {
        let (result, log) = try Machine(clang: "true").setUp()
        #expect(result == .init(output: "", exitStatus: 0, isTimedOut: false))
        #expect(log == "")
    }

    @Test func `root installs the missing package without sudo`() throws {
        let (result, log) = try Machine(sudo: "echo sudo >>log; exit 1").setUp()
        #expect(result == .init(output: "installing libcsv-dev\n", exitStatus: 0, isTimedOut: false))
        #expect(log == "apt-get install -y --no-install-recommends libcsv-dev\n")
    }

    @Test func `package lists that lack the package are updated first`() throws {
        let apt = """
            echo apt-get $1 >>log
            case $1 in update) touch lists;; install) test -f lists || exit 100; touch header;; esac
            """
        let (result, log) = try Machine(apt: apt).setUp()
        #expect(result.exitStatus == 0)
        #expect(log == "apt-get install\napt-get update\napt-get install\n")
    }

    @Test func `another user installs through sudo`() throws {
        let (result, log) = try Machine(user: "1000", sudo: "echo sudo >>log; \"$@\"").setUp()
        #expect(result.exitStatus == 0)
        #expect(log == "sudo\napt-get install -y --no-install-recommends libcsv-dev\n")
    }

    @Test func `macOS installs through Homebrew`() throws {
        let (result, log) = try Machine(system: "Darwin", brew: "echo brew \"$@\" >>log; touch header").setUp()
        #expect(result == .init(output: "installing libcsv\n", exitStatus: 0, isTimedOut: false))
        #expect(log == "brew install libcsv\n")
    }

    @Test(
        arguments: [
            (Machine(swift: nil), "swift is not on the path", "https://www.swift.org/install"),
            (Machine(swift: "echo 'Swift version 6.1.2 (swift-6.1.2-RELEASE)'"), "Swift 6.1;", "6.2 or newer"),
            (Machine(swift: "echo 'Swift version 5.10'"), "Swift 5.10;", "6.2 or newer"),
            (Machine(swift: "exit 1"), "an unknown version", "6.2 or newer"),
            (Machine(user: "1000"), "only root", "apt-get install libcsv-dev"),
            (Machine(apt: nil), "no apt-get", "libcsv-devel on Fedora"),
            (Machine(apt: "exit 100"), "cannot be installed", "apt-get's message"),
            (Machine(apt: "true"), "does not find csv.h", "CPATH"),
            (Machine(system: "Darwin"), "Homebrew", "brew install libcsv"),
            (Machine(system: "Darwin", brew: "exit 1"), "cannot be installed", "brew's message"),
        ])
    private func `what setup cannot mend is an error that says what to do`(
        machine: Machine, message: String, fix: String
    ) throws {
        let (result, _) = try machine.setUp()
        #expect(result.exitStatus == 1)
        let error = result.output.lines.suffix(2)
        #expect(error.first?.hasPrefix("error: ") == true)
        #expect(error.first?.contains(message) == true)
        #expect(error.last?.hasPrefix("  fix: ") == true)
        #expect(error.joined().contains(fix))
    }

    @Test(arguments: ["6.2", "6.2.0", "6.3.1", "6.10", "7.0"])
    func `a swift that is new enough passes`(version: String) throws {
        let (result, _) = try Machine(swift: "echo 'Swift version \(version) (swift-RELEASE)'", clang: "true").setUp()
        #expect(result.exitStatus == 0)
    }
}
