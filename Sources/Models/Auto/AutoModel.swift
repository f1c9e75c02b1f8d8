public import TimeSeries

/// A weighted mean of fitted models, which is a model like any other.
public struct AutoModel: FittedModel {
    package static let name = "Auto"

    /// `Auto`, or the name of the model that others stand in for on series that are too short for it.
    public let columnName: String
    let forecaster: AutoForecaster
    /// Everything that was tried; after a file was read, what has a weight.
    let candidates: [Candidate]
    /// For each candidate what it forecast of trial windows; empty where there were none, and after a file was read.
    let trials: [TrialResult]
    /// For each candidate its share, of sum 1.
    let weights: [Double]
    /// Whether it chose the weights, so that there is something to tell about candidates.
    let hasChosen: Bool
    /// What intervals are made of where members with a distribution have less than half of the weight.
    let spread: ErrorSpread?

    /// Chooses weights for candidates that were fitted.
    init(forecaster: AutoForecaster, candidates: [Candidate], trials: [TrialResult], panel: Panel) {
        columnName = Self.name
        self.forecaster = forecaster
        self.candidates = candidates
        self.trials = trials
        weights = AutoWeights.choose(candidates, trials: trials)
        hasChosen = true
        spread =
            AutoWeights.haveDistribution(candidates, weights: weights)
            ? nil : ErrorSpread(trials, weights: weights, panel: panel)
    }

    /// A model and others that forecast the series which it is not made for, under its name.
    ///
    /// - Parameter parts: Models, each with how many of the series it was fitted to, in the order of the panel.
    public init(covering parts: [(model: any FittedModel, series: Int)], as forecaster: any Forecaster) {
        columnName = forecaster.columnName
        self.forecaster = AutoForecaster(candidates: [])
        let count = parts.reduce(0) { $0 + $1.series }
        var first = 0
        var candidates: [Candidate] = []
        for part in parts {
            var candidate = Candidate(forecaster)
            candidate.model = part.model
            candidate.places = (0..<count).map { (first..<first + part.series).contains($0) ? $0 - first : nil }
            candidates.append(candidate)
            first += part.series
        }
        self.candidates = candidates
        trials = []
        weights = parts.map { _ in 1 }
        hasChosen = false
        spread = nil
    }

    /// The places of what has a weight.
    var memberPlaces: [Int] { candidates.indices.filter { weights[$0] > 0 } }

    private var members: [(candidate: Candidate, weight: Double)] {
        memberPlaces.map { (candidate: candidates[$0], weight: weights[$0]) }
    }

    private var models: [any FittedModel] { members.compactMap(\.candidate.model) }

    /// That of the member that looks back farthest, at most what every series has: a member that cannot forecast a series
    /// leaves it to the others.
    public var contextLength: Int { models.map(\.contextLength).max() ?? 1 }
    /// Whether one member's does.
    public var readsWholeHistory: Bool { models.contains(where: \.readsWholeHistory) }
    /// The shortest of its members'.
    public var trainedHorizon: Int? { models.compactMap(\.trainedHorizon).min() }
    /// The shortest of its members'.
    public var farthestHorizon: Int? { models.compactMap(\.farthestHorizon).min() }
    /// Whether a member has one, or the errors of trial windows stand in.
    public var hasDistribution: Bool { spread != nil || models.contains(where: \.hasDistribution) }
    /// Those of its members.
    public var notes: [String] { models.flatMap(\.notes) }

    /// What every candidate came to, best first.
    public var candidateReports: [CandidateReport] {
        guard hasChosen else { return [] }
        let losses = AutoWeights.losses(trials)
        let reports = candidates.indices.map { place in
            let candidate = candidates[place]
            return CandidateReport(
                identifier: candidate.forecaster.identifier, columnName: candidate.forecaster.columnName,
                score: candidate.reason == nil && place < losses.count ? losses[place] : nil, weight: weights[place],
                seconds: candidate.seconds, reason: candidate.reason)
        }
        return reports.enumerated().sorted {
            ($0.element.score ?? .infinity, $0.offset) < ($1.element.score ?? .infinity, $1.offset)
        }.map(\.element)
    }

    /// Asks every member.
    public func checkKnownAhead(of series: TimeSeries, from origin: Int, horizon: Int) throws {
        for model in models { try model.checkKnownAhead(of: series, from: origin, horizon: horizon) }
    }

    /// The weighted mean of what those members forecast that can.
    ///
    /// Quantiles are the point, plus the weighted mean of how far those of the members with a distribution lie from their
    /// own points. Where these have less than half of the weight, errors are those of trial windows: see `ErrorSpread`.
    public func predictions(
        _ series: TimeSeries, index: Int, origins: [Int], horizon: Int, probabilities: [Double]
    ) throws -> [Prediction] {
        var mixtures = origins.map { _ in Mixture(horizon: horizon, quantiles: probabilities.count) }
        var failure: (any Error)?
        for (candidate, weight) in members {
            guard let model = candidate.model, let place = candidate.places[index] else { continue }
            do {
                let predictions = try model.predictions(
                    series, index: place, origins: origins, horizon: horizon, probabilities: probabilities)
                for (origin, prediction) in predictions.enumerated() { mixtures[origin].add(prediction, weight) }
            } catch {
                failure = failure ?? error
            }
        }
        if mixtures.contains(where: \.isEmpty), let failure { throw failure }
        let predictions = mixtures.map(\.prediction)
        guard let spread, !probabilities.isEmpty else { return predictions }
        let errors = spread.quantiles(series: index, horizon: horizon, probabilities: probabilities)
        return predictions.map { prediction in
            Prediction(point: prediction.point, quantiles: errors.map { zip(prediction.point, $0).map(+) })
        }
    }
}

/// A weighted mean of predictions under construction.
private struct Mixture {
    private var point: [Double]
    private var weight = 0.0
    private var deviations: [[Double]]
    private var deviationWeight = 0.0

    init(horizon: Int, quantiles: Int) {
        point = Array(repeating: 0, count: horizon)
        deviations = Array(repeating: point, count: quantiles)
    }

    var isEmpty: Bool { weight == 0 }

    mutating func add(_ prediction: Prediction, _ weight: Double) {
        guard prediction.point.allSatisfy(\.isFinite) else { return }
        self.weight += weight
        for step in point.indices { point[step] += weight * prediction.point[step] }
        guard !prediction.quantiles.isEmpty, prediction.quantiles.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
            return
        }
        deviationWeight += weight
        for (quantile, values) in prediction.quantiles.enumerated() {
            for step in values.indices {
                deviations[quantile][step] += weight * (values[step] - prediction.point[step])
            }
        }
    }

    var prediction: Prediction {
        let mean = point.map { $0 / weight }
        let quantiles = deviations.map { deviation in
            zip(mean, deviation).map { deviationWeight > 0 ? $0 + $1 / deviationWeight : .nan }
        }
        return Prediction(point: mean, quantiles: quantiles)
    }
}
