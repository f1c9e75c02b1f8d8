import Diagnostics

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The files that are meant by what a user wrote: patterns such as `data/*.csv` stand for the files that match them, in the
/// order of their names.
///
/// - Throws: ``CSVError`` when a pattern matches no file.
public func dataFiles(_ names: [String]) throws(CSVError) -> [String] {
    var files: [String] = []
    for name in names {
        let isThere = unsafe access(name, F_OK) == 0
        if isThere || !name.contains(where: { "*?[".contains($0) }) {
            files.append(name)
            continue
        }
        let matches = filesMatching(name)
        if matches.isEmpty {
            throw CSVError(
                .notFound, "no file matches the pattern",
                fix: "check the path; it is taken relative to the current folder",
                at: DiagnosticLocation(file: name), exitStatus: .noInput)
        }
        files += matches
    }
    return files
}

private func filesMatching(_ pattern: String) -> [String] {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    guard unsafe glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(unsafe found.gl_pathc)).compactMap { place in
        unsafe found.gl_pathv?[place].map { unsafe String(cString: $0) }
    }
}
