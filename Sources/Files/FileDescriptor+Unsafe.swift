#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open file, closed at the end of its life.
struct FileDescriptor: ~Copyable {
    private let number: Int32

    /// Takes over the open file `number`.
    private init(number: Int32) throws(SystemError) {
        guard number >= 0 else { throw SystemError() }
        self.number = number
    }

    deinit { _ = close(number) }

    /// Opens `path` for reading; a pipe without a writer does not make it wait.
    static func reading(_ path: String) throws(SystemError) -> FileDescriptor {
        try opening(path, O_RDONLY | O_NONBLOCK)
    }

    /// Opens the device or pipe `path` for writing.
    static func writing(_ path: String) throws(SystemError) -> FileDescriptor {
        try opening(path, O_WRONLY | O_NOCTTY)
    }

    /// Creates the file `path`, which must not exist, with the permissions that the user's mask leaves.
    static func creating(_ path: String) throws(SystemError) -> FileDescriptor {
        try opening(path, O_WRONLY | O_CREAT | O_EXCL)
    }

    /// Another descriptor for what `number` is already open on.
    static func duplicating(_ number: Int32) throws(SystemError) -> FileDescriptor {
        try FileDescriptor(number: fcntl(number, F_DUPFD_CLOEXEC, 3))
    }

    private static func opening(_ path: String, _ flags: Int32) throws(SystemError) -> FileDescriptor {
        let path = try checkedPath(path)
        return try FileDescriptor(number: retrying { unsafe open(path, flags | O_CLOEXEC, 0o666) })
    }

    /// What the descriptor is open on.
    func status() throws(SystemError) -> FileStatus {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw SystemError() }
        return FileStatus(status)
    }

    /// Fills `buffer` from byte `offset` of the file on.
    ///
    /// - Returns: How many bytes were read: fewer only where the file ends.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        var done = 0
        while done < buffer.count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done...].prefix(Self.largestTransfer))
            let count = Self.retrying {
                unsafe pread(number, rest.baseAddress, rest.count, off_t(offset + done))
            }
            guard count >= 0 else { throw SystemError() }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// Writes all of `bytes`.
    func write(_ bytes: [UInt8]) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.prefix(Self.largestTransfer).withUnsafeBytes { chunk in
                Self.retrying { unsafe systemWrite(number, chunk.baseAddress, chunk.count) }
            }
            guard count >= 0 else { throw SystemError() }
            rest = rest.dropFirst(count)
        }
    }

    /// Gives the file the owner, as far as this user may, and the permissions of another.
    func adopt(_ status: FileStatus) throws(SystemError) {
        // Only root may give a file away; for everybody else the new file stays their own.
        _ = fchown(number, status.owner, status.group)
        guard fchmod(number, status.permissions) == 0 else { throw SystemError() }
    }

    /// Waits until what was written is on the disk itself.
    func synchronize() throws(SystemError) {
        #if canImport(Darwin)
            // On Darwin fsync leaves the data in the drive's cache; not every file system knows the stronger call.
            if fcntl(number, F_FULLFSYNC) == 0 { return }
        #endif
        guard Self.retrying({ fsync(number) }) == 0 else { throw SystemError() }
    }

    /// Reads and writes are cut into pieces: Darwin refuses 2 GiB and more at once.
    private static let largestTransfer = 1 << 30

    /// Does a system call again when a signal has interrupted it.
    private static func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
        while true {
            let result = call()
            if result != -1 || errno != EINTR { return result }
        }
    }
}

/// The system's `write`, which the method of that name would hide.
private func systemWrite(_ number: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(number, bytes, count)
}
