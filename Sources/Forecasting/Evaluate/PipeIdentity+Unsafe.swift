#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What tells one pipe from another; what is read from a pipe cannot be read again.
struct PipeIdentity: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// Nil when `path` leads to something else, or to nothing.
    init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0, [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT) else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }
}
