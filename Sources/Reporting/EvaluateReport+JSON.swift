import Evaluation
import TimeSeries

extension EvaluateReport {
    /// The report for programs: one document with sorted keys; null where something is undefined.
    public static func json(_ summary: EvaluateSummary, by grouping: Grouping? = nil) -> String {
        let result = summary.result
        func scores(_ scores: [ModelScore]) -> JSONText {
            .array(scores.map { json($0, summary, by: grouping) })
        }
        return JSONText.object([
            "baselines": scores(result.baselines),
            "comparisons": .array(summary.comparisons.map(json)),
            "cutoffs": .array(summary.cutoffs.map { .string(summary.format.text($0)) }),
            "files": .array(summary.files.map(json)),
            "missing": .integer(result.missing),
            "models": scores(result.models),
            "notes": .array(summary.notes.map(JSONText.string)),
            "observed": .integer(result.observed),
            "omitted": .array(
                result.omitted.map { .object(["name": .string($0.name), "reason": .string($0.reason)]) }),
            "season": .optional(summary.seasonLength),
            "seriesWithoutForecast": .array(
                summary.seriesWithoutForecast.map { .optional(result.series[$0]) }),
            "undefined": .optional(undefined(summary)),
            "valuesWithoutForecast": .integer(summary.valuesWithoutForecast),
            "windows": .integer(result.windows),
        ]).document
    }

    private static func json(_ file: EvaluateSummary.File) -> JSONText {
        .object([
            "file": .string(file.path),
            "firstTime": .optional(file.first),
            "lastTime": .optional(file.last),
            "role": .string(file.role),
            "rows": .integer(file.rows),
            "series": .integer(file.series),
        ])
    }

    private static func json(_ score: ModelScore, _ summary: EvaluateSummary, by grouping: Grouping?) -> JSONText {
        let result = summary.result
        func metrics(_ value: (Metric) -> Double?) -> JSONText {
            .object(Dictionary(summary.metrics.map { ($0.name, .optional(value($0))) }) { first, _ in first })
        }
        var members: [String: JSONText] = [
            "metrics": metrics { result.value($0, of: score) }, "name": .string(score.name),
        ]
        if let grouping {
            members[grouping == .series ? "bySeries" : "byStep"] = .array(
                places(result, grouping).map { place in
                    .object([
                        "metrics": metrics { value($0, of: score, at: place, result, grouping) },
                        grouping.rawValue: grouping == .series
                            ? .optional(result.series[place]) : .integer(place + 1),
                    ])
                })
        }
        return .object(members)
    }

    private static func json(_ comparison: SkillComparison) -> JSONText {
        .object([
            "model": .string(comparison.model),
            "p": .optional(comparison.test?.pValue),
            "percentBetter": .optional(comparison.percentBetter),
            "reference": .string(comparison.reference),
            "text": .string(SkillText.line(comparison)),
        ])
    }
}
