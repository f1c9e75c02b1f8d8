public import Evaluation
import JSON

/// Scores of models and baselines side by side.
public enum ScoreTable {
    /// The usual metrics, a line a model; what is undefined says so.
    public static func text(_ scores: HeldOutScores) -> String {
        var rows = ScoreRows([("", .left)], MetricChoice.usualOfForecasts, decimals: decimals(of: scores))
        for score in scores.scores { rows.append([score.name]) { score[$0] } }
        return rows.text + scores.omitted.map { "\n\($0.line)\n" }.joined()
    }

    /// Digits after the point in which errors in the series' unit are shown.
    static func decimals(of scores: HeldOutScores) -> Int { ScoreRows.decimals(of: scores.scores) }

    /// The scores as JSON; null where undefined.
    static func json(_ score: ModelScore) -> JSONValue {
        var members = Dictionary(
            uniqueKeysWithValues: MetricChoice.usualOfForecasts.map { ($0.name, JSONValue.optional(score[$0])) })
        members["name"] = .string(score.name)
        return .object(members)
    }

    /// The metrics of one series, beside how many actuals they are about.
    static func json(_ sums: ErrorSums, of series: String?) -> JSONValue {
        var members = Dictionary(
            uniqueKeysWithValues: MetricChoice.usualOfForecasts.map { ($0.name, JSONValue.optional(sums.value($0))) })
        members["missing"] = JSONValue(sums.missing)
        members["observed"] = JSONValue(sums.count)
        members["series"] = .optional(series)
        return .object(members)
    }
}

extension OmittedBaseline {
    /// Which baseline has no score and why.
    var line: String { "\(name.printable) is not scored: \(reason.printable)" }

    /// The same for programs.
    var json: JSONValue { .object(["name": .string(name), "reason": .string(reason)]) }
}
