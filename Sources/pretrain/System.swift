#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Folders on disk.
enum Folder {
    /// Creates a folder; nothing happens where it is already.
    static func create(_ path: String) throws {
        if unsafe mkdir(path, 0o755) != 0, errno != EEXIST { throw FolderError(path: path) }
    }

    /// Removes a file; nothing happens where there is none.
    static func remove(file path: String) { _ = unsafe unlink(path) }
}

/// A folder that cannot be created.
struct FolderError: Error, CustomStringConvertible {
    let path: String
    var description: String { "cannot create the folder '\(path)'" }
}

/// Standard output.
enum Output {
    /// Writes what is waiting, so that a log shows each line at once.
    static func flush() { fflush(nil) }
}

/// The machine.
enum System {
    /// Cores that are there, at most 64.
    static var coreCount: Int { max(1, min(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 64)) }
}
