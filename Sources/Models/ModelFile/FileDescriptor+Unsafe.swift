#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The error number of a failed system call.
package struct SystemError: Error, Hashable {
    /// The value of `errno`.
    package let number: Int32

    init(_ number: Int32 = errno) { self.number = number }

    /// The system's own words, such as `No space left on device`.
    package var text: String { unsafe String(cString: strerror(number)) }

    /// Symbolic links that go in a circle.
    static var tooManyLinks: SystemError { SystemError(ELOOP) }
    /// Something else where a folder must be.
    static var notAFolder: SystemError { SystemError(ENOTDIR) }

    /// Whether the disk or the user's share of it is full.
    var isFullDisk: Bool { number == ENOSPC || number == EDQUOT }
    /// Whether the process may not write files this large.
    var isFileSizeLimit: Bool { number == EFBIG }
    /// Whether there is nothing under the path.
    var isNotFound: Bool { number == ENOENT || number == ENOTDIR }
    /// Whether something is already there under the path.
    var isExisting: Bool { number == EEXIST }
}

/// What lies under a path.
struct FileStatus {
    /// The kinds that matter here.
    enum Kind { case file, folder, link, other }

    var kind: Kind
    /// Bytes of a regular file.
    var size: Int
    /// The permission bits, as in `chmod`.
    var permissions: mode_t
    var owner: uid_t
    var group: gid_t

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .other
        }
        size = Int(status.st_size)
        permissions = status.st_mode & 0o777
        owner = status.st_uid
        group = status.st_gid
    }

    /// The status of `path` itself; a symbolic link is not followed.
    init(ofLink path: String) throws(SystemError) {
        var status = stat()
        guard unsafe lstat(try checked(path), &status) == 0 else { throw SystemError() }
        self.init(status)
    }

    /// The status of what `path` leads to.
    init(path: String) throws(SystemError) {
        var status = stat()
        guard unsafe stat(try checked(path), &status) == 0 else { throw SystemError() }
        self.init(status)
    }
}

/// `path`, unless it holds a zero byte, at which a system call would take it to end.
private func checked(_ path: String) throws(SystemError) -> String {
    guard !path.utf8.contains(0) else { throw SystemError(ENOENT) }
    return path
}

/// System calls on paths.
enum FileSystem {
    /// Gives the file `old` the name `new`, in one step, in place of what had it.
    static func rename(_ old: String, to new: String) throws(SystemError) {
        #if canImport(Glibc)
            let result = unsafe Glibc.rename(try checked(old), try checked(new))
        #elseif canImport(Musl)
            let result = unsafe Musl.rename(try checked(old), try checked(new))
        #else
            let result = unsafe Darwin.rename(try checked(old), try checked(new))
        #endif
        guard result == 0 else { throw SystemError() }
    }

    /// Removes the file `path`.
    static func remove(_ path: String) throws(SystemError) {
        guard unsafe unlink(try checked(path)) == 0 else { throw SystemError() }
    }

    /// Whether this process may write to `path`.
    static func isWritable(_ path: String) -> Bool {
        guard let path = try? checked(path) else { return false }
        return unsafe access(path, W_OK) == 0
    }

    /// The folder that holds `path`: `.` for a name alone.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Where the symbolic link `path` leads, as written in the link.
    static func destination(ofLink path: String) throws(SystemError) -> String {
        let path = try checked(path)
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink(path, &bytes, bytes.count)
        guard count >= 0 else { throw SystemError() }
        return String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

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
        let path = try checked(path)
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
