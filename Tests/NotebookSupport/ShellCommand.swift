package import Foundation

/// A command for `/bin/sh`, run without a terminal.
package struct ShellCommand: Sendable {
    /// What a command printed and how it ended.
    package struct Result: Sendable, Equatable {
        /// The bytes of both streams in the order of writing, as text.
        package var output: String
        /// The exit status; 128 + the signal's number when a signal ended the command.
        package var exitStatus: Int32
        /// Whether the command was ended because its time was up.
        package var isTimedOut: Bool

        /// Creates a result.
        package init(output: String, exitStatus: Int32, isTimedOut: Bool) {
            self.output = output
            self.exitStatus = exitStatus
            self.isTimedOut = isTimedOut
        }
    }

    /// The text that the shell runs.
    package var command: String
    /// The folder that it runs in.
    package var folder: URL
    /// Its whole environment.
    package var environment: [String: String]
    /// Seconds until the command and its children are ended.
    package var timeout: Double

    /// Creates a command.
    package init(_ command: String, in folder: URL, environment: [String: String], timeout: Double) {
        self.command = command
        self.folder = folder
        self.environment = environment
        self.timeout = timeout
    }

    /// Runs the command to its end.
    ///
    /// Both streams go to one file, so that their order is kept and no full pipe can stop the command.
    package func run() throws -> Result {
        let log = FileManager.default.temporaryDirectory.appending(path: "forecast-\(UUID().uuidString).log")
        try Data().write(to: log)
        defer { try? FileManager.default.removeItem(at: log) }
        let stream = try FileHandle(forWritingTo: log)
        defer { try? stream.close() }

        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = stream
        process.standardError = stream
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try Self.withNoSignalBlocked { try process.run() }
        let isTimedOut = ended.wait(timeout: .now() + timeout) == .timedOut
        if isTimedOut {
            Self.kill(process)
            ended.wait()
        }
        let isSignalled = process.terminationReason == .uncaughtSignal
        return Result(
            output: String(decoding: try Data(contentsOf: log), as: UTF8.self),
            exitStatus: process.terminationStatus + (isSignalled ? 128 : 0),
            isTimedOut: isTimedOut
        )
    }
}
