package import Foundation

/// The checked-out repository that the tests were built from.
package enum Repository {
    /// The folder that holds `Package.swift`.
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folder of the built products: the `forecast` command stands beside the test bundle.
    package static var products: URL {
        #if canImport(Darwin)
            // The tests run inside a helper; their bundle is `<products>/forecastPackageTests.xctest`.
            let bundle = Bundle.allBundles.first { $0.bundleURL.pathExtension == "xctest" } ?? .main
            return bundle.bundleURL.deletingLastPathComponent()
        #else
            return Bundle.main.bundleURL
        #endif
    }

    /// The paths, from the root, of the Markdown files that belong to the project, sorted.
    package static func markdownFiles() -> [String] {
        paths(under: "", where: { $0.hasSuffix(".md") })
    }

    /// The paths, from the root, of the files whose commands are run.
    package static func notebooks() -> [String] {
        markdownFiles().filter { path in
            path == "README.md" || path.hasPrefix("notebooks-md/") || path.contains(".docc/")
        }
    }

    /// The text of a file of the repository.
    package static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    }

    /// Whether there is something at `path`, and whether that is a folder; `nil` where there is nothing.
    package static func isFolder(_ path: String) -> Bool? {
        try? root.appending(path: path).resourceValues(forKeys: [.isDirectoryKey]).isDirectory
    }

    /// The files below `folder` that pass, without those of hidden folders such as `.build`.
    package static func paths(under folder: String, where isWanted: (String) -> Bool) -> [String] {
        let start = folder.isEmpty ? root : root.appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: start.plainPath)) ?? []
        return names.sorted().filter { !$0.hasPrefix(".") }.flatMap { name in
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            if isFolder(path) == true { return paths(under: path, where: isWanted) }
            return isWanted(path) ? [path] : []
        }
    }
}

extension URL {
    /// The path as the system spells it: nothing escaped, no slash at the end.
    package var plainPath: String {
        let path = path(percentEncoded: false)
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
