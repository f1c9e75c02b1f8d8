public import TimeSeries

/// A model whose predictions are held to a range of values; the same model otherwise.
public struct BoundedModel: FittedModel {
    /// What predicts.
    public let base: any FittedModel
    /// What is held to.
    public let range: ValueRange

    /// Creates a model that holds the predictions of `base` to `range`.
    public init(_ base: any FittedModel, range: ValueRange) { (self.base, self.range) = (base, range) }

    /// That of the model.
    public var columnName: String { base.columnName }
    /// That of the model.
    public var contextLength: Int { base.contextLength }
    /// As the model.
    public var readsWholeHistory: Bool { base.readsWholeHistory }
    /// That of the model.
    public var trainedHorizon: Int? { base.trainedHorizon }
    /// That of the model.
    public var farthestHorizon: Int? { base.farthestHorizon }
    /// That of the model.
    public var leastContext: Int { base.leastContext }
    /// That of the model.
    public var hasDistribution: Bool { base.hasDistribution }
    /// That of the model.
    public var state: ModelState { base.state }
    /// Those of the model.
    public var candidateReports: [CandidateReport] { base.candidateReports }
    /// Those of the model.
    public var notes: [String] { base.notes }
    /// That of the model, or as far back as a value below zero, where one bears on the range.
    public func firstContextRow(of series: TimeSeries) -> Int {
        let first = base.firstContextRow(of: series)
        let origin = forecastOrigin(of: series)
        guard range == .automatic, !series.values[first..<max(first, origin)].contains(where: { $0 < 0 }) else {
            return first
        }
        return series.values[..<first].lastIndex { $0 < 0 } ?? first
    }

    /// That of the model.
    public func forecastOrigin(of series: TimeSeries) -> Int { base.forecastOrigin(of: series) }
    /// That of the range.
    public func lowerBound(of series: TimeSeries, origin: Int) -> Double? {
        range.lowerBound(of: series, origin: origin)
    }

    /// As the model does.
    public func checkKnownAhead(of series: TimeSeries, from origin: Int, horizon: Int) throws {
        try base.checkKnownAhead(of: series, from: origin, horizon: horizon)
    }

    /// What the model predicts, with values below the range raised to its bound.
    public func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        let predictions = try base.predictions(
            series, index: index, origins: origins, horizon: horizon, probabilities: probabilities)
        return zip(origins, predictions).map { origin, prediction in
            guard let least = lowerBound(of: series, origin: origin) else { return prediction }
            func raised(_ values: [Double]) -> [Double] { values.map { $0 < least ? least : $0 } }
            return Prediction(point: raised(prediction.point), quantiles: prediction.quantiles.map(raised))
        }
    }
}

extension FittedModel {
    /// The model, held to the values that `range` allows.
    public func bounded(to range: ValueRange) -> any FittedModel {
        range == .any ? self : BoundedModel(self, range: range)
    }
}
