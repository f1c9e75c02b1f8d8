import Forecasting
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where results, notes and errors go: results to standard output, all else to standard error.
enum Terminal {
    /// Makes a file that grows beyond the user's limit an error, as a full disk is, instead of the program's end; and
    /// fills the place of a stream that is closed, which the next file opened would take.
    static func prepare() {
        signal(SIGXFSZ, SIG_IGN)
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            // Opened for reading only, so that a result that is printed there is an error.
            guard unsafe open("/dev/null", O_RDONLY) >= 0 else { return }
        }
    }

    /// Prints a result; a reader that went away ends the program quietly, any other failure is an error.
    static func print(_ text: String) {
        guard let failure = write(text, to: STDOUT_FILENO) else { return }
        fail(OutputError(reason: unsafe String(cString: strerror(failure))))
    }

    /// Prints a note.
    static func note(_ text: String) {
        tell("note: \(text)\n")
    }

    /// Prints to standard error as is.
    static func printProgress(_ text: String) {
        tell(text)
    }

    /// Whether a line of progress is on the terminal.
    private static let lineIsShown = Atomic<Bool>(false)

    /// Draws a line of progress over the one before.
    static func showLine(_ text: String) {
        lineIsShown.store(true, ordering: .relaxed)
        tell("\r\u{1B}[K" + text)
    }

    /// Takes the line of progress away, if there is one.
    static func clearLine() {
        if lineIsShown.exchange(false, ordering: .relaxed) { tell("\r\u{1B}[K") }
    }

    /// Ends the program from within a signal's handler: takes the line of progress away, and does nothing else that a
    /// handler may not.
    static func endInterrupted() -> Never {
        let clear: StaticString = "\r\u{1B}[K"
        if lineIsShown.load(ordering: .relaxed) {
            _ = unsafe systemWrite(STDERR_FILENO, clear.utf8Start, clear.utf8CodeUnitCount)
        }
        _exit(ExitStatus.interrupted.rawValue)
    }

    /// Prints an error, as JSON under `--json` and `--format json`, and ends the program with its exit status.
    static func fail(_ error: any Error) -> Never {
        let arguments = CommandLine.arguments
        let isForPrograms =
            arguments.contains("--json") || arguments.contains("--format=json")
            || zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1 == "json" }
        tell(isForPrograms ? DiagnosticRenderer.json(error) : DiagnosticRenderer.text(error))
        exit(DiagnosticRenderer.exitStatus(error).rawValue)
    }

    /// Whether a person reads standard output.
    static var resultIsRead: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether a person reads standard error.
    static var progressIsRead: Bool { isatty(STDERR_FILENO) == 1 }

    /// Cells a line of the terminal holds.
    static var width: Int {
        var size = winsize()
        let isKnown = unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return isKnown ? Int(size.ws_col) : 80
    }

    /// Processors that may be used.
    static var processorCount: Int { max(1, min(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 64)) }

    /// Seconds since some fixed moment.
    static var seconds: Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Writes to standard error; what cannot be written there is lost, and no reason to end hours of work.
    private static func tell(_ text: String) {
        // A reader that went away must not end the program either.
        let before = signal(SIGPIPE, SIG_IGN)
        _ = write(text, to: STDERR_FILENO)
        signal(SIGPIPE, before)
    }

    /// The error number when `text` cannot be written whole, else nil.
    private static func write(_ text: String, to stream: Int32) -> Int32? {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = unsafe bytes.withUnsafeBytes { unsafe systemWrite(stream, $0.baseAddress, $0.count) }
            if written > 0 {
                bytes = bytes.dropFirst(written)
            } else if written == 0 || errno != EINTR {
                return errno
            }
        }
        return nil
    }
}

/// Standard output takes no more.
private struct OutputError: Diagnostic {
    let reason: String

    let code = "output-not-written"
    var message: String { "standard output cannot be written: \(reason)" }
    let fix = "make room where it goes, or send it somewhere else; files named by flags are written all the same"
    let exitStatus = ExitStatus.cannotWrite
}

/// The C library's `write`, under a name that the type's own methods do not hide.
private func systemWrite(_ stream: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(stream, bytes, count)
}
