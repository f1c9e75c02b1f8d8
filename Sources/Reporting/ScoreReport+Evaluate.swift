import Evaluation
import JSON
import TimeSeries

extension ScoreReport {
    /// The report on forecasts that some tool made.
    public init(_ summary: EvaluateSummary) {
        self.init(
            command: "evaluate", file: summary.files[0].path, title: "Forecasts of \(summary.files[0].path)",
            entries: Self.entries(summary), entriesTitle: "Data", board: summary.result, metrics: summary.metrics,
            breakdowns: summary.breakdowns, gates: summary.gates, format: summary.format,
            unnamedSeries: summary.columns?.target ?? "", members: Self.members(summary))
    }

    private static func entries(_ summary: EvaluateSummary) -> Entries {
        let result = summary.result
        var entries = summary.files.map { ($0.role, text($0, isRows: summary.columns == nil)) }
        if !result.cutoffs.isEmpty { entries.append(("cutoffs", cutoffs(result, summary.format))) }
        entries.append(("scored", scored(result)))
        if let left = leftOut(summary) { entries.append(("left out", left)) }
        if summary.hasInSample {
            entries.append(("season", summary.seasonLength.map { NumberText.counted($0, "row") } ?? "none"))
        }
        entries += (summary.notes + withoutBounds(result)).map { ("note", $0) }
        if let reason = undefined(summary) { entries.append(("note", reason)) }
        return entries
    }

    private static func text(_ file: EvaluateSummary.File, isRows: Bool) -> String {
        let count = NumberText.counted(file.rows, isRows ? "value" : "row")
        let series = file.series == 1 ? "" : " of \(file.series) series"
        let times = [file.first, file.last].compactMap { $0 }.joined(separator: " to ")
        return "\(file.path), \(count)\(series)" + (times.isEmpty ? "" : ", \(times)")
    }

    /// What has values and no forecast.
    private static func leftOut(_ summary: EvaluateSummary) -> String? {
        let ids = summary.seriesWithoutForecast.map { "'\(summary.result.series[$0] ?? "the series")'" }
        var parts: [String] = []
        if summary.valuesWithoutForecast > 0 {
            parts.append("\(NumberText.counted(summary.valuesWithoutForecast, "value")) without a forecast")
        }
        if !ids.isEmpty {
            let shown = ids.prefix(3).joined(separator: ", ") + (ids.count > 3 ? " and \(ids.count - 3) more" : "")
            parts.append("\(NumberText.counted(ids.count, "series", "series")) without forecasts: \(shown)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// Why scaled metrics are undefined; nil when they are not.
    private static func undefined(_ summary: EvaluateSummary) -> String? {
        guard !summary.hasInSample else { return nil }
        let actuals = summary.files.first { $0.role == "actuals" }?.path ?? ""
        let hint =
            summary.reachesBack ? "; \(actuals) has rows before the forecasts: --insample \(actuals) uses these" : ""
        return "without --insample there is nothing known before the forecasts, so that MASE, RMSSE, MSIS and OWA are "
            + "undefined and there is no naive forecast to compare with" + hint
    }
}

extension ScoreReport {
    private static func members(_ summary: EvaluateSummary) -> [String: JSONValue] {
        [
            "columns": summary.columns.map(json) ?? .null,
            "files": .array(summary.files.map(json)),
            "notes": .array(summary.notes.map(JSONValue.string)),
            "seasonLength": .optional(summary.seasonLength),
            "seriesWithoutForecast": .array(
                summary.seriesWithoutForecast.map { .optional(summary.result.series[$0]) }),
            "undefined": .optional(undefined(summary)),
            "valuesWithoutForecast": JSONValue(summary.valuesWithoutForecast),
        ]
    }

    private static func json(_ file: EvaluateSummary.File) -> JSONValue {
        .object([
            "file": .string(file.path),
            "firstTime": .optional(file.first),
            "lastTime": .optional(file.last),
            "role": .string(file.role),
            "rows": JSONValue(file.rows),
            "series": JSONValue(file.series),
        ])
    }
}
