import Evaluation
import JSON
import TimeSeries

extension ScoreReport {
    /// The report for programs: one document with sorted keys; null where something is undefined.
    ///
    /// Scores have every digit. They are given over everything and by step, and by series and by cutoff where asked for.
    var json: String {
        let common: [String: JSONValue] = [
            "baselines": .array(board.baselines.map(json)),
            "comparisons": .array(board.comparisons.map(json)),
            "cutoffs": .array(board.cutoffs.map { .string(format.text($0)) }),
            "gates": .array(gates.map(json)),
            "metrics": .array(metrics.map { .string($0.name) }),
            "missing": JSONValue(board.missing),
            "models": .array(board.models.map(json)),
            "naive2": board.naive2.map(json) ?? .null,
            "observed": JSONValue(board.observed),
            "omitted": .array(board.omitted.map(\.json)),
            "windows": JSONValue(board.windows),
        ]
        return JSONValue.object(common.merging(members) { common, _ in common }).document
    }

    private func json(_ score: ModelScore) -> JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(score.name),
            "overall": json(score.overall) { board.value($0, of: score) },
            "skill": .object(
                Dictionary(board.references.map { ($0.name, .optional(score.skill(over: $0))) }) { first, _ in first }),
        ]
        for breakdown in ScoreBreakdown.allCases where breakdown == .step || breakdowns.contains(breakdown) {
            let sums = breakdown.sums(of: score)
            let parts = board.parts(breakdown).map { part in
                json(sums[part], part: [breakdown.rawValue: key(of: part, breakdown)]) {
                    board.value($0, of: score, breakdown, part: part)
                }
            }
            members[breakdown.member] = .array(parts)
        }
        return .object(members)
    }

    /// The metrics by their names, beside how many actuals they are about.
    private func json(
        _ sums: ErrorSums, part: [String: JSONValue] = [:], value: (Metric) -> Double?
    ) -> JSONValue {
        var members = part
        members["observed"] = JSONValue(sums.count)
        members["missing"] = JSONValue(sums.missing)
        for metric in metrics { members[metric.name] = .optional(value(metric)) }
        return .object(members)
    }

    /// What tells a part from the others.
    private func key(of part: Int, _ breakdown: ScoreBreakdown) -> JSONValue {
        switch breakdown {
        case .series: .optional(board.series[part])
        case .step: JSONValue(part + 1)
        case .cutoff: .string(format.text(board.cutoffs[part]))
        }
    }

    static func json(_ columns: ColumnNames) -> JSONValue {
        .object([
            "id": .optional(columns.id), "target": .string(columns.target), "time": .optional(columns.time),
        ])
    }

    private func json(_ comparison: SkillComparison) -> JSONValue {
        .object([
            "cutoffs": .optional(comparison.test?.count),
            "isSignificant": .bool(comparison.isSignificant),
            "mae": .optional(comparison.error),
            "model": .string(comparison.model),
            "pValue": .optional(comparison.test?.pValue),
            "percentBetter": .optional(comparison.percentBetter),
            "reference": .string(comparison.reference),
            "referenceMAE": .optional(comparison.referenceError),
            "statistic": .optional(comparison.test?.statistic),
            "untested": .optional(comparison.undefined?.reason),
            "variance": .optional(comparison.test?.variance.rawValue),
        ])
    }

    private func json(_ gate: GateOutcome) -> JSONValue {
        .object(["detail": .string(gate.detail), "name": .string(gate.name), "passed": .bool(gate.passed)])
    }
}

extension ScoreBreakdown {
    /// The member of a score that holds the parts.
    fileprivate var member: String {
        switch self {
        case .series: "bySeries"
        case .step: "bySteps"
        case .cutoff: "byCutoffs"
        }
    }
}
