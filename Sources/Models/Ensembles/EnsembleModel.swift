import TimeSeries

/// Several models of one kind, whose forecasts are averaged.
struct EnsembleModel<Kind: EnsembleForecaster>: FittedModel {
    /// What is kept in a model file beside the models.
    struct Learned: Codable {
        var members: [EnsembleMember]
    }

    /// What fitted them.
    let forecaster: Kind
    let members: [EnsembleMember]
    let models: [any FittedModel]

    var columnName: String { forecaster.columnName }
    /// The longest.
    var contextLength: Int { models.map(\.contextLength).max() ?? 1 }
    /// That of each.
    var trainedHorizon: Int? { models.first?.trainedHorizon }

    /// How many there are, and how they differ.
    var notes: [String] {
        let lengths = Set(members.map(\.inputLength)).sorted()
        let seeds = Set(members.map(\.seed)).count
        let parts =
            (seeds > 1 ? ["\(seeds) seeds"] : [])
            + (lengths.count > 1 ? ["inputs of \(lengths.map(String.init).joined(separator: ", ")) steps"] : [])
        return ["mean of \(models.count) models" + (parts.isEmpty ? "" : ": ") + parts.joined(separator: ", ")]
    }

    var state: ModelState {
        var state = ModelState(of: forecaster, learned: Learned(members: members))
        state.children = models.map(\.state)
        state.scalings = state.children.first?.scalings ?? []
        return state
    }

    func checkKnownAhead(of series: TimeSeries, from origin: Int, horizon: Int) throws {
        try models.first?.checkKnownAhead(of: series, from: origin, horizon: horizon)
    }

    func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        let all = try models.map {
            try $0.predict(series, index: index, origins: origins, horizon: horizon)
        }
        let share = 1 / Double(all.count)
        return origins.indices.map { place in
            Prediction(point: (0..<horizon).map { step in all.reduce(0) { $0 + $1[place][step] * share } })
        }
    }
}
