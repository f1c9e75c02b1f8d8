/// A regular file that is open for reading, as a source of bytes.
///
/// Its size is taken once, from the open file: a pipe, `/dev/zero` or a folder is refused before a byte is read, and a
/// file that shrinks under the reader is noticed.
package struct RegularFile: ByteSource, ~Copyable {
    private let descriptor: FileDescriptor
    package let count: Int

    /// Opens `path`.
    ///
    /// - Throws: ``FileReadError`` when there is nothing, no regular file, or no permission.
    package init(path: String) throws(FileReadError) {
        let opened: FileDescriptor
        let status: FileStatus
        do throws(SystemError) {
            let file = try FileDescriptor.reading(path)
            status = try file.status()
            opened = file
        } catch {
            throw error.isNotFound ? .notFound : .unreadable(reason: error.text)
        }
        switch status.kind {
        case .file: break
        case .folder: throw .notAFile(kind: "a folder")
        case .link, .other: throw .notAFile(kind: "a device or a pipe")
        }
        count = status.size
        descriptor = opened
    }

    package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileReadError) {
        let found: Int
        do {
            found = try unsafe descriptor.read(at: offset, into: buffer)
        } catch {
            throw .unreadable(reason: error.text)
        }
        guard found == buffer.count else { throw .changed }
    }
}
