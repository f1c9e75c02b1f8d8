import Evaluation
import Models
import TimeSeries
import Windowing

/// Writes what a backtest found.
public enum BacktestReport {
    /// The report for people: data, design, scores, and what they mean.
    public static func text(_ summary: BacktestSummary) -> String {
        let entries = FitReport.data(summary.data) + design(summary)
        let width = entries.reduce(0) { max($0, $1.label.displayWidth) }
        let lines = entries.map { "\($0.label.paddedRight(to: width))  \($0.text.printable)\n" }.joined()
        return lines + "\n" + table(summary).text + omitted(summary) + "\n" + verdicts(summary)
            + (summary.gates.isEmpty ? "" : "\n" + GateText.lines(summary.gates))
    }

    /// What was forecast and learned from, and what was chosen.
    private static func design(_ summary: BacktestSummary) -> [(label: String, text: String)] {
        let result = summary.result
        let design = result.design
        let times = [result.cutoffs.first, result.cutoffs.last].compactMap { $0.map(summary.format.text) }
        let cutoffs = NumberText.counted(result.cutoffs.count, "cutoff")
        let gap = design.gap > 0 ? " after a gap of \(design.gap)" : ""
        var entries = [
            (
                "cutoffs",
                "\(cutoffs), \(times.joined(separator: " to ")), \(NumberText.counted(design.step, "row")) apart"
            ),
            ("scored", "\(NumberText.counted(design.horizon, "step"))\(gap), \(scored(result))"),
            ("learned", learned(summary)),
        ]
        if design.scalesMetrics {
            entries.append(("unit", "standard deviations of each series' training rows, from their mean"))
        }
        if !result.leftOut.isEmpty {
            let count = NumberText.counted(result.leftOut.count, "series", "series")
            entries.append(("left out", "\(count) with too few rows before a cutoff: \(names(summary))"))
        }
        return entries
    }

    private static func scored(_ result: BacktestResult) -> String {
        let values = NumberText.counted(result.observed, "value")
        let missing = result.missing > 0 ? ", \(NumberText.counted(result.missing, "missing value")) not scored" : ""
        return "\(values) in \(NumberText.counted(result.windows, "window"))\(missing)"
    }

    private static func learned(_ summary: BacktestSummary) -> String {
        let fits = NumberText.counted(summary.result.fits, "fit")
        let rows =
            switch summary.result.design.window {
            case .expanding: "all rows up to the cutoff"
            case .rolling(let rows):
                rows.map { "the last \($0) rows up to the cutoff" } ?? "as many rows as at the first"
            }
        return "\(fits) of each model, from \(rows); \(summary.plan.windows.inputLength) steps in"
    }

    private static func names(_ summary: BacktestSummary) -> String {
        let places = summary.result.leftOut.keys.sorted()
        let shown = places.prefix(3).map { "'\(summary.result.series[$0] ?? "the series")'" }.joined(separator: ", ")
        return places.count > 3 ? "\(shown) and \(places.count - 3) more" : shown
    }

    /// The scores, a line a model.
    static func table(_ summary: BacktestSummary) -> TextTable {
        let result = summary.result
        let decimals = decimals(of: result)
        var table = TextTable(
            [("", .left)] + summary.metrics.map { (MetricText.header($0), TextTable.Alignment.right) })
        for score in result.scores {
            table.append(
                [score.name]
                    + summary.metrics.map {
                        MetricText.text(result.value($0, of: score), of: $0, decimals: decimals)
                    })
        }
        return table
    }

    /// Digits after the point in which errors in the series' unit are shown.
    static func decimals(of result: BacktestResult) -> Int {
        NumberText.decimals(ofErrors: result.scores.flatMap { [$0[.mae], $0[.rmse]] }.compactMap { $0 })
    }

    private static func omitted(_ summary: BacktestSummary) -> String {
        summary.result.omitted.map { "\n\($0.name.printable) is not scored: \($0.reason.printable)\n" }.joined()
    }

    private static func verdicts(_ summary: BacktestSummary) -> String {
        summary.result.comparisons.map { SkillText.line($0) + "\n" }.joined()
    }
}
