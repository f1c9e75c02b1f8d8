/// What is to be written when a user names a path.
enum WriteTarget {
    /// A stream that this process has open already, such as standard output as `/dev/stdout`.
    ///
    /// It is written where it stands: opening or replacing the file behind `forecast … -o /dev/stdout >> log` would
    /// overwrite what the log already holds.
    case openStream(Int32)
    /// A device or a pipe.
    case device(String)
    /// A file that exists, with its status, or that can be made; no symbolic link.
    case file(String, old: FileStatus?)

    /// Links followed before they are taken to go in a circle, as in Linux.
    private static let mostLinks = 40

    /// Finds out what `path` leads to.
    ///
    /// - Throws: ``FileWriteError`` when nothing can be written there.
    init(_ path: String) throws(FileWriteError) {
        do throws(FileWriteError.Problem) {
            let end = try Self.followLinks(path)
            if let stream = Self.openStream(end.path) {
                self = .openStream(stream)
                return
            }
            switch end.status?.kind {
            case .folder: throw FileWriteError.Problem.isFolder
            case .link, .other: self = .device(end.path)
            case .file:
                guard FileSystem.isWritable(end.path) else { throw FileWriteError.Problem.writeProtected }
                self = .file(end.path, old: end.status)
            case nil:
                try Self.checkFolder(of: end.path)
                self = .file(end.path, old: nil)
            }
        } catch {
            throw FileWriteError(path: path, error)
        }
    }

    /// The path at the end of a chain of symbolic links, and what lies there; the end need not exist.
    private static func followLinks(
        _ start: String
    ) throws(FileWriteError.Problem) -> (path: String, status: FileStatus?) {
        var path = start
        for _ in 0...mostLinks where openStream(path) == nil {
            do {
                let status = try FileStatus(ofLink: path)
                guard status.kind == .link else { return (path, status) }
                let destination = try FileSystem.destination(ofLink: path)
                path = destination.hasPrefix("/") ? destination : FileSystem.folder(of: path) + "/" + destination
            } catch {
                guard error.isNotFound else { throw .system(error) }
                return (path, nil)
            }
        }
        guard openStream(path) != nil else { throw .system(.tooManyLinks) }
        return (path, nil)
    }

    /// Makes sure that there is a folder for the new file `path`.
    private static func checkFolder(of path: String) throws(FileWriteError.Problem) {
        guard !path.isEmpty else { throw .noName }
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : FileSystem.folder(of: path)
        switch (try? FileStatus(path: folder))?.kind {
        case .folder where !path.hasSuffix("/"): break
        case nil: throw .missingFolder(folder)
        default: throw .system(.notAFolder)
        }
    }

    /// The number of the open stream that `path` is the system's name for.
    private static func openStream(_ path: String) -> Int32? {
        switch path {
        case "/dev/stdout": return 1
        case "/dev/stderr": return 2
        default:
            for prefix in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(prefix) {
                return Int32(path.dropFirst(prefix.count))
            }
            return nil
        }
    }
}
