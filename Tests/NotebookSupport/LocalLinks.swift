import Foundation

/// The links of a Markdown text to files and headings of the repository.
package struct LocalLinks: Sendable {
    /// A link as written, such as `../README.md#install`.
    package struct Link: Sendable, Equatable {
        /// Where it leads.
        package var target: String
        /// The line it stands on, counted from 1.
        package var line: Int
    }

    /// The links that lead to no other site, from top to bottom.
    package let links: [Link]
    /// The anchors of the headings, as GitHub makes them.
    package let anchors: Set<String>

    /// Reads the links `[text](target)`, `![text](target)` and `[label]: target` outside code.
    package init(_ text: String) {
        var links: [Link] = []
        var anchors: Set<String> = []
        for (line, text) in MarkdownFences(text.lines).prose {
            let visible = Self.withoutInlineCode(text)
            let inline = visible.matches(of: /\]\(\s*<?([^)\s>]+)>?[^)]*\)/).map { String($0.output.1) }
            let defined = visible.wholeMatch(of: /\s{0,3}\[[^\]]+\]:\s+<?(\S+?)>?(\s.*)?/).map { String($0.output.1) }
            for target in inline + [defined].compactMap({ $0 }) where !Self.isElsewhere(target) {
                links.append(Link(target: target, line: line))
            }
            if let heading = text.wholeMatch(of: /\#{1,6}\s+(.+?)\s*\#*/) {
                anchors.insert(Self.unused(Self.anchor(of: String(heading.output.1)), in: anchors))
            }
        }
        self.links = links
        self.anchors = anchors
    }

    /// The links of `file` that lead nowhere.
    ///
    /// - Parameters:
    ///   - file: A path from the root.
    ///   - text: A file's text by its path from the root; `nil` where there is no such file, and an
    ///     empty text for a folder.
    package static func broken(in file: String, text: (String) -> String?) -> [NotebookProblem] {
        guard let own = text(file).map(LocalLinks.init) else { return [] }
        let folder = file.split(separator: "/").dropLast().map(String.init)
        return own.links.compactMap { link in
            let parts = link.target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            let path = parts[0].isEmpty ? file : resolve(String(parts[0]), from: folder)
            guard let path, let target = text(path) else {
                return NotebookProblem(file: file, line: link.line, message: "no file at '\(link.target)'")
            }
            guard parts.count == 2, !LocalLinks(target).anchors.contains(String(parts[1])) else { return nil }
            return NotebookProblem(file: file, line: link.line, message: "no heading at '\(link.target)'")
        }
    }

    /// The path from the root of `target` seen from `folder`; `nil` when it leaves the repository.
    private static func resolve(_ target: String, from folder: [String]) -> String? {
        var path = folder
        for part in (target.removingPercentEncoding ?? target).split(separator: "/") where part != "." {
            if part != ".." {
                path.append(String(part))
            } else if path.popLast() == nil {
                return nil
            }
        }
        return path.joined(separator: "/")
    }

    /// Whether `target` names a scheme, as in `https:`, `mailto:` and DocC's `doc:`.
    private static func isElsewhere(_ target: String) -> Bool {
        target.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:/) != nil
    }

    /// The line without its code spans, in which brackets are not links.
    private static func withoutInlineCode(_ line: String) -> String {
        line.replacing(/(`+)[^`]+\1/, with: "")
    }

    /// GitHub's anchor: lower case, spaces as hyphens, no punctuation.
    private static func anchor(of heading: String) -> String {
        let text = heading.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
        return text.replacing(" ", with: "-")
    }

    /// `anchor`, numbered when an earlier heading has it.
    private static func unused(_ anchor: String, in anchors: Set<String>) -> String {
        guard anchors.contains(anchor) else { return anchor }
        var number = 1
        while anchors.contains("\(anchor)-\(number)") { number += 1 }
        return "\(anchor)-\(number)"
    }
}
