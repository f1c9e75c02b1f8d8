import Evaluation
import TimeSeries

/// Writes how good forecasts of some tool are.
public enum EvaluateReport {
    /// By what scores are told apart, besides the model.
    public enum Grouping: String, Sendable, CaseIterable {
        /// A line a series and model.
        case series
        /// A line a step and model.
        case step
    }

    /// The report for people: files, what was scored, scores, and what they mean.
    public static func text(_ summary: EvaluateSummary, by grouping: Grouping? = nil) -> String {
        let entries = entries(summary)
        let width = entries.reduce(0) { max($0, $1.label.displayWidth) }
        let lines = entries.map { "\($0.label.paddedRight(to: width))  \($0.text.printable)\n" }.joined()
        let groups = grouping.map { "\n" + table(summary, by: $0).text } ?? ""
        let verdicts = summary.comparisons.map { SkillText.line($0) + "\n" }.joined()
        return lines + "\n" + table(summary).text + omitted(summary) + groups
            + (verdicts.isEmpty ? "" : "\n" + verdicts)
    }

    private static func entries(_ summary: EvaluateSummary) -> [(label: String, text: String)] {
        let result = summary.result
        var entries = summary.files.map { ($0.role, text($0, isRows: summary.isRows)) }
        let missing =
            result.missing > 0 ? ", \(NumberText.counted(result.missing, "missing value")) not scored" : ""
        entries.append(("scored", "\(NumberText.counted(result.observed, "value"))\(missing), \(windows(summary))"))
        if let left = leftOut(summary) { entries.append(("left out", left)) }
        if summary.hasInSample {
            entries.append(("season", summary.seasonLength.map { NumberText.counted($0, "row") } ?? "none"))
        }
        entries += summary.notes.map { ("note", $0) }
        if let reason = undefined(summary) { entries.append(("note", reason)) }
        return entries
    }

    private static func text(_ file: EvaluateSummary.File, isRows: Bool) -> String {
        let count = NumberText.counted(file.rows, isRows ? "value" : "row")
        let series = file.series == 1 ? "" : " of \(file.series) series"
        let times = [file.first, file.last].compactMap { $0 }.joined(separator: " to ")
        return "\(file.path), \(count)\(series)" + (times.isEmpty ? "" : ", \(times)")
    }

    private static func windows(_ summary: EvaluateSummary) -> String {
        let windows = NumberText.counted(summary.result.windows, "window")
        guard let first = summary.cutoffs.first, let last = summary.cutoffs.last else { return windows }
        let times = first == last ? [first] : [first, last]
        return "\(windows), \(NumberText.counted(summary.cutoffs.count, "cutoff")), "
            + times.map(summary.format.text).joined(separator: " to ")
    }

    /// What has values and no forecast.
    private static func leftOut(_ summary: EvaluateSummary) -> String? {
        let ids = summary.seriesWithoutForecast.map { "'\(summary.result.series[$0] ?? "the series")'" }
        var parts: [String] = []
        if summary.valuesWithoutForecast > 0 {
            parts.append("\(NumberText.counted(summary.valuesWithoutForecast, "value")) between forecasts")
        }
        if !ids.isEmpty {
            let shown = ids.prefix(3).joined(separator: ", ") + (ids.count > 3 ? " and \(ids.count - 3) more" : "")
            parts.append("\(NumberText.counted(ids.count, "series", "series")) without forecasts: \(shown)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// Why scaled metrics are undefined; nil when they are not.
    static func undefined(_ summary: EvaluateSummary) -> String? {
        guard !summary.hasInSample else { return nil }
        let actuals = summary.files.first { $0.role == "actuals" }?.path ?? ""
        let hint =
            summary.reachesBack ? "; \(actuals) has rows before the forecasts: --insample \(actuals) uses these" : ""
        return "without --insample there is nothing known before the forecasts, so that MASE, RMSSE, MSIS and OWA are "
            + "undefined and there is no naive forecast to compare with" + hint
    }

    private static func omitted(_ summary: EvaluateSummary) -> String {
        summary.result.omitted.map { "\n\($0.name.printable) is not scored: \($0.reason.printable)\n" }.joined()
    }

    // MARK: - Tables

    /// The scores, a line a model.
    static func table(_ summary: EvaluateSummary) -> TextTable {
        let decimals = decimals(of: summary.result)
        var table = TextTable([("", .left)] + headers(summary))
        for score in summary.result.scores {
            table.append(
                [score.name]
                    + summary.metrics.map {
                        MetricText.text(summary.result.value($0, of: score), of: $0, decimals: decimals)
                    })
        }
        return table
    }

    /// The scores of each series or step, a line a model.
    static func table(_ summary: EvaluateSummary, by grouping: Grouping) -> TextTable {
        let result = summary.result
        let decimals = decimals(of: result)
        var table = TextTable([(grouping.rawValue, .left), ("", .left)] + headers(summary))
        for place in places(result, grouping) {
            for score in result.scores {
                let cells = summary.metrics.map {
                    MetricText.text(value($0, of: score, at: place, result, grouping), of: $0, decimals: decimals)
                }
                table.append([name(of: place, result, grouping), score.name] + cells)
            }
        }
        return table
    }

    private static func headers(_ summary: EvaluateSummary) -> [(header: String, alignment: TextTable.Alignment)] {
        summary.metrics.map { (MetricText.header($0), TextTable.Alignment.right) }
    }

    /// Groups with a forecast.
    static func places(_ result: SubmittedResult, _ grouping: Grouping) -> [Int] {
        let groups = result.models.first.map { grouping == .series ? $0.bySeries : $0.byStep } ?? []
        return groups.indices.filter { groups[$0].count + groups[$0].missing > 0 }
    }

    static func value(
        _ metric: Metric, of score: ModelScore, at place: Int, _ result: SubmittedResult, _ grouping: Grouping
    ) -> Double? {
        switch grouping {
        case .series: result.value(metric, of: score, series: place)
        case .step: result.value(metric, of: score, step: place + 1)
        }
    }

    private static func name(of place: Int, _ result: SubmittedResult, _ grouping: Grouping) -> String {
        grouping == .series ? result.series[place] ?? "" : String(place + 1)
    }

    /// Digits after the point in which errors in the series' unit are shown.
    private static func decimals(of result: SubmittedResult) -> Int {
        NumberText.decimals(ofErrors: result.scores.flatMap { [$0[.mae], $0[.rmse]] }.compactMap { $0 })
    }
}
