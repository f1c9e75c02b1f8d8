public import Models

/// Whose forecasts are scored, and which intervals they have: what gates can speak of.
public struct GateRoster: Sendable {
    private let origin: ForecastOrigin
    private let registry: ForecasterRegistry
    private let entrants: [(identifier: String, columnName: String)]
    /// Column names of the models in question, the first being the one that gates speak of.
    public let models: [String]
    /// Levels of the intervals.
    public let levels: [PredictionLevel]

    /// Lists who takes part in a backtest.
    ///
    /// - Precondition: There is at least one model.
    public init(
        models: [any Forecaster], baselines: [any Forecaster], levels: [PredictionLevel],
        registry: ForecasterRegistry = .standard
    ) {
        precondition(!models.isEmpty, "a backtest has a model in question")
        origin = .backtest
        self.registry = registry
        entrants = (models + baselines).map { ($0.identifier, $0.columnName) }
        self.models = models.map(\.columnName)
        self.levels = levels
    }

    /// Lists the columns of a file of forecasts, and the naive forecasts that are made beside them.
    ///
    /// - Parameter hasInSample: Whether there are values that naive forecasts can be made of.
    /// - Precondition: There is at least one model.
    public init(
        file: String, models: [String], levels: [PredictionLevel], hasInSample: Bool,
        registry: ForecasterRegistry = .standard
    ) {
        precondition(!models.isEmpty, "a file of forecasts has a column of them")
        origin = .file(file)
        self.registry = registry
        let baselines = registry.all.filter {
            hasInSample && Self.submittedBaselines.contains($0.columnName) && !models.contains($0.columnName)
        }
        entrants = models.map { ($0, $0) } + baselines.map { ($0.identifier, $0.columnName) }
        self.models = models
        self.levels = levels
    }

    /// Naive forecasts that can be made beside submitted ones.
    private static let submittedBaselines = [NaiveModel.name, SeasonalNaiveModel.name, Naive2Model.name]

    /// The column name of the model called `name` by its identifier or column name, in any case; of the first model for
    /// nil.
    ///
    /// - Throws: ``GateError/unknownModel(name:known:remedy:)``.
    func columnName(of name: String?) throws(GateError) -> String {
        guard let name else { return models[0] }
        let wanted = name.lowercased()
        let match =
            entrants.first { $0.identifier == name || $0.columnName == name }
            ?? entrants.first { $0.identifier.lowercased() == wanted }
            ?? entrants.first { $0.columnName.lowercased() == wanted }
        if let match { return match.columnName }
        throw .unknownModel(name: name, known: known, remedy: remedy(wanted))
    }

    /// How a model that does not take part could; nil when there is none of this name.
    private func remedy(_ wanted: String) -> String? {
        let absent = registry.all.first {
            $0.identifier == wanted || $0.columnName.lowercased() == wanted
        }
        switch origin {
        case .backtest: return absent.map { "add it to --baselines or --model as \($0.identifier)" }
        case .file:
            return absent.flatMap { Self.submittedBaselines.contains($0.columnName) ? $0 : nil }.map { _ in
                "pass --insample with the values known before, of which it is made"
            }
        }
    }

    /// The quantity with its models' column names.
    ///
    /// - Throws: ``GateError`` when a model does not take part or intervals are not made.
    func resolve(_ quantity: GateQuantity) throws(GateError) -> GateQuantity {
        let model = try columnName(of: quantity.model)
        switch quantity.measure {
        case .metric(let metric):
            do throws(MetricWithoutInterval) {
                try metric.check(levels, origin)
            } catch {
                throw .withoutInterval(error)
            }
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
