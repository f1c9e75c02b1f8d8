import Diagnostics

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file open for reading, closed at the end of its life; `-` is standard input, which stays open.
struct InputFile: ~Copyable {
    /// What standard input is called in messages.
    static let standardInput = "standard input"

    private let descriptor: Int32
    /// What the file is called in messages: its path as the user wrote it, or ``standardInput``.
    let name: String
    /// Bytes in the file; 0 for a pipe.
    let size: Int
    /// Whether the file can be opened and read once more, as pipes cannot.
    let canBeReadAgain: Bool

    /// Opens a file.
    ///
    /// - Throws: ``CSVError`` when there is none, when it is a directory, or when it may not be read.
    init(path: String) throws(CSVError) {
        let isStandardInput = path == "-"
        name = isStandardInput ? Self.standardInput : path
        let opened = isStandardInput ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw .cannotOpen(path: name, errno: errno) }
        var status = stat()
        if unsafe fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            if !isStandardInput { close(opened) }
            throw .cannotOpen(path: name, errno: EISDIR)
        }
        descriptor = opened
        canBeReadAgain = !isStandardInput && status.st_mode & S_IFMT == S_IFREG
        size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    }

    /// Whether a path leads to a file that can be read twice, as pipes cannot; it is not opened.
    static func canBeReadAgain(path: String) -> Bool {
        var status = stat()
        guard path != "-", unsafe stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFREG
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// Reads at most `count` bytes; 0 at the end.
    func read(into memory: UnsafeMutablePointer<UInt8>, count: Int) throws(CSVError) -> Int {
        while true {
            #if canImport(Darwin)
                let bytes = unsafe Darwin.read(descriptor, memory, count)
            #elseif canImport(Musl)
                let bytes = unsafe Musl.read(descriptor, memory, count)
            #else
                let bytes = unsafe Glibc.read(descriptor, memory, count)
            #endif
            if bytes >= 0 { return bytes }
            if errno != EINTR { throw .cannotOpen(path: name, errno: errno) }
        }
    }
}

extension CSVError {
    /// The operating system refused to open or read the file.
    fileprivate static func cannotOpen(path: String, errno code: Int32) -> CSVError {
        let place = DiagnosticLocation(file: path)
        switch code {
        case ENOENT, ENOTDIR:
            return CSVError(
                .notFound, "there is no such file", fix: "check the path; it is taken relative to the current folder",
                at: place, exitStatus: .noInput)
        case EISDIR:
            return CSVError(
                .isDirectory, "this is a folder, not a file", fix: "name a CSV file in it", at: place,
                exitStatus: .noInput)
        default:
            let reason = unsafe String(cString: strerror(code))
            return CSVError(
                .unreadable, "the file cannot be read: \(reason)",
                fix: "allow reading it, as with chmod u+r \(shellWord(path))",
                at: place, exitStatus: .noInput)
        }
    }
}
