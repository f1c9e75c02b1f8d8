import Evaluation

extension BacktestReport {
    /// The report for the summary of a CI job: scores, what they mean, gates, and how all this was found.
    public static func markdown(_ summary: BacktestSummary, by breakdowns: [BacktestBreakdown] = []) -> String {
        let parts: [String] =
            [
                "## Backtest of \(MarkdownText.escaped(summary.data.file))\n",
                scores(summary).markdown,
                list(summary.result.comparisons.map(SkillText.line) + omitted(summary)),
                gates(summary.gates),
            ]
            + breakdowns.map { "### By \($0.rawValue)\n\n" + $0.table(summary).markdown } + [details(summary)]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func list(_ lines: [String]) -> String {
        lines.map { "- \(MarkdownText.escaped($0))\n" }.joined()
    }

    private static func gates(_ gates: [GateOutcome]) -> String {
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

    /// Data and design, folded away below the scores.
    private static func details(_ summary: BacktestSummary) -> String {
        let entries = FitReport.data(summary.data) + designEntries(summary)
        let lines = entries.map { "- **\(MarkdownText.escaped($0.label))** \(MarkdownText.escaped($0.text))\n" }
        return "<details><summary>Data and design</summary>\n\n" + lines.joined() + "\n</details>\n"
    }
}
