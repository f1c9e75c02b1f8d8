import Files
import ForecastTestSupport
import Testing

@testable import JSON

@Suite struct JSONFileTests {
    @Test func `a document is read, up to the limit`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("{\"a\": [1, 2.5]}", to: "document.json")
        #expect(try JSONFile.read(file, limit: 15) == .object(["a": .array([.integer(1), .double(2.5)])]))
        #expect(throws: JSONFile.Problem.tooLong(found: 15, limit: 14)) { try JSONFile.read(file, limit: 14) }
    }

    @Test func `what cannot be read is told apart`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: JSONFile.Problem.unread(.notFound)) { try JSONFile.read(folder.path + "/none", limit: 10) }
        #expect(throws: JSONFile.Problem.unread(.notAFile(kind: "a folder"))) {
            try JSONFile.read(folder.path, limit: 10)
        }
        #expect(throws: JSONFile.Problem.unread(.notAFile(kind: "a device or a pipe"))) {
            try JSONFile.read("/dev/zero", limit: 10)
        }
        let broken = try folder.write("[1,", to: "broken")
        #expect(throws: JSONFile.Problem.notJSON(reason: "expected a value, found the end", offset: 3)) {
            try JSONFile.read(broken, limit: 10)
        }
        let bytes = try folder.write([0x22, 0xFF, 0x22], to: "bytes")
        #expect(throws: JSONFile.Problem.notJSON(reason: "text that is not UTF-8", offset: 0)) {
            try JSONFile.read(bytes, limit: 10)
        }
    }
}
