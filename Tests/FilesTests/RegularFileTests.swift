import ForecastTestSupport
import Foundation
import Testing

@testable import Files

struct RegularFileTests {
    @Test func `what is not there is not found`() throws {
        try withTemporaryFolder { folder in
            try put([], at: folder + "/file")
            for name in ["absent", "absent/absent", "file/absent", ""] {
                let path = name.isEmpty ? "" : folder + "/" + name
                #expect(throws: FileReadError.notFound) { _ = try RegularFile(path: path) }
            }
        }
    }

    @Test func `a path with a zero byte is not taken to end there`() throws {
        try withTemporaryFolder { folder in
            try put([1], at: folder + "/a")
            #expect(throws: FileReadError.unreadable(reason: "Invalid argument")) {
                _ = try RegularFile(path: folder + "/a\0b")
            }
        }
    }

    @Test(
        "What is no regular file is refused unread, and at once",
        arguments: [
            ("/dev/zero", "a device or a pipe"), ("/dev/null", "a device or a pipe"), ("/", "a folder"),
        ])
    func noFile(path: String, kind: String) {
        #expect(throws: FileReadError.notAFile(kind: kind)) { _ = try RegularFile(path: path) }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a pipe that nobody writes to does not make the reader wait`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/pipe"
            try makePipe(path)
            #expect(throws: FileReadError.notAFile(kind: "a device or a pipe")) { _ = try RegularFile(path: path) }
        }
    }

    @Test func `a file that shrinks under the reader is noticed`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/shrinking"
            try put(Array(repeating: 7, count: 100), at: path)
            let opened = try RegularFile(path: path)
            #expect(try opened.elements(UInt8.self, count: 100, at: 0) == Array(repeating: 7, count: 100))
            try resize(path, to: 50)
            #expect(throws: FileReadError.changed) { try opened.elements(UInt8.self, count: 100, at: 0) }
        }
    }

    @Test func `a file behind a symbolic link is read`() throws {
        try withTemporaryFolder { folder in
            let link = folder + "/link"
            try put([1, 2, 3], at: folder + "/file")
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder + "/file")
            #expect(try RegularFile(path: link).elements(UInt8.self, count: 3, at: 0) == [1, 2, 3])
        }
    }
}
