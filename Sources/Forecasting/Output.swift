import Diagnostics
import Files
import Models

/// Where results go when they are not printed.
public enum Output {
    /// Writes `text` to `path`, whole or not at all; a device or pipe is written straight.
    ///
    /// - Parameters:
    ///   - text: The whole content.
    ///   - path: Where it goes.
    ///   - flag: The flag that named the path, for the error.
    /// - Throws: A ``Diagnostic`` with exit status `cannotWrite`; an older file is as it was.
    public static func write(_ text: String, to path: String, flag: String = "-o") throws {
        do {
            try AtomicFile.write(Array(text.utf8), to: path)
        } catch {
            throw error.ofFlag(flag)
        }
    }

    /// Makes sure, before hours of work, that `path` can be written.
    ///
    /// - Parameters:
    ///   - path: Where something will be written.
    ///   - inputs: Files that are read, which must not be replaced by mistake.
    /// - Throws: A ``Diagnostic`` with exit status `cannotWrite`.
    public static func check(_ path: String, inputs: [String] = []) throws {
        try AtomicFile.check(path, inputs: inputs)
    }

    /// Makes sure, before the work starts, that everything can be written and that nothing replaces what is read or
    /// what another flag wrote.
    ///
    /// - Parameters:
    ///   - files: Flags and what they name; nil where a flag was not passed.
    ///   - inputs: Files that are read.
    /// - Throws: A ``Diagnostic`` with exit status `cannotWrite` or `usage`.
    public static func check(_ files: [(flag: String, path: String?)], inputs: [String?]) throws {
        let files = files.compactMap { file in file.path.map { (flag: file.flag, path: $0) } }
        for file in files {
            do {
                try AtomicFile.check(file.path, inputs: inputs.compactMap { $0 })
            } catch {
                throw error.ofFlag(file.flag)
            }
        }
        for (place, file) in files.enumerated() {
            for other in files[..<place] where AtomicFile.leadToSameFile(other.path, file.path) {
                throw OutputsAreSame(flags: [other.flag, file.flag], path: file.path)
            }
        }
    }

    /// Whether both paths lead to one file, whether it exists or not.
    public static func areSame(_ one: String, _ other: String) -> Bool { AtomicFile.leadToSameFile(one, other) }

    /// Makes sure that the model will not replace the state of the run that makes it.
    ///
    /// - Throws: A ``Diagnostic`` with exit status `usage` when both paths lead to one file, whether it exists or not.
    public static func check(_ path: String, differsFromCheckpoint checkpoint: String) throws {
        if AtomicFile.leadToSameFile(path, checkpoint) { throw OutputIsCheckpoint(path: path) }
    }
}

/// One file for what two flags write.
private struct OutputsAreSame: Diagnostic {
    let flags: [String]
    let path: String

    let code = "outputs-are-same"
    var message: String {
        "\(flags.joined(separator: " and ")) name the same file: one would replace the other"
    }
    var fix: String { "name another file with \(flags[flags.count - 1])" }
    let exitStatus = ExitStatus.usage
    var location: DiagnosticLocation? { DiagnosticLocation(file: path) }
}

/// One file for two things.
private struct OutputIsCheckpoint: Diagnostic {
    let path: String

    let code = "output-is-checkpoint"
    let message = "--output and --checkpoint name the same file: the model would replace the state of the run"
    let fix = "name another file with -o"
    let exitStatus = ExitStatus.usage
    var location: DiagnosticLocation? { DiagnosticLocation(file: path) }
}
