public import Evaluation

/// What gates found, in words.
public enum GateText {
    /// The findings with their values, such as `GRU has an MAE of 0.843: above by 0.343 (68.6%)`.
    ///
    /// - Parameter result: What they were found in; errors are shown in the digits of its table.
    public static func outcomes(_ findings: [GateFinding], in result: some Scoreboard) -> [GateOutcome] {
        let decimals = ScoreRows.decimals(of: result.scores)
        return findings.map { outcome($0, decimals: decimals) }
    }

    /// The finding in words.
    ///
    /// - Parameter decimals: Digits after the point of errors in the series' own unit.
    static func outcome(_ finding: GateFinding, decimals: Int) -> GateOutcome {
        GateOutcome(name: finding.name, passed: finding.passed, detail: detail(finding, decimals: decimals))
    }

    /// The gates' lines of a report, the failed ones last.
    static func lines(_ gates: [GateOutcome]) -> String {
        (gates.filter(\.passed) + gates.filter { !$0.passed }).map { line($0) + "\n" }.joined()
    }

    /// One line, such as `gate failed: mae > 0.5: GRU has an MAE of 0.843: above by 0.343 (68.6%)`.
    public static func line(_ gate: GateOutcome) -> String {
        "gate \(gate.passed ? "passed" : "failed"): \(gate.name): \(gate.detail)".printable
    }

    private static func detail(_ finding: GateFinding, decimals: Int) -> String {
        let subject = finding.subject
        let others: [GateFinding.Reading] =
            switch finding.rule {
            case .notBeyondReading(_, let reading), .beats(let reading, _): [reading]
            default: []
            }
        for reading in [subject] + others where reading.value == nil { return undefined(reading) }
        guard let value = subject.value else { return undefined(subject) }
        guard let operand = finding.operand else {
            return "\(sentence(subject, value, decimals)), and the saved result has none"
        }
        let digits = digits(subject.measure, value, operand, decimals)
        let reference: String =
            switch finding.rule {
            case .notBeyond: ""
            case .notBeyondReading(_, let reading), .beats(let reading, _):
                reading.measure == subject.measure
                    ? ", \(reading.model) one of \(number(operand, reading.measure, digits))"
                    : ", \(sentence(reading, operand, digits))"
            case .notWorse: ", saved was \(number(operand, subject.measure, digits))"
            }
        return sentence(subject, value, digits) + reference + ": " + distance(subject.measure, value, operand)
    }

    private static func undefined(_ reading: GateFinding.Reading) -> String {
        reading.omission ?? "\(reading.model)'s \(noun(reading.measure).name) is undefined"
    }

    /// `GRU has an MAE of 0.843`.
    private static func sentence(_ reading: GateFinding.Reading, _ value: Double, _ decimals: Int) -> String {
        let noun = noun(reading.measure)
        return "\(reading.model) has \(noun.article) \(noun.name) of \(number(value, reading.measure, decimals))"
    }

    /// `above by 0.343 (68.6%)`: the difference, and what it is of the operand.
    private static func distance(_ measure: GateQuantity.Measure, _ value: Double, _ operand: Double) -> String {
        if value == operand { return "equal" }
        let difference = abs(value - operand)
        let points = isPercentage(measure) ? " points" : ""
        let percent = 100 * (difference / abs(operand))
        let share = percent < 1e6 ? " (\(NumberText.fixed(percent, decimals: 1))%)" : ""
        return "\(value > operand ? "above" : "below") by \(NumberText.significant(difference, 3))\(points)\(share)"
    }

    private static func number(_ value: Double, _ measure: GateQuantity.Measure, _ decimals: Int) -> String {
        NumberText.fixed(value, decimals: decimals) + (isPercentage(measure) ? "%" : "")
    }

    /// Digits after the point in which two values are told apart.
    private static func digits(
        _ measure: GateQuantity.Measure, _ value: Double, _ operand: Double, _ decimals: Int
    ) -> Int {
        let usual =
            switch measure {
            case .skill: 2
            case .metric(let metric): MetricText.decimals(of: metric, value, decimals: decimals)
            }
        guard value != operand else { return usual }
        return (usual...max(usual, 17)).first {
            NumberText.fixed(value, decimals: $0) != NumberText.fixed(operand, decimals: $0)
        } ?? usual
    }

    private static func isPercentage(_ measure: GateQuantity.Measure) -> Bool {
        switch measure {
        case .skill, .metric(.mape), .metric(.smape), .metric(.wape), .metric(.coverage): true
        case .metric: false
        }
    }

    private static func noun(_ measure: GateQuantity.Measure) -> (article: String, name: String) {
        switch measure {
        case .skill(let reference): ("a", "skill over \(reference)")
        case .metric(.coverage(let level)): ("a", "coverage at \(level)%")
        case .metric(.width(let level)): ("a", "width at \(level)%")
        case .metric(.pinball(let level)): ("a", "pinball loss at \(level)%")
        case .metric(.msis(let level)): ("an", "MSIS at \(level)%")
        case .metric(let metric): (article(metric), MetricText.name(metric))
        }
    }

    /// As the letters are read out: an MAE, a MAPE.
    private static func article(_ metric: Metric) -> String {
        switch metric {
        case .mae, .rmse, .mse, .smape, .rmsse, .owa: "an"
        default: "a"
        }
    }
}
