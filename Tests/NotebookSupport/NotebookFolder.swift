package import Foundation

/// A temporary folder in which a notebook's commands find what a reader of the repository finds.
///
/// It holds copies of `datasets/` and the `Makefile`, so that no command can change the repository.
package struct NotebookFolder: ~Copyable {
    /// The folder.
    package let url: URL

    /// Creates the folder.
    package init() throws {
        let files = FileManager.default
        let name = "forecast-notebook-\(UUID().uuidString)"
        url = files.temporaryDirectory.resolvingSymlinksInPath().appending(path: name)
        try files.createDirectory(at: url, withIntermediateDirectories: true)
        for name in ["datasets", "Makefile"] {
            let original = Repository.root.appending(path: name)
            guard files.fileExists(atPath: original.plainPath) else { continue }
            try files.copyItem(at: original, to: url.appending(path: name))
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// A small environment that is the same on every machine: the built command comes first on the path,
    /// lines are 80 columns wide, and `make demo` uses the built command instead of building one.
    package static func environment(products: URL = Repository.products) -> [String: String] {
        let outside = ProcessInfo.processInfo.environment
        var environment = outside.filter { ["LD_LIBRARY_PATH", "FORECAST_ISA", "TMPDIR"].contains($0.key) }
        environment["PATH"] = [products.plainPath, outside["PATH"] ?? "/usr/bin:/bin"].joined(separator: ":")
        environment["FORECAST"] = products.appending(path: "forecast").plainPath
        environment["HOME"] = "/nonexistent"
        environment["COLUMNS"] = "80"
        environment["TERM"] = "dumb"
        environment["LC_ALL"] = "C"
        environment["TZ"] = "UTC"
        return environment
    }
}
