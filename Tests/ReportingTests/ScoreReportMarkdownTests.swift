import Evaluation
import Testing

@testable import Reporting

@Suite struct ScoreReportMarkdownTests {
    @Test func `heading, scores, verdicts, gates and design follow each other`() throws {
        let summary = try sampleBacktest(gates: sampleGates)
        let text = ScoreReport(summary).markdown
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0] == #"## Backtest of a &lt;b&gt; &amp; \|c\|.csv"#)
        #expect(
            lines[2...3] == [
                "|  | MAE | MAPE % | OWA | vs Naive | vs SeasonalNaive |",
                "| :--- | ---: | ---: | ---: | ---: | ---: |",
            ])
        let mae = MetricText.text(
            summary.result.models[0][.mae], of: .mae, decimals: ScoreRows.decimals(of: summary.result.scores))
        #expect(lines[4].hasPrefix("| Drift | \(mae) | "))
        #expect(lines.contains { $0.hasPrefix("- ") && $0.contains("Drift") && $0.contains("Naive") })
        #expect(lines.contains("### 1 of 2 gates failed"))
        #expect(lines.contains(#"| mae &lt; 0.5 &amp; "x" | passed | GRU has an MAE of 0.4 |"#))
        #expect(lines.contains { $0.hasPrefix(#"| a\|b \`c\` &gt; 1 | FAILED | it's &lt;2&gt;, above by 1 "#) })
        #expect(lines.contains("<details><summary>Data and design</summary>"))
        #expect(lines.contains("- **cutoffs** 3 cutoffs, 133 to 137, 2 rows apart"))
    }

    @Test func `gates that passed say so in the heading, and none have none`() throws {
        let passed = ScoreReport(try sampleBacktest(gates: [sampleGates[0]])).markdown
        #expect(passed.contains("### 1 gate passed\n"))
        #expect(!ScoreReport(try sampleBacktest()).markdown.contains("gate"))
    }

    @Test func `names of series cannot break a table`() throws {
        let text = ScoreReport(try sampleBacktest(breakdowns: [.series])).markdown
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("Drift") }
        #expect(rows.count == 1 + hostileNames.count)
        #expect(rows[1].hasPrefix(#"| a\|b,&lt;c&gt;&amp;"'\`\*\_\[x\](y) | Drift | "#))
        #expect(rows[2].hasPrefix("| two\u{FFFD}lines \u{FFFD}\\[31m\\]\\]&gt; | Drift | "))
    }
}
