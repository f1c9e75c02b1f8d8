extension InspectReport {
    /// What is wrong, a line for the first few of every kind.
    static func findings(_ summary: InspectSummary) -> String {
        let kinds = InspectSummary.Finding.Kind.allCases.filter { summary.counts[$0] != nil }
        guard !kinds.isEmpty else { return "nothing wrong was found\n" }
        var table = TextTable([("wrong", .left), ("", .right), ("", .left)])
        for kind in kinds {
            guard let (count, owners) = summary.counts[kind].map({ ($0.findings, $0.series) }) else { continue }
            let shown = summary.findings.filter { $0.kind == kind }.prefix(mostFindings)
            for (place, finding) in shown.enumerated() {
                let isFirst = place == 0
                table.append([isFirst ? name(kind, count) : "", isFirst ? String(count) : "", text(finding)])
            }
            guard count > shown.count else { continue }
            let others = summary.series.count > 1 ? ", all in \(owners) of \(summary.series.count) series" : ""
            table.append(["", "", "and \(count - shown.count) more\(others)"])
        }
        return table.text
    }

    private static func name(_ kind: InspectSummary.Finding.Kind, _ count: Int) -> String {
        let (one, many) =
            switch kind {
            case .duplicate: ("duplicate row", "duplicate rows")
            case .unsorted: ("row out of order", "rows out of order")
            case .offGrid: ("row off the grid", "rows off the grid")
            case .gap: ("gap", "gaps")
            case .missing: ("missing values", "missing values")
            case .constant: ("constant series", "constant series")
            case .constantStretch: ("constant stretch", "constant stretches")
            case .levelShift: ("level shift", "level shifts")
            case .outlier: ("outlier", "outliers")
            }
        return count == 1 ? one : many
    }

    private static func text(_ finding: InspectSummary.Finding) -> String {
        let series = finding.series.map { "\(shortened($0, to: 24)): " } ?? ""
        let line = finding.line.map { "line \($0), " } ?? ""
        let file = finding.file.map { "\($0) " } ?? ""
        return "\(series)\(file)\(line)\(finding.time)\(detail(finding))"
    }

    private static func detail(_ finding: InspectSummary.Finding) -> String {
        let value = finding.value.map { NumberText.significant($0, 4) } ?? ""
        let expected = finding.expected.map { NumberText.significant($0, 4) } ?? ""
        let score = finding.score.map { NumberText.fixed($0, decimals: 0) } ?? ""
        let rows = NumberText.counted(finding.rows, "row")
        switch finding.kind {
        case .duplicate, .unsorted, .offGrid: return ""
        case .gap: return ", \(rows) absent"
        case .missing: return " the first, \(rows), \(percent(finding.score ?? 0))"
        case .constant: return ", \(rows) of \(value)"
        case .constantStretch: return ", \(rows) of \(value)"
        case .levelShift: return ", from \(expected) to \(value), \(score) deviations"
        case .outlier: return ", \(value) instead of about \(expected), \(score) deviations"
        }
    }
}
