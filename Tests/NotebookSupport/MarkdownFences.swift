/// A fenced block of a Markdown text: "```console", its lines, "```".
package struct MarkdownFence: Sendable, Equatable {
    /// What follows the opening fence, such as `console` or `swift`.
    package var info: String
    /// The line of the opening fence, counted from 1.
    package var openingLine: Int
    /// The lines between the fences, without the fence's own indentation.
    package var content: [String]
    /// The spaces before the opening fence, which the block's lines share.
    package var indentation: String

    /// The first word of ``info``, in lower case.
    package var language: String {
        info.split(separator: " ").first.map { $0.lowercased() } ?? ""
    }
}

/// A Markdown text split into its fenced blocks and the lines outside them.
package struct MarkdownFences: Sendable {
    /// The fenced blocks from top to bottom.
    package private(set) var fences: [MarkdownFence] = []
    /// The lines outside every block, with their numbers counted from 1.
    package private(set) var prose: [(line: Int, text: String)] = []
    /// The line of an opening fence that nothing closes.
    package private(set) var unclosedLine: Int?

    /// Reads `lines` by CommonMark's rule: a block ends at a fence of the same character, at least as long.
    package init(_ lines: [String]) {
        var open: (fence: MarkdownFence, mark: Substring)?
        for (offset, line) in lines.enumerated() {
            let indentation = line.prefix { $0 == " " }
            let body = line.dropFirst(indentation.count)
            let mark = Self.mark(body)
            if let (fence, opening) = open {
                let closes = mark.count >= opening.count && mark.first == opening.first
                if closes, body.dropFirst(mark.count).allSatisfy(\.isWhitespace) {
                    fences.append(fence)
                    open = nil
                } else {
                    let shared = min(indentation.count, fence.indentation.count)
                    open?.fence.content.append(String(line.dropFirst(shared)))
                }
            } else if mark.count >= 3 {
                let info = body.dropFirst(mark.count).trimmed
                let fence = MarkdownFence(
                    info: info, openingLine: offset + 1, content: [], indentation: String(indentation))
                open = (fence, mark)
            } else {
                prose.append((offset + 1, line))
            }
        }
        unclosedLine = open?.fence.openingLine
    }

    /// The run of backticks or tildes that `body` starts with; empty where that is no fence.
    private static func mark(_ body: Substring) -> Substring {
        guard let first = body.first, first == "`" || first == "~" else { return "" }
        let mark = body.prefix { $0 == first }
        // A backtick later in the line makes it inline code, as in "```not a fence```".
        if first == "`", body.dropFirst(mark.count).contains("`") { return "" }
        return mark.count >= 3 ? mark : ""
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    package var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}

extension String {
    /// The lines of the text; a final line feed starts no further line.
    package var lines: [String] {
        var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
