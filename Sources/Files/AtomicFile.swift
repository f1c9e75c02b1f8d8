/// Writes a file so that at every moment, a crash and a power cut included, its path leads to the whole old content or
/// the whole new content.
///
/// The bytes go to a temporary file in the same folder, are synchronised to the disk, and take the path's place in one
/// rename. On any failure the temporary file is removed and the old file untouched. A symbolic link stays and its
/// target is replaced; the permissions of the old file are kept; a hard link to the old file keeps the old content.
/// What cannot be replaced, a device, a pipe or an open stream, is written straight.
package enum AtomicFile {
    /// Writes `bytes` to `path`.
    ///
    /// - Throws: ``FileWriteError`` that names `path`; the old file is as it was.
    package static func write(_ bytes: [UInt8], to path: String) throws(FileWriteError) {
        let target = try WriteTarget(path)
        do {
            switch target {
            case .openStream(let number): try FileDescriptor.duplicating(number).write(bytes)
            case .device(let device): try FileDescriptor.writing(device).write(bytes)
            case .file(let file, let old): try replace(file, old: old, with: bytes)
            }
        } catch {
            throw FileWriteError(path: path, .system(error))
        }
    }

    /// Makes sure that ``write(_:to:)`` has a chance, before minutes are spent on what it shall write.
    ///
    /// - Parameter inputs: Files that are read, which a slip of the hand must not replace; `-` for standard input.
    /// - Throws: ``FileWriteError`` when the folder is missing or not writable, or the file is a folder, protected or
    ///   one of the inputs.
    package static func check(_ path: String, inputs: [String] = []) throws(FileWriteError) {
        if let status = try? FileStatus(path: path), status.kind == .file,
            inputs.contains(where: {
                (try? FileStatus(path: $0 == "-" ? "/dev/stdin" : $0))?.identity == status.identity
            })
        {
            throw FileWriteError(path: path, .isInput)
        }
        guard case .file(let file, _) = try WriteTarget(path) else { return }
        do {
            try TemporaryFile(beside: file).remove()
        } catch {
            throw FileWriteError(path: path, .system(error))
        }
    }

    private static func replace(_ file: String, old: FileStatus?, with bytes: [UInt8]) throws(SystemError) {
        let temporary = try TemporaryFile(beside: file)
        do {
            try temporary.descriptor.write(bytes)
            if let old { try temporary.descriptor.adopt(old) }
            try temporary.descriptor.synchronize()
            try FileSystem.rename(temporary.path, to: file)
        } catch {
            temporary.remove()
            throw error
        }
        // The new file is whole and in place; a folder that may not be opened, or a file system that cannot synchronise
        // one, only makes it a little later that a power cut cannot bring the old file back.
        try? FileDescriptor.reading(FileSystem.folder(of: file)).synchronize()
    }
}

/// An empty file, new and open for writing, beside the one it is to replace.
private struct TemporaryFile: ~Copyable {
    let path: String
    let descriptor: FileDescriptor

    /// Creates the file under a name that nothing else has.
    init(beside file: String) throws(SystemError) {
        var attemptsLeft = 16
        while true {
            // Chance is in the name only, so that two commands never meet in one temporary file.
            let name = ".forecast-\(String(UInt64.random(in: 0 ... .max), radix: 36)).tmp"
            let candidate = FileSystem.folder(of: file) + "/" + name
            attemptsLeft -= 1
            do {
                descriptor = try FileDescriptor.creating(candidate)
                path = candidate
                return
            } catch {
                guard error.isExisting, attemptsLeft > 0 else { throw error }
            }
        }
    }

    /// Removes the file; when even that fails, the error that led here matters more.
    func remove() { try? FileSystem.remove(path) }
}
