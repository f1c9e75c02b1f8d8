/// Why a file cannot be read, for whoever reads it to say in its own words.
package enum FileReadError: Error, Equatable {
    /// There is no such file.
    case notFound
    /// It is a folder, a device or a pipe; `kind` says which, with its article.
    case notAFile(kind: String)
    /// The system refuses; `reason` is its text.
    case unreadable(reason: String)
    /// The file became shorter while it was read.
    case changed
}
