import Diagnostics
import ForecastTestSupport
import Foundation
import Testing

@testable import Files

struct AtomicFileTests {
    static let old = Array("the old model".utf8)
    static let new = Array("the new model, somewhat longer".utf8)

    /// The names in `folder`, sorted.
    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    static func permissions(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func `a new file holds the bytes and has the permissions that the mask leaves`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/model"
            try AtomicFile.write(Self.new, to: path)
            #expect(try contents(path) == Self.new)
            #expect(try Self.names(in: folder) == ["model"])
            try put([], at: folder + "/ordinary")
            #expect(try Self.permissions(path) == (try Self.permissions(folder + "/ordinary")))
        }
    }

    @Test("An old file is replaced and its permissions kept", arguments: [0o600, 0o640, 0o664, 0o755])
    func replaced(permissions: Int) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/model"
            try put(Self.old, at: path)
            try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
            try AtomicFile.write(Self.new, to: path)
            #expect(try contents(path) == Self.new)
            #expect(try Self.permissions(path) == permissions)
            #expect(try Self.names(in: folder) == ["model"])
        }
    }

    @Test func `whoever has the old file open keeps the old file, whole`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/model"
            try put(Self.old, at: path)
            let reader = try #require(FileHandle(forReadingAtPath: path))
            try AtomicFile.write(Self.new, to: path)
            #expect([UInt8](try reader.readToEnd() ?? Data()) == Self.old)
        }
    }

    @Test("Empty and large files are written whole", arguments: [0, 1, 5_000_000])
    func sizes(count: Int) throws {
        try withTemporaryFolder { folder in
            var numbers = SplitMix64(seed: 1)
            let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
            try AtomicFile.write(bytes, to: folder + "/model")
            #expect(try contents(folder + "/model") == bytes)
        }
    }

    @Test func `a symbolic link stays, and what it leads to is replaced`() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/real", withIntermediateDirectories: false)
            try put(Self.old, at: folder + "/real/model")
            try FileManager.default.createSymbolicLink(atPath: folder + "/real/again", withDestinationPath: "model")
            try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "real/again")
            try AtomicFile.write(Self.new, to: folder + "/link")
            #expect(try contents(folder + "/real/model") == Self.new)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "real/again")
            #expect(try Self.names(in: folder + "/real") == ["again", "model"])
            #expect(try Self.names(in: folder) == ["link", "real"])
        }
    }

    @Test func `a link that leads nowhere yet is filled`() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/link", withDestinationPath: folder + "/model")
            try AtomicFile.write(Self.new, to: folder + "/link")
            #expect(try contents(folder + "/model") == Self.new)
        }
    }

    @Test func `links in a circle are refused`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/a"
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "b")
            try FileManager.default.createSymbolicLink(atPath: folder + "/b", withDestinationPath: "a")
            #expect(throws: FileWriteError(path: path, .system(SystemError(ELOOP)))) {
                try AtomicFile.write(Self.new, to: path)
            }
        }
    }

    @Test func `a missing folder, a folder and a file in the way are named, with what to type`() throws {
        try withTemporaryFolder { folder in
            try put(Self.old, at: folder + "/file")
            let cases: [(String, FileWriteError.Problem, String)] = [
                (folder + "/absent/model", .missingFolder(folder + "/absent"), "mkdir -p '\(folder.prefix(8))"),
                (folder + "/absent/", .missingFolder(folder + "/absent"), "mkdir -p"),
                (folder, .isFolder, folder + "/forecast.safetensors"),
                (folder + "/", .isFolder, folder + "/forecast.safetensors"),
                (folder + "/file/model", .system(SystemError(ENOTDIR)), "-o"),
                ("", .noName, "-o"),
                (folder + "/a\0b", .system(SystemError(EINVAL)), "-o"),
                (folder + "/" + String(repeating: "x", count: 300), .system(SystemError(ENAMETOOLONG)), "-o"),
            ]
            for (path, problem, fix) in cases {
                for attempt in [{ try AtomicFile.write(Self.new, to: path) }, { try AtomicFile.check(path) }] {
                    let error = try #require(throws: FileWriteError.self, performing: attempt)
                    #expect(error == FileWriteError(path: path, problem))
                    #expect(error.fix.contains(fix))
                    #expect(error.exitStatus == .cannotWrite)
                }
            }
            #expect(try Self.names(in: folder) == ["file"])
            #expect(try contents(folder + "/file") == Self.old)
        }
    }

    @Test func `checking leaves nothing behind and changes nothing`() throws {
        try withTemporaryFolder { folder in
            try AtomicFile.check(folder + "/model")
            #expect(try Self.names(in: folder) == [])
            try put(Self.old, at: folder + "/model")
            try AtomicFile.check(folder + "/model")
            #expect(try Self.names(in: folder) == ["model"])
            #expect(try contents(folder + "/model") == Self.old)
        }
    }

    @Test func `devices are written straight and stay devices`() throws {
        try AtomicFile.write(Self.new, to: "/dev/null")
        try AtomicFile.check("/dev/null")
        #expect(throws: FileReadError.notAFile(kind: "a device or a pipe")) { _ = try RegularFile(path: "/dev/null") }
        #if os(Linux)
            let error = try #require(throws: FileWriteError.self) { try AtomicFile.write(Self.new, to: "/dev/full") }
            #expect(error == FileWriteError(path: "/dev/full", .system(SystemError(ENOSPC))))
            #expect(error.code == "output-disk-full")
            #expect(error.description.contains("No space left on device"))
        #endif
    }

    @Test("An open stream is written where it stands", arguments: ["/dev/fd/", "/proc/self/fd/"])
    func openStream(prefix: String) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/log"
            try put(Self.old, at: path)
            let log = try #require(FileHandle(forWritingAtPath: path))
            try log.seekToEnd()
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/link", withDestinationPath: "\(prefix)\(log.fileDescriptor)")
            try AtomicFile.write(Self.new, to: "\(prefix)\(log.fileDescriptor)")
            try AtomicFile.write(Self.new, to: folder + "/link")
            #expect(try contents(path) == Self.old + Self.new + Self.new)
            #expect(try Self.names(in: folder) == ["link", "log"])
        }
    }

    /// Runs in a process of its own, whose files may have 4096 bytes: the write fails half-way, as on a full disk.
    @Test func `a write that fails half-way leaves the old file and nothing else`() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryFolder { folder in
                let path = folder + "/model"
                try put(AtomicFileTests.old, at: path)
                try limitFileSize(to: 4096)
                try AtomicFile.write(Array(repeating: 1, count: 4096), to: folder + "/other")
                let error = try #require(throws: FileWriteError.self) {
                    try AtomicFile.write(Array(repeating: 1, count: 4097), to: path)
                }
                #expect(error == FileWriteError(path: path, .system(SystemError(EFBIG))))
                #expect(error.fix.contains("ulimit"))
                #expect(try contents(path) == AtomicFileTests.old)
                #expect(try AtomicFileTests.names(in: folder) == ["model", "other"])
            }
        }
    }

    /// Runs in a process of its own, which gives up being root if it is.
    @Test func `what may not be written is refused, before and after the work`() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryFolder { folder in
                let path = folder + "/model"
                try put(AtomicFileTests.old, at: path)
                let files = FileManager.default
                try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
                try files.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
                if geteuid() == 0 { #expect(seteuid(65534) == 0) }
                let protected = FileWriteError(path: path, .writeProtected)
                #expect(throws: protected) { try AtomicFile.check(path) }
                #expect(throws: protected) { try AtomicFile.write(AtomicFileTests.new, to: path) }
                let closed = folder + "/closed"
                try files.createDirectory(
                    atPath: closed, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o555])
                let denied = FileWriteError(path: closed + "/model", .system(SystemError(EACCES)))
                #expect(throws: denied) { try AtomicFile.check(closed + "/model") }
                #expect(throws: denied) { try AtomicFile.write(AtomicFileTests.new, to: closed + "/model") }
                #expect(try contents(path) == AtomicFileTests.old)
                if getuid() == 0 { #expect(seteuid(0) == 0) }
            }
        }
    }
}
