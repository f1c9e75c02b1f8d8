public import Diagnostics

/// Why a file cannot be written; whatever was there before is still there, unchanged.
public struct FileWriteError: Diagnostic, Equatable {
    /// What is wrong.
    package enum Problem: Error, Equatable {
        /// The path is empty.
        case noName
        /// The folder that should hold the file does not exist.
        case missingFolder(String)
        /// The path is that of a folder.
        case isFolder
        /// The existing file must not be changed.
        case writeProtected
        /// The same command reads this file.
        case isInput
        /// The system refuses.
        case system(SystemError)
    }

    /// The path as the user wrote it.
    package var path: String
    /// What is wrong.
    package var problem: Problem
    /// The flag that named the path.
    package var flag = "-o"

    package init(path: String, _ problem: Problem) {
        self.path = path
        self.problem = problem
    }

    /// The same error, for a path that `flag` named.
    package func ofFlag(_ flag: String) -> Self {
        var error = self
        error.flag = flag
        return error
    }

    /// A stable name for scripts.
    public var code: String {
        switch problem {
        case .noName: "output-without-name"
        case .missingFolder: "output-folder-missing"
        case .isFolder: "output-is-folder"
        case .writeProtected: "output-write-protected"
        case .isInput: "output-is-input"
        case .system(let error): error.isFullDisk ? "output-disk-full" : "output-not-written"
        }
    }

    /// What is wrong, in one sentence without a full stop.
    public var message: String {
        switch problem {
        case .noName: "cannot write a file without a name"
        case .missingFolder(let folder): "cannot write the file: there is no folder \(folder.quotedForMessage)"
        case .isFolder: "cannot write the file: this is a folder"
        case .writeProtected: "cannot write the file: it is write-protected"
        case .isInput: "cannot write the file: it is what is read, and would be lost"
        case .system(let error): "cannot write the file: \(error.text)"
        }
    }

    /// What to type or change to mend it.
    public var fix: String {
        switch problem {
        case .noName: "name the file with \(flag)"
        case .missingFolder(let folder): "make it with: mkdir -p \(folder.quotedForMessage)"
        case .isFolder:
            "name a file in it"
                + (flag == "-o" ? ", such as \(path.hasSuffix("/") ? path : path + "/")forecast.safetensors" : "")
        case .writeProtected: "allow it with: chmod u+w \(path.quotedForMessage); or name another file with \(flag)"
        case .isInput: "name another file with \(flag)"
        case .system(let error) where error.isFullDisk:
            "free some space there, or name a file on another disk with \(flag)"
        case .system(let error) where error.isFileSizeLimit: "raise the limit on file sizes with: ulimit -f unlimited"
        case .system: "name a file in a folder that you may write to with \(flag)"
        }
    }

    /// The file.
    public var location: DiagnosticLocation? { path.isEmpty ? nil : DiagnosticLocation(file: path) }

    /// Always 73.
    public var exitStatus: ExitStatus { .cannotWrite }
}
