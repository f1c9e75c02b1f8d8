/// Text that Markdown shows as it is.
enum MarkdownText {
    /// `text` on one line, with everything escaped that CommonMark or GitHub's tables would take for markup.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.printable.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!", "$", "@":
                escaped += "\\"
                escaped.unicodeScalars.append(scalar)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A table with a line of names; cells are escaped.
    static func table(_ columns: [(header: String, alignment: TextTable.Alignment)], _ rows: [[String]]) -> String {
        let rule = columns.map { $0.alignment == .left ? ":---" : "---:" }
        return line(columns.map { escaped($0.header) }) + line(rule) + rows.map { line($0.map(escaped)) }.joined()
    }

    private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
}
