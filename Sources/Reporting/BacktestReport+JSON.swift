import Evaluation
import Models
import TimeSeries
import Windowing

extension BacktestReport {
    /// The report for programs: one document with sorted keys; null where something is undefined.
    ///
    /// Scores have every digit. They are given over everything and by step, and by series and by cutoff where asked for.
    public static func json(_ summary: BacktestSummary, by breakdowns: [BacktestBreakdown] = []) -> String {
        let result = summary.result
        let score = { score in json(score, summary, breakdowns) }
        return JSONText.object([
            "baselines": .array(result.baselines.map(score)),
            "columns": .object([
                "id": .optional(summary.columns.id),
                "target": .string(summary.columns.target),
                "time": .optional(summary.columns.time),
            ]),
            "comparisons": .array(result.comparisons.map(json)),
            "cutoffs": .array(result.cutoffs.map { .string(summary.format.text($0)) }),
            "data": FitReport.json(summary.data),
            "design": design(summary),
            "fingerprint": .string(summary.fingerprint),
            "fits": .integer(result.fits),
            "gates": .array(summary.gates.map(json)),
            "leftOut": .array(leftOut(result)),
            "metrics": .array(summary.metrics.map { .string($0.name) }),
            "missing": .integer(result.missing),
            "models": .array(result.models.map(score)),
            "naive2": result.naive2.map(score) ?? .null,
            "observed": .integer(result.observed),
            "omitted": .array(result.omitted.map(json)),
            "plan": (try? JSONValue(encoding: summary.plan)).map(JSONText.init) ?? .null,
            "windows": .integer(result.windows),
        ]).document
    }

    private static func json(
        _ score: ModelScore, _ summary: BacktestSummary, _ breakdowns: [BacktestBreakdown]
    ) -> JSONText {
        let result = summary.result
        var members: [String: JSONText] = [
            "name": .string(score.name),
            "overall": json(score.overall, summary.metrics) { result.value($0, of: score) },
        ]
        for breakdown in BacktestBreakdown.allCases where breakdown == .step || breakdowns.contains(breakdown) {
            let parts = breakdown.sums(of: score).enumerated().map { place, sums in
                json(sums, summary.metrics, part: breakdown.key(of: place, in: summary)) {
                    breakdown.value($0, of: score, part: place, in: result)
                }
            }
            members[breakdown.member] = .array(parts)
        }
        return .object(members)
    }

    /// The metrics by their names, beside how many actuals they are about.
    private static func json(
        _ sums: ErrorSums, _ metrics: [Metric], part: [String: JSONText] = [:], value: (Metric) -> Double?
    ) -> JSONText {
        var members = part
        members["observed"] = .integer(sums.count)
        members["missing"] = .integer(sums.missing)
        for metric in metrics { members[metric.name] = .optional(value(metric)) }
        return .object(members)
    }

    private static func json(_ comparison: SkillComparison) -> JSONText {
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

    private static func json(_ gate: GateOutcome) -> JSONText {
        .object(["detail": .string(gate.detail), "name": .string(gate.name), "passed": .bool(gate.passed)])
    }

    private static func json(_ omitted: OmittedBaseline) -> JSONText {
        .object(["name": .string(omitted.name), "reason": .string(omitted.reason)])
    }

    /// The series that were left out of some fit, and of how many.
    private static func leftOut(_ result: BacktestResult) -> [JSONText] {
        result.leftOut.sorted { $0.key < $1.key }.map { place, fits in
            .object(["fits": .integer(fits), "series": .optional(result.series[place])])
        }
    }
}

extension BacktestReport {
    /// Every choice, those made for the user included.
    private static func design(_ summary: BacktestSummary) -> JSONText {
        let design = summary.result.design
        return .object([
            "extent": extent(design.extent),
            "gap": .integer(design.gap),
            "horizon": .integer(design.horizon),
            "levels": .array(design.levels.map { .number($0.percent) }),
            "models": .array(summary.models.map(JSONText.string)),
            "refit": refit(design.refit),
            "scalesMetrics": .bool(design.scalesMetrics),
            "seasonLength": .optional(summary.plan.seasonLength),
            "step": .integer(design.step),
            "window": window(summary),
        ])
    }

    /// What was asked for; the cutoffs say what came of it.
    private static func extent(_ extent: BacktestDesign.Extent) -> JSONText {
        switch extent {
        case .windows(let count): .object(["windows": .integer(count)])
        case .testSize(let size): .object(["testSize": .string(size.description)])
        case .split(.rows(let training, let validation, let test)):
            .object(["split": .array([training, validation, test].map(JSONText.integer))])
        case .split(.shares(let training, let validation, let test)):
            .object(["split": .array([training, validation, test].map(JSONText.number))])
        }
    }

    private static func refit(_ refit: BacktestDesign.Refit) -> JSONText {
        switch refit {
        case .never: .string("never")
        case .always: .string("always")
        case .every(let cutoffs): .integer(cutoffs)
        }
    }

    /// The rows learned from; null for all that there are.
    private static func window(_ summary: BacktestSummary) -> JSONText {
        guard case .rolling(let rows) = summary.result.design.window else {
            return .object(["kind": .string("expanding"), "rows": .null])
        }
        let schedule = try? OriginSchedule(
            summary.panel, design: summary.result.design, seasonLength: summary.plan.seasonLength)
        return .object(["kind": .string("rolling"), "rows": .optional(rows ?? schedule?.rowsBeforeFirst)])
    }
}

extension BacktestBreakdown {
    /// The member of a score that holds the parts.
    fileprivate var member: String {
        switch self {
        case .series: "bySeries"
        case .step: "bySteps"
        case .cutoff: "byCutoffs"
        }
    }

    /// What tells a part from the others.
    fileprivate func key(of place: Int, in summary: BacktestSummary) -> [String: JSONText] {
        switch self {
        case .series: ["series": .optional(summary.result.series[place])]
        case .step: ["step": .integer(place + 1)]
        case .cutoff: ["cutoff": .string(summary.format.text(summary.result.cutoffs[place]))]
        }
    }
}
