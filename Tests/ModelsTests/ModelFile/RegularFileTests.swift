import Diagnostics
import Foundation
import Testing
import TimeSeries

@testable import Models

struct RegularFileTests {
    @Test func `what is not there is not found, and says how to make it`() throws {
        try withTemporaryFolder { folder in
            try put([], at: folder + "/file")
            for name in ["absent", "absent/absent", "file/absent", ""] {
                let path = name.isEmpty ? "" : folder + "/" + name
                let error = try #require(throws: ModelFileError.self) { try SafeTensors(path: path) }
                #expect(error == ModelFileError(.notFound, file: path))
                #expect(error.exitStatus == .noInput)
                #expect(error.fix.contains("forecast fit"))
            }
        }
    }

    @Test func `a path with a zero byte is not taken to end there`() throws {
        try withTemporaryFolder { folder in
            try put(SafeTensorsTests.reference.encode(), at: folder + "/a")
            #expect(throws: ModelFileError(.unreadable(reason: "Invalid argument"), file: folder + "/a\0b")) {
                try SafeTensors(path: folder + "/a\0b")
            }
        }
    }

    @Test(
        "What is no regular file is refused unread, and at once",
        arguments: [
            ("/dev/zero", "a device or a pipe"), ("/dev/null", "a device or a pipe"), ("/", "a folder"),
        ])
    func noFile(path: String, kind: String) {
        #expect(throws: ModelFileError(.notAFile(kind: kind), file: path)) { try SafeTensors(path: path) }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a pipe that nobody writes to does not make the reader wait`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/pipe"
            try makePipe(path)
            #expect(throws: ModelFileError(.notAFile(kind: "a device or a pipe"), file: path)) {
                try SafeTensors(path: path)
            }
        }
    }

    @Test("A file too short for a header is refused", arguments: 0..<8)
    func tooShort(count: Int) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/short"
            try put(Array(repeating: 0, count: count), at: path)
            #expect(throws: ModelFileError(.tooShort(found: count), file: path)) { try SafeTensors(path: path) }
        }
    }

    @Test func `a file that shrinks under the reader is noticed`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/shrinking"
            try put(Array(repeating: 7, count: 100), at: path)
            let opened = try RegularFile(path: path)
            #expect(try opened.elements(UInt8.self, count: 100, at: 0) == Array(repeating: 7, count: 100))
            try resize(path, to: 50)
            #expect(throws: ModelFileError(.changed)) { try opened.elements(UInt8.self, count: 100, at: 0) }
        }
    }

    @Test func `a file behind a symbolic link is read`() throws {
        try withTemporaryFolder { folder in
            let link = folder + "/link"
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: goldenModelFile("reference.safetensors"))
            #expect(try SafeTensors(path: link) == SafeTensorsTests.reference)
        }
    }
}
