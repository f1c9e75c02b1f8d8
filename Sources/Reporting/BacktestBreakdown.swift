import Evaluation
import TimeSeries

/// What scores can be looked at by, besides over everything.
public enum BacktestBreakdown: String, Sendable, Hashable, CaseIterable {
    /// Each series.
    case series
    /// Each step of the horizon.
    case step
    /// Each cutoff.
    case cutoff

    /// What the parts are called, in their order: ids, numbers from 1, times.
    func parts(of summary: BacktestSummary) -> [String] {
        switch self {
        case .series: summary.result.series.map { $0 ?? summary.columns.target }
        case .step: (1...summary.result.design.horizon).map(String.init)
        case .cutoff: summary.result.cutoffs.map(summary.format.text)
        }
    }

    /// The sums of a score's parts, in the same order.
    func sums(of score: ModelScore) -> [ErrorSums] {
        switch self {
        case .series: score.bySeries
        case .step: score.byStep
        case .cutoff: score.byCutoff
        }
    }

    /// The value of `metric` for one part; nil where undefined.
    func value(_ metric: Metric, of score: ModelScore, part: Int, in result: BacktestResult) -> Double? {
        sums(of: score)[part].value(metric, naive2: result.naive2.map { sums(of: $0)[part] })
    }

    /// A line for each part and model.
    func table(_ summary: BacktestSummary) -> ScoreRows {
        let result = summary.result
        let decimals = BacktestReport.decimals(of: result)
        let parts = parts(of: summary)
        let alignment: TextTable.Alignment = self == .step ? .right : .left
        var rows = ScoreRows(
            columns: [(rawValue, alignment), ("model", .left)]
                + summary.metrics.map { (MetricText.header($0), .right) })
        for (place, part) in parts.enumerated() {
            for score in result.scores {
                rows.rows.append(
                    [part, score.name]
                        + summary.metrics.map {
                            MetricText.text(
                                value($0, of: score, part: place, in: result), of: $0, decimals: decimals)
                        })
            }
        }
        return rows
    }
}

/// Rows of scores before they become a table of text or of Markdown.
struct ScoreRows {
    let columns: [(header: String, alignment: TextTable.Alignment)]
    var rows: [[String]] = []

    /// Aligned columns for a terminal.
    var text: String {
        var table = TextTable(columns)
        for row in rows { table.append(row) }
        return table.text
    }

    /// A table of GitHub's Markdown.
    var markdown: String { MarkdownText.table(columns, rows) }
}
