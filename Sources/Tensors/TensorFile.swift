import Files
package import JSON

/// One `.safetensors` file of ours: tensors and, in its metadata under `forecast`, one JSON document that says what they
/// mean.
///
/// Which tensors and what document is up to the caller; this type keeps the container sound and the versions apart. Its
/// errors name no path, which the caller knows.
package enum TensorFile {
    /// The version of the document's form; a file of another version is refused.
    package static let formatVersion = 2
    /// The key of the document in the file's metadata.
    package static let documentKey = "forecast"
    /// The longest document, in bytes.
    ///
    /// In memory a document takes up to 25 times its text, so a hostile file must not have as much of it as the format
    /// lets a header have. What grows with the number of series belongs in tensors.
    package static let maximumDocumentLength = 32 << 20
    /// The document's member that holds ``formatVersion``; written and checked here, the caller's document need not
    /// have it.
    static let versionKey = "formatVersion"
    /// The document's member that names the program that wrote it, if the caller's document has one.
    static let writerKey = "tool"

    /// What a model file holds.
    package struct Content: Sendable {
        /// The document, of the version this program knows; nothing else in it has been checked.
        package let document: JSONValue
        /// The tensors.
        package let tensors: SafeTensors

        /// The document as a `Document`.
        ///
        /// - Throws: ``TensorFileError`` with the path of the member that is missing or of another kind.
        package func document<Document: Decodable>(as type: Document.Type) throws(TensorFileError) -> Document {
            do {
                return try document.decode(type)
            } catch {
                throw .document(reason: codingReason(error))
            }
        }
    }

    /// The bytes of a model file: the same for equal arguments, on every machine.
    ///
    /// - Parameters:
    ///   - document: A `Codable` value that encodes as an object.
    ///   - tensors: In any order, under unique names.
    ///   - documentLimit: The longest document, in bytes.
    /// - Throws: ``TensorFileError`` when a number in the document is not finite, or the document too long.
    package static func encode(
        document: some Encodable, tensors: [StoredTensor], documentLimit: Int = maximumDocumentLength
    ) throws(TensorFileError) -> [UInt8] {
        let json: JSONValue
        do {
            json = try JSONValue(encoding: document)
        } catch {
            throw .unencodable(reason: codingReason(error))
        }
        guard case .object(var members) = json else {
            throw .unencodable(reason: "the document is \(json.kind), not an object")
        }
        members[versionKey] = JSONValue(formatVersion)
        let text = JSONValue.object(members).text
        guard text.utf8.count <= documentLimit else {
            throw .unencodable(reason: tooLong(text, limit: documentLimit))
        }
        return SafeTensors(tensors: tensors, metadata: [documentKey: text]).encode()
    }

    /// Writes a model file to `path`, whole or not at all; see ``AtomicFile``.
    ///
    /// - Throws: ``TensorFileError``; the old file is as it was.
    package static func write(
        document: some Encodable, tensors: [StoredTensor], to path: String
    ) throws(TensorFileError) {
        let bytes = try encode(document: document, tensors: tensors)
        do {
            try AtomicFile.write(bytes, to: path)
        } catch {
            throw .notWritten(error)
        }
    }

    /// Reads the model file at `path`; the version is checked before anything else of the document.
    ///
    /// - Throws: ``TensorFileError`` for the first thing that is wrong.
    package static func read(_ path: String) throws(TensorFileError) -> Content {
        let tensors = try SafeTensors(path: path)
        return Content(document: try document(of: tensors), tensors: tensors)
    }

    /// Whether the file at `path` begins as one of tensors does; nil where there is no file that can be read.
    package static func beginsAsOne(_ path: String) -> Bool? {
        guard let file = try? RegularFile(path: path) else { return nil }
        guard file.count > 8, let start = try? file.elements(UInt64.self, count: 1, at: 0),
            let next = try? file.elements(UInt8.self, count: 1, at: 8)
        else { return false }
        return start[0] < UInt64(file.count) && next[0] == UInt8(ascii: "{")
    }

    /// Reads the bytes of a model file.
    ///
    /// - Throws: ``TensorFileError``, as ``read(_:)`` does.
    package static func decode(
        _ bytes: [UInt8], documentLimit: Int = maximumDocumentLength
    ) throws(TensorFileError) -> Content {
        let tensors = try SafeTensors(decoding: bytes)
        let document = try document(of: tensors, limit: documentLimit)
        return Content(document: document, tensors: tensors)
    }

    private static func document(
        of tensors: SafeTensors, limit: Int = maximumDocumentLength
    ) throws(TensorFileError) -> JSONValue {
        guard let text = tensors.metadata[documentKey] else { throw .notOurs }
        guard text.utf8.count <= limit else { throw .document(reason: tooLong(text, limit: limit)) }
        let document: JSONValue
        do {
            document = try JSONValue(parsing: text)
        } catch {
            throw .document(reason: "\(error.reason), at byte \(error.offset)")
        }
        guard let version = document[versionKey] else {
            throw .document(reason: "it has no member '\(versionKey)'")
        }
        guard version == JSONValue(formatVersion) else {
            let writer = document[writerKey].flatMap { if case .string(let name) = $0 { name } else { nil } }
            throw .version(found: version.shortText, writer: writer, supported: formatVersion)
        }
        return document
    }

    private static func tooLong(_ text: String, limit: Int) -> String {
        "it has \(text.utf8.count) bytes, at most \(limit) can be"
    }
}
