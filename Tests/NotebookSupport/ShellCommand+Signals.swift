import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension ShellCommand {
    /// Runs `body` with no signal blocked in this thread.
    ///
    /// A process inherits the mask of the thread that starts it, and the threads of a concurrent test block
    /// most signals: its commands could not be interrupted.
    package static func withNoSignalBlocked<Value>(_ body: () throws -> Value) rethrows -> Value {
        var none = sigset_t()
        var before = sigset_t()
        unsafe sigemptyset(&none)
        unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        return try body()
    }

    /// Ends `process` and what it started: Foundation gives every process a group of its own.
    static func kill(_ process: Process) {
        let identifier = process.processIdentifier
        let group = getpgid(identifier)
        if group == identifier { _ = killpg(group, SIGKILL) }
        #if canImport(Darwin)
            _ = Darwin.kill(identifier, SIGKILL)
        #elseif canImport(Musl)
            _ = Musl.kill(identifier, SIGKILL)
        #else
            _ = Glibc.kill(identifier, SIGKILL)
        #endif
    }
}
