package import Files

/// A JSON document in a file of its own, from a stranger.
package enum JSONFile {
    /// Why there is no document.
    package enum Problem: Error, Equatable {
        /// The file cannot be read.
        case unread(FileReadError)
        /// More bytes than are read.
        case tooLong(found: Int, limit: Int)
        /// The text is no JSON from this byte on.
        case notJSON(reason: String, offset: Int)
    }

    /// Reads the document at `path`, of at most `limit` bytes.
    ///
    /// - Throws: ``Problem``.
    package static func read(_ path: String, limit: Int) throws -> JSONValue {
        let bytes: [UInt8]
        do {
            let file = try RegularFile(path: path)
            guard file.count <= limit else { throw Problem.tooLong(found: file.count, limit: limit) }
            bytes = try file.elements(UInt8.self, count: file.count, at: 0)
        } catch let error as FileReadError {
            throw Problem.unread(error)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem.notJSON(reason: "text that is not UTF-8", offset: 0)
        }
        do {
            return try JSONValue(parsing: text)
        } catch {
            throw Problem.notJSON(reason: error.reason, offset: error.offset)
        }
    }
}
