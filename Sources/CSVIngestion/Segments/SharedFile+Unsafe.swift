#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file of which several threads read different parts.
final class SharedFile: Sendable {
    private let descriptor: Int32
    /// Bytes in the file when it was opened.
    let size: Int

    /// Processors that can be used.
    static var processors: Int { max(1, min(16, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Opens a file; nil when it cannot be read, or is a pipe or device.
    init?(path: String) {
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Fills `memory` with the bytes from `offset` on; false when fewer are there.
    func read(into memory: UnsafeMutableRawBufferPointer, from offset: Int) -> Bool {
        var filled = 0
        while filled < memory.count, let base = memory.baseAddress {
            let bytes = unsafe pread(descriptor, base + filled, memory.count - filled, off_t(offset + filled))
            if bytes < 0, errno == EINTR { continue }
            guard bytes > 0 else { return false }
            filled += bytes
        }
        return true
    }
}
