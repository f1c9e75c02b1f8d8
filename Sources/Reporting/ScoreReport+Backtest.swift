import Evaluation
import JSON
import Models
import TimeSeries
import Windowing

extension ScoreReport {
    /// The report on a backtest.
    public init(_ summary: BacktestSummary) {
        self.init(
            command: "backtest", file: summary.data.file, title: "Backtest of \(summary.data.file)",
            entries: FitReport.data(summary.data) + Self.design(summary), entriesTitle: "Data and design",
            board: summary.result, metrics: summary.metrics, breakdowns: summary.breakdowns, gates: summary.gates,
            format: summary.format, unnamedSeries: summary.columns.target, members: Self.members(summary))
    }

    /// What was forecast and learned from, and what was chosen.
    private static func design(_ summary: BacktestSummary) -> Entries {
        let result = summary.result
        let design = result.design
        let gap = design.gap > 0 ? " after a gap of \(design.gap)" : ""
        var entries = [
            (
                "cutoffs",
                "\(cutoffs(result, summary.format)), \(NumberText.counted(design.step, "row")) apart"
            ),
            ("scored", "\(NumberText.counted(design.horizon, "step"))\(gap), \(scored(result))"),
            ("learned", learned(summary)),
        ]
        if design.scalesMetrics {
            entries.append(("unit", "standard deviations of each series' training rows, from their mean"))
        }
        if !result.leftOut.isEmpty {
            let count = NumberText.counted(result.leftOut.count, "series", "series")
            let names = names(result.leftOut.keys.sorted(), result)
            entries.append(("left out", "\(count) with too few rows before a cutoff: \(names)"))
        }
        let unscored = unscored(result)
        if !unscored.isEmpty {
            let count = NumberText.counted(unscored.count, "series", "series")
            entries.append(("not scored", "\(count) without a value after a cutoff: \(names(unscored, result))"))
        }
        return entries + withoutBounds(result).map { ("note", $0) }
    }

    private static func learned(_ summary: BacktestSummary) -> String {
        let fits = NumberText.counted(summary.result.fits, "fit")
        let rows =
            switch summary.result.design.window {
            case .expanding: "all rows up to the cutoff"
            case .rolling(let rows):
                rows.map { "the last \($0) rows up to the cutoff" } ?? "as many rows as at the first"
            }
        return "\(fits) of each model, from \(rows)"
            + (summary.showsInputLength ? "; \(summary.task.windows.inputLength) steps in" : "")
    }

    /// Series that were learned from, but have no window to score, such as those that ended early.
    private static func unscored(_ result: BacktestResult) -> [Int] {
        let scored = Set(result.parts(.series))
        return result.series.indices.filter { !scored.contains($0) && result.leftOut[$0] != result.fits }
    }

    private static func names(_ places: [Int], _ result: BacktestResult) -> String {
        let shown = places.prefix(3).map { "'\(result.series[$0] ?? "the series")'" }.joined(separator: ", ")
        return places.count > 3 ? "\(shown) and \(places.count - 3) more" : shown
    }
}

extension ScoreReport {
    private static func members(_ summary: BacktestSummary) -> [String: JSONValue] {
        let result = summary.result
        return [
            "columns": json(summary.columns),
            "data": FitReport.json(summary.data),
            "design": json(summary),
            "fingerprint": .string(summary.fingerprint),
            "fits": JSONValue(result.fits),
            "leftOut": .array(leftOut(result)),
            "notScored": .array(unscored(result).map { .optional(result.series[$0]) }),
            "task": (try? JSONValue(encoding: summary.task)) ?? .null,
        ]
    }

    /// The series that were left out of some fit, and of how many.
    private static func leftOut(_ result: BacktestResult) -> [JSONValue] {
        result.leftOut.sorted { $0.key < $1.key }.map { place, fits in
            .object(["fits": JSONValue(fits), "series": .optional(result.series[place])])
        }
    }
    /// Every choice, those made for the user included.
    private static func json(_ summary: BacktestSummary) -> JSONValue {
        let design = summary.result.design
        return .object([
            "extent": extent(design.extent),
            "gap": JSONValue(design.gap),
            "horizon": JSONValue(design.horizon),
            "levels": .array(design.levels.map { .number($0.percent) }),
            "models": .array(summary.models.map(JSONValue.string)),
            "refit": refit(design.refit),
            "scalesMetrics": .bool(design.scalesMetrics),
            "seasonLength": .optional(summary.task.seasonLength),
            "step": JSONValue(design.step),
            "window": window(summary),
        ])
    }

    /// What was asked for; the cutoffs say what came of it.
    private static func extent(_ extent: BacktestDesign.Extent) -> JSONValue {
        switch extent {
        case .windows(let count): .object(["windows": JSONValue(count)])
        case .testSize(let size): .object(["testSize": .string(size.description)])
        case .split(.rows(let training, let validation, let test)):
            .object(["split": .array([training, validation, test].map { JSONValue($0) })])
        case .split(.shares(let training, let validation, let test)):
            .object(["split": .array([training, validation, test].map(JSONValue.number))])
        }
    }

    private static func refit(_ refit: BacktestDesign.Refit) -> JSONValue {
        switch refit {
        case .never: .string("never")
        case .always: .string("always")
        case .every(let cutoffs): JSONValue(cutoffs)
        }
    }

    /// The rows learned from; null for all that there are.
    private static func window(_ summary: BacktestSummary) -> JSONValue {
        guard case .rolling(let rows) = summary.result.design.window else {
            return .object(["kind": .string("expanding"), "rows": .null])
        }
        let schedule = try? OriginSchedule(
            summary.panel, design: summary.result.design, seasonLength: summary.task.seasonLength)
        return .object(["kind": .string("rolling"), "rows": .optional(rows ?? schedule?.rowsBeforeFirst)])
    }
}
