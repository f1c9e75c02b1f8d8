import Foundation

/// A folder that is there as long as `body` runs.
package func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/forecast-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}

/// The bytes of the file at `path`.
package func contents(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Writes `bytes` to `path`, without the code under test.
package func put(_ bytes: [UInt8], at path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
}

/// Cuts or stretches the file at `path` to `count` bytes, without writing any.
package func resize(_ path: String, to count: Int) throws {
    guard unsafe truncate(path, off_t(count)) == 0 else { throw SystemCallFailed(number: errno) }
}

/// Makes a named pipe.
package func makePipe(_ path: String) throws {
    guard unsafe mkfifo(path, 0o600) == 0 else { throw SystemCallFailed(number: errno) }
}

/// Lets this process write no file beyond `count` bytes; a longer write fails as on a full disk.
package func limitFileSize(to count: Int) throws {
    _ = signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit(rlim_cur: rlim_t(count), rlim_max: rlim_t(count))
    #if os(Linux)
        let result = unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    #else
        let result = unsafe setrlimit(RLIMIT_FSIZE, &limit)
    #endif
    guard result == 0 else { throw SystemCallFailed(number: errno) }
}

/// Lets this process have `count` bytes of memory more than it has now; only Linux knows how much that is.
package func limitMemory(toMore count: Int) throws {
    #if os(Linux)
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).prefix { $0 != " " }
        let size = rlim_t((Int(pages) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) + count)
        var limit = rlimit(rlim_cur: size, rlim_max: size)
        guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else {
            throw SystemCallFailed(number: errno)
        }
    #endif
}

/// The system has refused what a test asked of it.
private struct SystemCallFailed: Error {
    /// The value of `errno`.
    var number: Int32
}
