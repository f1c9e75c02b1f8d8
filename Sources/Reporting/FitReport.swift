import Evaluation
import JSON
import Models
import TimeSeries

/// Writes what is worth knowing after a fit.
public enum FitReport {
    /// The report for people: data, split, model, scores and what they mean.
    public static func text(_ summary: FitSummary) -> String {
        let entries = data(summary.data) + summary.split.map(part) + model(summary)
        let width = entries.reduce(0) { max($0, $1.label.displayWidth) }
        let lines = entries.map { "\($0.label.paddedRight(to: width))  \($0.text.printable)\n" }.joined()
        return lines + "\n" + scores(summary)
    }

    static func data(_ data: FitSummary.Data) -> [(label: String, text: String)] {
        let rows = NumberText.counted(data.rows, "row")
        let series = data.seriesCount == 1 ? "" : " of \(data.seriesCount) series"
        let gaps =
            "\(NumberText.counted(data.gaps, "absent timestamp")), \(NumberText.counted(data.missing, "missing value"))"
        return [
            ("data", "\(data.file), \(rows)\(series), \(data.firstTime) to \(data.lastTime)"),
            ("frequency", data.frequency),
            ("gaps", gaps),
        ] + data.notes.map { ("note", $0) }
    }

    private static func part(_ part: FitSummary.Part) -> (label: String, text: String) {
        let rows = NumberText.counted(part.rows, "row")
        let windows = NumberText.counted(part.windows, "window")
        return (part.name, "\(rows), \(part.firstTime) to \(part.lastTime), \(windows)")
    }

    private static func model(_ summary: FitSummary) -> [(label: String, text: String)] {
        let training = summary.training
        let parameters = NumberText.counted(training.parameterCount, "parameter")
        let lengths = "\(NumberText.counted(training.inputLength, "step")) in, \(training.horizon) out"
        return [("model", "\(summary.model), \(parameters), \(lengths)")] + epochs(training.epochs)
            + [("written", summary.modelPath)]
    }

    private static func epochs(_ epochs: FitSummary.Training.Epochs?) -> [(label: String, text: String)] {
        guard let epochs else { return [] }
        let clipped = epochs.clipRate.map { "in \(NumberText.fixed(100 * $0, decimals: 1))% of the steps" } ?? "off"
        return [("epochs", ran(epochs) + best(epochs)), ("clipping", clipped)]
    }

    private static func ran(_ epochs: FitSummary.Training.Epochs) -> String {
        switch epochs.end {
        case .completed: NumberText.counted(epochs.run, "epoch")
        case .earlyStopping: "stopped early after \(epochs.run) of \(epochs.planned)"
        case .interrupted: "interrupted after \(epochs.run) of \(epochs.planned)"
        }
    }

    /// A network starts with a head of zeros, so that the start is itself a forecast: what scaling calls 0.
    private static func best(_ epochs: FitSummary.Training.Epochs) -> String {
        epochs.best > 0
            ? ", the best on the validation rows was \(epochs.best)"
            : ", none better on the validation rows than the untrained start, which was kept"
    }

    private static func scores(_ summary: FitSummary) -> String {
        let scores = summary.heldOut
        let windows = NumberText.counted(scores.windows, "window")
        let steps = NumberText.counted(scores.horizon, "step")
        let first = summary.format.text(scores.firstOrigin)
        let last = summary.format.text(scores.lastOrigin)
        let verdict = scores.verdict.map { VerdictText.text($0, decimals: ScoreTable.decimals(of: scores)) } ?? ""
        return "held-out error of \(windows) of \(steps), the first beginning \(first), the last \(last)\n\n"
            + ScoreTable.text(scores) + "\n" + verdict
    }

    /// The report for programs: one document with sorted keys; null where something is undefined.
    public static func json(_ summary: FitSummary) -> String {
        JSONValue.object([
            "data": json(summary.data),
            "heldOut": json(summary.heldOut, summary),
            "leftOut": .array(summary.leftOut.map { .optional($0) }),
            "model": .string(summary.model),
            "modelPath": .string(summary.modelPath),
            "split": .array(summary.split.map(json)),
            "training": json(summary.training),
        ]).document
    }

    static func json(_ data: FitSummary.Data) -> JSONValue {
        .object([
            "file": .string(data.file),
            "firstTime": .string(data.firstTime),
            "frequency": .string(data.frequency),
            "gaps": JSONValue(data.gaps),
            "lastTime": .string(data.lastTime),
            "missing": JSONValue(data.missing),
            "notes": .array(data.notes.map(JSONValue.string)),
            "rows": JSONValue(data.rows),
            "season": data.season?.json ?? .null,
            "series": JSONValue(data.seriesCount),
        ])
    }

    private static func json(_ part: FitSummary.Part) -> JSONValue {
        .object([
            "firstTime": .string(part.firstTime),
            "lastTime": .string(part.lastTime),
            "name": .string(part.name),
            "rows": JSONValue(part.rows),
            "windows": JSONValue(part.windows),
        ])
    }

    private static func json(_ training: FitSummary.Training) -> JSONValue {
        .object([
            "epochs": training.epochs.map(json) ?? .null,
            "horizon": JSONValue(training.horizon),
            "inputLength": JSONValue(training.inputLength),
            "parameters": JSONValue(training.parameterCount),
        ])
    }

    private static func json(_ epochs: FitSummary.Training.Epochs) -> JSONValue {
        .object([
            "best": JSONValue(epochs.best),
            "clipRate": .optional(epochs.clipRate),
            "end": .string(epochs.end.rawValue),
            "planned": JSONValue(epochs.planned),
            "run": JSONValue(epochs.run),
        ])
    }

    /// A score over everything and, of several series, of each that has a window.
    private static func json(_ score: ModelScore, _ summary: FitSummary) -> JSONValue {
        guard !score.bySeries.isEmpty, case .object(var members) = ScoreTable.json(score) else {
            return ScoreTable.json(score)
        }
        let scored = zip(summary.series, score.bySeries).filter { $0.1.count + $0.1.missing > 0 }
        members["bySeries"] = .array(scored.map { series, sums in ScoreTable.json(sums, of: series) })
        return .object(members)
    }

    private static func json(_ scores: HeldOutScores, _ summary: FitSummary) -> JSONValue {
        .object([
            "baselines": .array(scores.baselines.map { json($0, summary) }),
            "firstOrigin": .string(summary.format.text(scores.firstOrigin)),
            "horizon": JSONValue(scores.horizon),
            "lastOrigin": .string(summary.format.text(scores.lastOrigin)),
            "models": .array(scores.models.map { json($0, summary) }),
            "omitted": .array(scores.omitted.map(\.json)),
            "verdict": scores.verdict.map(VerdictText.json) ?? .null,
            "windows": JSONValue(scores.windows),
        ])
    }
}
