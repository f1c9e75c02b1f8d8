public import Models

/// Who takes part in a backtest, and which intervals are made: what gates can speak of.
public struct GateRoster: Sendable {
    private let entrants: [(identifier: String, columnName: String)]
    /// Column names of the models in question, the first being the one that gates speak of.
    public let models: [String]
    /// Levels of the intervals.
    public let levels: [PredictionLevel]

    /// Lists who takes part.
    ///
    /// - Precondition: There is at least one model.
    public init(models: [any Forecaster], baselines: [any Forecaster], levels: [PredictionLevel]) {
        precondition(!models.isEmpty, "a backtest has a model in question")
        entrants = (models + baselines).map { ($0.identifier, $0.columnName) }
        self.models = models.map(\.columnName)
        self.levels = levels
    }

    /// The column name of the model called `name` by its identifier or column name, in any case; of the first model for
    /// nil.
    ///
    /// - Throws: ``GateError/unknownModel(name:known:absent:)``.
    func columnName(of name: String?) throws(GateError) -> String {
        guard let name else { return models[0] }
        let wanted = name.lowercased()
        let match =
            entrants.first { $0.identifier == wanted } ?? entrants.first { $0.columnName.lowercased() == wanted }
        if let match { return match.columnName }
        let absent = ForecasterRegistry.all.first {
            $0.identifier == wanted || $0.columnName.lowercased() == wanted
        }
        throw .unknownModel(name: name, known: known, absent: absent?.identifier)
    }

    /// The quantity with its models' column names.
    ///
    /// - Throws: ``GateError`` when a model does not take part or intervals are not made.
    func resolve(_ quantity: GateQuantity) throws(GateError) -> GateQuantity {
        let model = try columnName(of: quantity.model)
        switch quantity.measure {
        case .metric(let metric):
            let isMade = metric.level.map(levels.contains) ?? (metric != .crps || !levels.isEmpty)
            guard isMade else { throw .withoutLevel(metric: metric.name, level: metric.level, levels: levels) }
            return GateQuantity(model: model, .metric(metric))
        case .skill(let reference):
            let column = try columnName(of: reference)
            guard column != model else { throw .againstItself(name: reference) }
            return GateQuantity(model: model, .skill(over: column))
        }
    }

    /// Every name, each once.
    private var known: [String] {
        entrants.reduce(into: []) { names, entrant in
            if !names.contains(entrant.identifier) { names.append(entrant.identifier) }
        }
    }
}
