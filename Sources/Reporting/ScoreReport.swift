import Evaluation
import JSON
import TimeSeries

/// A report on scores in every form, whether a backtest made the forecasts or some tool did.
public struct ScoreReport: Sendable {
    /// Lines of a name and what there is to say under it.
    typealias Entries = [(label: String, text: String)]

    /// The command whose report it is.
    let command: String
    /// The file in question.
    let file: String
    /// What it is a report of.
    let title: String
    /// What was read and done, and what was chosen for the user.
    let entries: Entries
    /// What ``entries`` are, in Markdown.
    let entriesTitle: String
    /// What was found.
    let board: any Scoreboard
    /// Metrics to report, in this order.
    let metrics: [Metric]
    /// Parts to report besides everything.
    let breakdowns: [ScoreBreakdown]
    /// What the gates said.
    let gates: [GateOutcome]
    /// How times of cutoffs are written.
    let format: TimestampFormat
    /// What a series without a name is called.
    let unnamedSeries: String
    /// What only this command's document has.
    let members: [String: JSONValue]

    /// The report for people: what was done, scores, what they mean, and gates.
    var text: String {
        let width = entries.reduce(0) { max($0, $1.label.displayWidth) }
        let lines = entries.map { "\($0.label.paddedRight(to: width))  \($0.text.printable)\n" }.joined()
        let verdicts = board.comparisons.map { SkillText.line($0) + "\n" }.joined()
        let gates = gates.isEmpty ? "" : GateText.lines(gates)
        return
            ([lines, scores.text] + board.omitted.map { "\($0.line)\n" } + [verdicts]
            + breakdowns.map { table($0).text } + [gates])
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The scores over everything, a line a model, with the skill over the naive forecasts where it is of a metric shown.
    var scores: ScoreRows {
        let references = metrics.contains(.mae) ? board.references : []
        var rows = ScoreRows(
            [("", .left)], metrics, references: references.map(\.name), decimals: ScoreRows.decimals(of: board.scores))
        for score in board.scores {
            let skills = references.map { $0.name == score.name ? nil : score.skill(over: $0) }
            rows.append([score.name], skills: skills) { board.value($0, of: score) }
        }
        return rows
    }

    /// The scores of each part, a line for each part and model.
    func table(_ breakdown: ScoreBreakdown) -> ScoreRows {
        var rows = ScoreRows(
            [(breakdown.rawValue, breakdown == .step ? .right : .left), ("model", .left)], metrics,
            decimals: ScoreRows.decimals(of: board.scores))
        for part in board.parts(breakdown) {
            for score in board.scores {
                rows.append([name(of: part, breakdown), score.name]) {
                    board.value($0, of: score, breakdown, part: part)
                }
            }
        }
        return rows
    }

    private func name(of part: Int, _ breakdown: ScoreBreakdown) -> String {
        switch breakdown {
        case .series: board.series[part] ?? unnamedSeries
        case .step: String(part + 1)
        case .cutoff: format.text(board.cutoffs[part])
        }
    }

    /// `12 values in 6 windows, 1 missing value not scored`.
    static func scored(_ board: some Scoreboard) -> String {
        let values = NumberText.counted(board.observed, "value")
        let missing = board.missing > 0 ? ", \(NumberText.counted(board.missing, "missing value")) not scored" : ""
        return "\(values) in \(NumberText.counted(board.windows, "window"))\(missing)"
    }

    /// Which models have no bounds around some forecasts, a line for each model and level.
    static func withoutBounds(_ board: some Scoreboard) -> [String] {
        board.scores.flatMap { model in
            model.overall.intervals.filter { $0.count < model.overall.count }.map { interval in
                let rest = model.overall.count - interval.count
                return "\(model.name) has no bounds of \(interval.level)% around \(rest) of \(model.overall.count) "
                    + "forecasts, which metrics of intervals leave out"
            }
        }
    }

    /// `3 cutoffs, 2020-01 to 2020-03`.
    static func cutoffs(_ board: some Scoreboard, _ format: TimestampFormat) -> String {
        let times = [board.cutoffs.first, board.cutoffs.last].compactMap { $0.map(format.text) }
        return "\(NumberText.counted(board.cutoffs.count, "cutoff")), "
            + (times.first == times.last ? times.prefix(1) : times[...]).joined(separator: " to ")
    }
}
