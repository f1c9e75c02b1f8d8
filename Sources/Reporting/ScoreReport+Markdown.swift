import Evaluation

extension ScoreReport {
    /// The report for the summary of a CI job: scores, what they mean, gates, and how all this was found.
    var markdown: String {
        let parts: [String] =
            [
                "## \(MarkdownText.escaped(title))\n",
                scores.markdown,
                list(board.comparisons.map(SkillText.line) + board.omitted.map(\.line)),
                gatesTable,
            ]
            + breakdowns.map { "### By \($0.rawValue)\n\n" + table($0).markdown } + [details]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func list(_ lines: [String]) -> String {
        lines.map { "- \(MarkdownText.escaped($0))\n" }.joined()
    }

    private var gatesTable: String {
        if gates.isEmpty { return "" }
        let failed = gates.count { !$0.passed }
        let verdict =
            failed == 0
            ? "\(NumberText.counted(gates.count, "gate")) passed"
            : "\(failed) of \(NumberText.counted(gates.count, "gate")) failed"
        return "### \(verdict)\n\n"
            + MarkdownText.table(
                [("gate", .left), ("", .left), ("found", .left)],
                gates.map { [$0.name, $0.passed ? "passed" : "FAILED", $0.detail] })
    }

    /// What was read and done, folded away below the scores.
    private var details: String {
        let lines = entries.map { "- **\(MarkdownText.escaped($0.label))** \(MarkdownText.escaped($0.text))\n" }
        return "<details><summary>\(entriesTitle)</summary>\n\n" + lines.joined() + "\n</details>\n"
    }
}
