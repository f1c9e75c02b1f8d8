/// The forms a report on scores can be written in.
public enum ReportFormat: String, Sendable, CaseIterable {
    /// Text for people.
    case table
    /// One document with sorted keys, for programs.
    case json
    /// GitHub's dialect of Markdown, for the summary of a CI job.
    case markdown
}

extension ScoreReport {
    /// The report in `format`.
    public func text(as format: ReportFormat) -> String {
        switch format {
        case .table: text
        case .json: json
        case .markdown: markdown
        }
    }
}
