import Evaluation

/// Rows of scores before they become a table of text or of Markdown.
struct ScoreRows {
    private let leading: [(header: String, alignment: TextTable.Alignment)]
    private let metrics: [Metric]
    /// What the skill in the last columns is over, by name.
    private let references: [String]
    /// Digits after the point of errors in the series' own unit.
    private let decimals: Int
    private var rows: [[String]] = []

    /// No rows yet.
    ///
    /// - Parameters:
    ///   - leading: The columns before those of `metrics`.
    ///   - references: What the skill in the columns after them is over.
    init(
        _ leading: [(header: String, alignment: TextTable.Alignment)], _ metrics: [Metric], references: [String] = [],
        decimals: Int
    ) {
        self.leading = leading
        self.metrics = metrics
        self.references = references
        self.decimals = decimals
    }

    /// Adds a row; `value` is nil where a metric is undefined, and a skill where there is none.
    mutating func append(_ leading: [String], skills: [Double?] = [], value: (Metric) -> Double?) {
        rows.append(
            leading + metrics.map { MetricText.text(value($0), of: $0, decimals: decimals) }
                + skills.map { $0.map { NumberText.fixed($0, decimals: 1) + "%" } ?? "" })
    }

    /// Digits after the point in which errors in the series' unit are shown.
    static func decimals(of scores: [ModelScore]) -> Int {
        NumberText.decimals(ofErrors: scores.flatMap { [$0[.mae], $0[.rmse]] }.compactMap { $0 })
    }

    /// Aligned columns for a terminal.
    var text: String {
        var table = TextTable(columns)
        for row in rows { table.append(row) }
        return table.text
    }

    /// A table of GitHub's Markdown.
    var markdown: String { MarkdownText.table(columns, rows) }

    private var columns: [(header: String, alignment: TextTable.Alignment)] {
        leading + metrics.map { (MetricText.header($0), .right) } + references.map { ("vs \($0)", .right) }
    }
}
