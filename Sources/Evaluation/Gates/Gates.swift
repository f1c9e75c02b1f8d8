/// Everything that scores are held to.
public struct Gates: Sendable, Hashable {
    /// Conditions that must not hold.
    public var conditions: [Gate] = []
    /// Names of the models and baselines whose mean absolute error the first model must be below.
    public var rivals: [String] = []
    /// By how many percent of theirs at least; any difference will do at 0.
    public var margin = 0.0
    /// The path of a result saved earlier, which no model asked for may fall behind.
    public var baseline: String?
    /// By how many percent errors may be larger than in that result.
    public var tolerance = 0.0

    /// Metrics that are held against a result saved earlier.
    ///
    /// They are the error in the series' unit, and the one in which large errors weigh more. All others of forecasts are functions of the same errors, and some are undefined at zeros.
    public static let comparedMetrics: [Metric] = [.mae, .rmse]

    /// No gates.
    public init() {}

    /// Whether nothing is demanded.
    public var isEmpty: Bool { conditions.isEmpty && rivals.isEmpty && baseline == nil }

    /// Metrics that the conditions speak of, each once; ``Metric/owa`` among them needs the Naive2 forecast.
    public var requiredMetrics: [Metric] {
        conditions.flatMap(\.quantities).reduce(into: []) { metrics, quantity in
            if case .metric(let metric) = quantity.measure, !metrics.contains(metric) { metrics.append(metric) }
        }
    }

    /// Makes sure, before anything is fitted, that every model takes part and every interval is made.
    ///
    /// - Throws: ``GateError``.
    public func check(_ roster: GateRoster) throws(GateError) {
        for gate in conditions { for quantity in gate.quantities { _ = try roster.resolve(quantity) } }
        for rival in rivals { _ = try Self.rival(rival, roster) }
    }

    /// What the gates find in `result`: conditions first, then rivals, then the result saved earlier.
    ///
    /// - Parameters:
    ///   - roster: Who took part.
    ///   - saved: What was read from ``baseline``; models that it lacks are not judged.
    /// - Throws: ``GateError``, as ``check(_:)`` does.
    public func findings(
        in result: some Scoreboard, roster: GateRoster, saved: SavedResult? = nil
    ) throws(GateError) -> [GateFinding] {
        var findings: [GateFinding] = []
        for gate in conditions { findings.append(try gate.finding(in: result, roster)) }
        for name in rivals {
            let rival = GateQuantity(model: try Self.rival(name, roster), .metric(.mae))
            findings.append(
                GateFinding(
                    name: "must beat \(name)" + (margin > 0 ? " by \(Self.text(margin))%" : ""),
                    subject: result.reading(GateQuantity(model: roster.models[0], .metric(.mae))),
                    rule: .beats(result.reading(rival), percent: margin)))
        }
        return findings + (saved.map { comparisons(of: result, with: $0) } ?? [])
    }

    /// The column name of a model to beat.
    private static func rival(_ name: String, _ roster: GateRoster) throws(GateError) -> String {
        let column = try roster.columnName(of: name)
        guard column != roster.models[0] else { throw .againstItself(name: name) }
        return column
    }

    private func comparisons(of result: some Scoreboard, with saved: SavedResult) -> [GateFinding] {
        result.models.flatMap { score -> [GateFinding] in
            guard let before = saved.metrics(of: score.name) else { return [] }
            return Self.comparedMetrics.map { metric in
                let limit = tolerance > 0 ? " by more than \(Self.text(tolerance))%" : ""
                return GateFinding(
                    name: "\(score.name)'s \(metric.name) not worse than saved\(limit)",
                    subject: result.reading(GateQuantity(model: score.name, .metric(metric))),
                    rule: .notWorse(than: before[metric.name], percent: tolerance))
            }
        }
    }

    /// A percentage as it was written: `2`, `0.5`.
    private static func text(_ percent: Double) -> String {
        percent == percent.rounded() && percent < 1e15 ? String(Int(percent)) : percent.description
    }
}

extension Gates {
    /// Reads a percentage of 0 or more such as `2%`, with its sign, for a share is easily mistaken for one.
    ///
    /// - Throws: ``GateError/unreadablePercentage(flag:text:)``.
    public static func percentage(parsing text: String, flag: String) throws(GateError) -> Double {
        let digits = text.dropLast()
        guard text.hasSuffix("%"), digits.allSatisfy({ ".0123456789".contains($0) }), let percent = Double(digits),
            percent.isFinite
        else { throw .unreadablePercentage(flag: flag, text: text) }
        return percent
    }
}

extension Gate {
    /// What the gate finds in `result`.
    func finding(in result: some Scoreboard, _ roster: GateRoster) throws(GateError) -> GateFinding {
        let rule: GateFinding.Rule
        switch operand {
        case .number(let number): rule = .notBeyond(comparison, number)
        case .quantity(let quantity):
            rule = .notBeyondReading(comparison, result.reading(try roster.resolve(quantity)))
        }
        return GateFinding(name: text, subject: result.reading(try roster.resolve(subject)), rule: rule)
    }
}

extension Scoreboard {
    /// The value called `quantity`, whose models are column names.
    func reading(_ quantity: GateQuantity) -> GateFinding.Reading {
        let model = quantity.model ?? models[0].name
        let others = if case .skill(let reference) = quantity.measure { [reference] } else { [String]() }
        let missing = omitted.first { ([model] + others).contains($0.name) }
        let score = score(named: model)
        let value: Double? =
            switch quantity.measure {
            case .metric(let metric): score.flatMap { self.value(metric, of: $0) }
            case .skill(let reference):
                score.flatMap { score in self.score(named: reference).flatMap(score.skill) }
            }
        return GateFinding.Reading(
            model: model, measure: quantity.measure, value: value,
            omission: missing.map { "\($0.name) is not scored: \($0.reason)" })
    }
}
