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
        return lines + candidates(summary) + "\n" + scores(summary)
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
        let windows = part.windows.map { ", \(NumberText.counted($0, "window"))" } ?? ""
        return (part.name, "\(rows), \(part.firstTime) to \(part.lastTime)\(windows)")
    }

    private static func model(_ summary: FitSummary) -> [(label: String, text: String)] {
        let training = summary.training
        let parameters = NumberText.counted(training.parameterCount, "parameter")
        let lengths =
            training.inputLength.map { "\(NumberText.counted($0, "step")) in, \(training.horizon) out" }
            ?? "\(NumberText.counted(training.horizon, "step")) out"
        return [("model", "\(summary.model), \(parameters), \(lengths)")] + run(training)
            + [("written", summary.modelPath)]
    }

    private static func run(_ training: FitSummary.Training) -> [(label: String, text: String)] {
        guard let record = training.record else { return [] }
        let clipped = record.clipRate.map { "in \(NumberText.fixed(100 * $0, decimals: 1))% of the steps" } ?? "off"
        let more =
            record.wasStillImproving
            ? [("note", "training was still improving when it ended: \(longer(record)) gives it more time")] : []
        return [(record.countsEpochs ? "epochs" : "steps", ran(record) + best(record)), ("clipping", clipped)] + more
    }

    /// Why candidates were left out, a line a reason.
    private static func leftOut(_ candidates: [CandidateReport]) -> [String] {
        var groups: [(reason: String, names: [String])] = []
        for candidate in candidates {
            guard let reason = candidate.reason else { continue }
            if let place = groups.firstIndex(where: { $0.reason == reason }) {
                groups[place].names.append(candidate.columnName)
            } else {
                groups.append((reason, [candidate.columnName]))
            }
        }
        return groups.map { "\($0.names.joined(separator: ", ").printable) left out: \($0.reason.printable)\n" }
    }

    private static func longer(_ record: TrainingRecord) -> String {
        record.countsEpochs
            ? "--epochs \(2 * record.plannedSteps / max(1, record.roundLength))" : "--steps \(2 * record.plannedSteps)"
    }

    private static func ran(_ record: TrainingRecord) -> String {
        let unit = record.countsEpochs ? "epoch" : "step"
        let run = record.countsEpochs ? record.rounds.count : record.steps
        let planned = record.countsEpochs ? record.plannedSteps / max(1, record.roundLength) : record.plannedSteps
        return switch record.end {
        case .completed: NumberText.counted(run, unit)
        case .converged: "converged after \(NumberText.counted(run, unit))"
        case .earlyStopping: "stopped early after \(run) of \(planned)"
        case .interrupted: "interrupted after \(run) of \(planned)"
        }
    }

    /// A network starts with a head of zeros, so that the start is itself a forecast: what scaling calls 0.
    private static func best(_ record: TrainingRecord) -> String {
        record.bestRound > 0
            ? ", the best on the validation rows was \(record.countsEpochs ? record.bestRound : record.bestSteps)"
            : ", none better on the validation rows than the untrained start, which was kept"
    }

    /// What was tried for a combination, and why some was left out.
    private static func candidates(_ summary: FitSummary) -> String {
        guard !summary.candidates.isEmpty else { return "" }
        let seconds: [(header: String, alignment: TextTable.Alignment)] =
            summary.showsSeconds ? [("seconds", .right)] : []
        let final: [(header: String, alignment: TextTable.Alignment)] =
            summary.learnedFromAllRows ? [("final weight", .right)] : []
        var table = TextTable([("tried", .left), ("relative error", .right), ("weight", .right)] + final + seconds)
        func share(_ weight: Double?) -> String {
            weight.flatMap { $0 > 0 ? NumberText.fixed($0, decimals: 2) : nil } ?? "-"
        }
        for candidate in summary.candidates where candidate.reason == nil {
            let score = candidate.score.map { NumberText.fixed($0, decimals: 3) } ?? "-"
            table.append(
                [candidate.columnName, score, share(candidate.weight)]
                    + (summary.learnedFromAllRows ? [share(candidate.finalWeight)] : [])
                    + (summary.showsSeconds ? [NumberText.fixed(candidate.seconds, decimals: 2)] : []))
        }
        let leftOut = leftOut(summary.candidates)
        return "\n\(table.text)" + (leftOut.isEmpty ? "" : "\n" + leftOut.joined())
    }

    private static func scores(_ summary: FitSummary) -> String {
        guard let scores = summary.heldOut else {
            return "too few rows to hold any out: there is no score\n"
        }
        let again = summary.candidates.isEmpty ? "" : "weights were chosen again, and "
        let all =
            summary.learnedFromAllRows
            ? "\nafter this \(again)the model learned from all rows, the held-out ones too;\n"
                + "--keep-scored keeps the one scored\n"
            : ""
        let windows = NumberText.counted(scores.windows, "window")
        let steps = NumberText.counted(scores.horizon, "step")
        let first = summary.format.text(scores.firstOrigin)
        let last = summary.format.text(scores.lastOrigin)
        let verdict = scores.verdict.map { VerdictText.text($0, decimals: ScoreTable.decimals(of: scores)) } ?? ""
        return "held-out error of \(windows) of \(steps), the first beginning \(first), the last \(last)\n\n"
            + ScoreTable.text(scores) + "\n" + verdict + all
    }

    /// The report for programs: one document with sorted keys; null where something is undefined.
    public static func json(_ summary: FitSummary) -> String {
        JSONValue.object([
            "data": json(summary.data),
            "candidates": .array(summary.candidates.map(json)),
            "heldOut": summary.heldOut.map { json($0, summary) } ?? .null,
            "learnedFromAllRows": .bool(summary.learnedFromAllRows),
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
            "windows": .optional(part.windows),
        ])
    }

    private static func json(_ training: FitSummary.Training) -> JSONValue {
        .object([
            "horizon": JSONValue(training.horizon),
            "inputLength": .optional(training.inputLength),
            "parameters": JSONValue(training.parameterCount),
            "run": training.record.map(json) ?? .null,
        ])
    }

    private static func json(_ record: TrainingRecord) -> JSONValue {
        .object([
            "bestRound": JSONValue(record.bestRound),
            "bestSteps": JSONValue(record.bestSteps),
            "clipRate": .optional(record.clipRate),
            "countsEpochs": .bool(record.countsEpochs),
            "end": .string(record.end.rawValue),
            "plannedSteps": JSONValue(record.plannedSteps),
            "refittedSteps": .optional(record.refittedSteps),
            "rounds": JSONValue(record.rounds.count),
            "steps": JSONValue(record.steps),
        ])
    }

    private static func json(_ candidate: CandidateReport) -> JSONValue {
        .object([
            "error": .optional(candidate.score),
            "finalWeight": .optional(candidate.finalWeight),
            "leftOutBecause": .optional(candidate.reason),
            "model": .string(candidate.identifier),
            "name": .string(candidate.columnName),
            "seconds": .number(candidate.seconds),
            "weight": .number(candidate.weight),
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
