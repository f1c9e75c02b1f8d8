import Foundation
import NotebookSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A command whose output and errors go to a terminal.
enum PseudoTerminal {
    /// Runs `command` and gives back everything that the terminal was sent, carriage returns included.
    static func run(_ command: String, in folder: URL) throws -> String {
        let (main, terminal) = try open()
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        process.environment = NotebookFolder.environment()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = terminal
        process.standardError = terminal
        try ShellCommand.withNoSignalBlocked { try process.run() }
        try terminal.close()
        let text = everything(from: main)
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads until the last writer is gone: then reading a terminal fails, where reading a file would end.
    private static func everything(from main: FileHandle) -> [UInt8] {
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe read(main.fileDescriptor, &part, part.count)
            guard count > 0 else { return text }
            text += part[..<count]
        }
    }

    private static func open() throws -> (main: FileHandle, terminal: FileHandle) {
        var (main, terminal): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: 24, ws_col: 60, ws_xpixel: 0, ws_ypixel: 0)
        guard unsafe openpty(&main, &terminal, nil, nil, &size) == 0 else { throw CocoaError(.fileNoSuchFile) }
        // No command that another test starts meanwhile may hold the terminal open.
        for descriptor in [main, terminal] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        return (
            FileHandle(fileDescriptor: main, closeOnDealloc: true),
            FileHandle(fileDescriptor: terminal, closeOnDealloc: true)
        )
    }
}
