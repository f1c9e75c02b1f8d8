import Foundation
import Testing

@testable import Models

/// A folder that is there as long as `body` runs.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/forecast-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}

/// The bytes of the file at `path`.
func contents(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Writes `bytes` to `path`, without the code under test.
func put(_ bytes: [UInt8], at path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
}

/// The path of a golden file.
func goldenModelFile(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens/\(name)").path
}

/// A safetensors file of `header` as it stands, and `dataLength` bytes of zero.
func file(header: String, dataLength: Int = 0) -> [UInt8] {
    file(header: Array(header.utf8), dataLength: dataLength)
}

/// A safetensors file of `header` as it stands, and `dataLength` bytes of zero.
func file(header: [UInt8], dataLength: Int = 0) -> [UInt8] {
    length(UInt64(header.count)) + header + Array(repeating: 0, count: dataLength)
}

/// The first eight bytes of a file whose header has `count` bytes.
func length(_ count: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
}

/// Cuts or stretches the file at `path` to `count` bytes, without writing any.
func resize(_ path: String, to count: Int) throws {
    guard unsafe truncate(path, off_t(count)) == 0 else { throw SystemError() }
}

/// Makes a named pipe.
func makePipe(_ path: String) throws {
    guard unsafe mkfifo(path, 0o600) == 0 else { throw SystemError() }
}

/// Lets this process write no file beyond `count` bytes; a longer write fails as on a full disk.
func limitFileSize(to count: Int) throws {
    _ = signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit(rlim_cur: rlim_t(count), rlim_max: rlim_t(count))
    #if os(Linux)
        let result = unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    #else
        let result = unsafe setrlimit(RLIMIT_FSIZE, &limit)
    #endif
    guard result == 0 else { throw SystemError() }
}

/// Lets this process have `count` bytes of memory more than it has now; only Linux knows how much that is.
func limitMemory(toMore count: Int) throws {
    #if os(Linux)
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).prefix { $0 != " " }
        let size = rlim_t((Int(pages) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) + count)
        var limit = rlimit(rlim_cur: size, rlim_max: size)
        guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { throw SystemError() }
    #endif
}
