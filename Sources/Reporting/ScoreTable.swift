public import Evaluation

/// Scores of models and baselines side by side.
public enum ScoreTable {
    /// MAE, RMSE, sMAPE, MASE and bias, a line a model; what is undefined says so.
    public static func text(_ scores: HeldOutScores) -> String {
        var table = TextTable(
            [("", .left)] + ["MAE", "RMSE", "sMAPE %", "MASE", "bias"].map { ($0, TextTable.Alignment.right) })
        let decimals = decimals(of: scores)
        for score in scores.scores {
            let inUnit = { (error: Double?) in number(error, decimals) }
            table.append([
                score.name, inUnit(score[.mae]), inUnit(score[.rmse]), number(score[.smape], 2),
                number(score[.mase], 3), inUnit(score[.bias]),
            ])
        }
        return table.text
            + scores.omitted.map { "\n\($0.name.printable) is not scored: \($0.reason.printable)\n" }.joined()
    }

    /// Digits after the point in which errors in the series' unit are shown.
    static func decimals(of scores: HeldOutScores) -> Int {
        NumberText.decimals(ofErrors: scores.scores.flatMap { [$0[.mae], $0[.rmse]] }.compactMap { $0 })
    }

    private static func number(_ value: Double?, _ decimals: Int) -> String {
        value.map { NumberText.fixed($0, decimals: decimals) } ?? "undefined"
    }

    /// The scores as JSON; null where undefined.
    static func json(_ score: ModelScore) -> JSONText {
        .object([
            "bias": .optional(score[.bias]),
            "mae": .optional(score[.mae]),
            "mase": .optional(score[.mase]),
            "name": .string(score.name),
            "rmse": .optional(score[.rmse]),
            "smape": .optional(score[.smape]),
        ])
    }
}
