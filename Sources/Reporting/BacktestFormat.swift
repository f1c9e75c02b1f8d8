/// The forms a backtest's report can be written in.
public enum BacktestFormat: String, Sendable, CaseIterable {
    /// Text for people.
    case table
    /// One document with sorted keys, for programs.
    case json
    /// GitHub's dialect of Markdown, for the summary of a CI job.
    case markdown
}

extension BacktestReport {
    /// The report in `format`, with scores for each part of every one of `breakdowns`.
    public static func text(
        _ summary: BacktestSummary, as format: BacktestFormat, by breakdowns: [BacktestBreakdown] = []
    ) -> String {
        switch format {
        case .table: text(summary, by: breakdowns)
        case .json: json(summary, by: breakdowns)
        case .markdown: markdown(summary, by: breakdowns)
        }
    }
}
