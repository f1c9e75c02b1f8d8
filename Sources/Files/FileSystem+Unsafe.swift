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
    /// What tells the file from every other: its disk and its number there.
    var identity: [UInt64]

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
        identity = [UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino)]
    }

    /// The status of `path` itself; a symbolic link is not followed.
    init(ofLink path: String) throws(SystemError) {
        var status = stat()
        guard unsafe lstat(try checkedPath(path), &status) == 0 else { throw SystemError() }
        self.init(status)
    }

    /// The status of what `path` leads to.
    init(path: String) throws(SystemError) {
        var status = stat()
        guard unsafe stat(try checkedPath(path), &status) == 0 else { throw SystemError() }
        self.init(status)
    }
}

/// `path`, unless it holds a zero byte, at which a system call would take it to end.
func checkedPath(_ path: String) throws(SystemError) -> String {
    guard !path.utf8.contains(0) else { throw SystemError(EINVAL) }
    return path
}

/// System calls on paths.
enum FileSystem {
    /// Gives the file `old` the name `new`, in one step, in place of what had it.
    static func rename(_ old: String, to new: String) throws(SystemError) {
        #if canImport(Glibc)
            let result = unsafe Glibc.rename(try checkedPath(old), try checkedPath(new))
        #elseif canImport(Musl)
            let result = unsafe Musl.rename(try checkedPath(old), try checkedPath(new))
        #else
            let result = unsafe Darwin.rename(try checkedPath(old), try checkedPath(new))
        #endif
        guard result == 0 else { throw SystemError() }
    }

    /// Removes the file `path`.
    static func remove(_ path: String) throws(SystemError) {
        guard unsafe unlink(try checkedPath(path)) == 0 else { throw SystemError() }
    }

    /// Whether this process may write to `path`, as the user it acts for.
    static func isWritable(_ path: String) -> Bool {
        guard let path = try? checkedPath(path) else { return false }
        return unsafe faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0
    }

    /// The folder that holds `path`: `.` for a name alone.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Where the symbolic link `path` leads, as written in the link.
    static func destination(ofLink path: String) throws(SystemError) -> String {
        let path = try checkedPath(path)
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink(path, &bytes, bytes.count)
        guard count >= 0 else { throw SystemError() }
        return String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
