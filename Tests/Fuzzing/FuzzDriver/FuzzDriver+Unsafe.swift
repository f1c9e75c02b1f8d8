#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// libFuzzer's own loop, which calls `body` with input after input and steers by the code that each one reaches.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Runs a fuzz target: `check` is called with millions of inputs, and must end with a result or a thrown error.
///
/// - Parameter check: Must not crash, hang or leak on any input.
public enum FuzzDriver {
    nonisolated(unsafe) private static var check: ([UInt8]) -> Void = { _ in }

    /// Runs libFuzzer with the command's own arguments, and ends the program.
    public static func run(_ check: @escaping ([UInt8]) -> Void) -> Never {
        unsafe Self.check = check
        var count = CommandLine.argc
        var arguments = unsafe CommandLine.unsafeArgv
        let status = unsafe runDriver(&count, &arguments) { bytes, count in
            unsafe FuzzDriver.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
            return 0
        }
        exit(status)
    }
}

/// A file in memory, for code that reads files.
public final class MemoryFile {
    private let descriptor: CInt

    /// Where it can be opened.
    public var path: String { "/proc/self/fd/\(descriptor)" }

    /// Creates an empty file.
    public init() {
        let name = "/dev/shm/forecast-fuzz-\(getpid())"
        descriptor = unsafe open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
        precondition(descriptor >= 0, "the system has files in memory")
        unsafe unlink(name)
    }

    deinit { close(descriptor) }

    /// Makes `bytes` its whole content.
    public func hold(_ bytes: [UInt8]) {
        let isEmpty = ftruncate(descriptor, 0) == 0
        let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        precondition(isEmpty && written == bytes.count, "memory holds the input")
    }
}
