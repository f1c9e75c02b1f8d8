extension AtomicFile {
    /// Whether what is written to one path replaces what was written to the other; neither need exist yet.
    ///
    /// Symbolic links are followed, and folders told apart by what they are, not by how they are spelled.
    package static func leadToSameFile(_ one: String, _ other: String) -> Bool {
        guard case .file(let first, let firstStatus)? = try? WriteTarget(one),
            case .file(let second, let secondStatus)? = try? WriteTarget(other)
        else { return false }
        if let firstStatus, let secondStatus { return firstStatus.identity == secondStatus.identity }
        guard firstStatus == nil, secondStatus == nil, name(of: first) == name(of: second) else { return false }
        let folders = [first, second].map { (try? FileStatus(path: FileSystem.folder(of: $0)))?.identity }
        return folders[0] != nil && folders[0] == folders[1]
    }

    private static func name(of path: String) -> Substring {
        path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
    }
}
