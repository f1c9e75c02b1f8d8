public import Models
public import TimeSeries
public import Windowing

/// Scores fitted models on the test rows of a panel, always beside the naive and the seasonal naive forecast.
///
/// Every model forecasts the same windows, and the same missing actuals are skipped for all. Windows begin wherever
/// the shape's stride puts one in the test rows; what a model reads lies before its window's targets.
public struct HeldOutEvaluation: Sendable {
    private let panel: Panel
    private let windows: SlidingWindows
    private let seasonLength: Int?

    /// Prepares the held-out windows.
    ///
    /// - Parameters:
    ///   - seasonLength: The season of the seasonal naive forecast and of MASE; nil when the rows have none.
    /// - Throws: ``EvaluationError/noHeldOutWindow`` when the test rows hold no window.
    public init(
        _ panel: Panel, split: ChronologicalSplit, shape: WindowShape, seasonLength: Int?
    ) throws(EvaluationError) {
        self.panel = panel
        self.windows = SlidingWindows(panel, partition: .test, of: split, shape: shape)
        self.seasonLength = seasonLength
        guard !windows.isEmpty else { throw .noHeldOutWindow }
    }

    /// Scores `models` and the baselines; a baseline that is itself one of the models is scored once, as a model.
    ///
    /// - Throws: What a model throws when it cannot forecast a window; a baseline that cannot is omitted with the
    ///   reason.
    public func scores(of models: [any FittedModel]) throws -> HeldOutScores {
        let origins = originsBySeries()
        var omitted: [OmittedBaseline] = []
        var baselines: [ModelScore] = []
        let names = Set(models.map(\.columnName))
        for (name, baseline) in baselineModels() where !names.contains(name) {
            do {
                baselines.append(try score(baseline(), origins))
            } catch let error as BaselineError {
                omitted.append(OmittedBaseline(name: name, reason: error.message))
            }
        }
        let times = span(of: origins)
        return HeldOutScores(
            windows: windows.count,
            horizon: windows.shape.horizon,
            firstOrigin: times.lowerBound,
            lastOrigin: times.upperBound,
            models: try models.map { try score($0, origins) },
            baselines: baselines,
            omitted: omitted
        )
    }

    private func baselineModels() -> [(name: String, make: () throws -> any FittedModel)] {
        let seasonalNaive: () throws -> any FittedModel = {
            guard let seasonLength else { throw BaselineError.noSeason }
            return try SeasonalNaiveModel(seasonLength: seasonLength)
        }
        return [(NaiveModel.name, { NaiveModel() }), (SeasonalNaiveModel.name, seasonalNaive)]
    }

    private func originsBySeries() -> [[Int]] {
        var origins = [[Int]](repeating: [], count: panel.series.count)
        for window in windows { origins[window.series].append(window.origin) }
        return origins
    }

    private func span(of origins: [[Int]]) -> ClosedRange<Timestamp> {
        let ends = zip(panel.series, origins).compactMap { series, origins -> ClosedRange<Timestamp>? in
            guard let first = origins.first, let last = origins.last else { return nil }
            return series.index[first]...series.index[last]
        }
        return ends.dropFirst().reduce(ends[0]) {
            min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound)
        }
    }

    private func score(_ model: any FittedModel, _ origins: [[Int]]) throws -> ModelScore {
        let scorer = WindowScorer(
            horizon: windows.shape.horizon, gap: 0, seasonLength: seasonLength ?? 1, keepsForecasts: false)
        let count = panel.series.count
        var score = ModelScore(
            name: model.columnName, overall: ErrorSums(),
            bySeries: count > 1 ? [ErrorSums](repeating: ErrorSums(), count: count) : [])
        for (place, series) in panel.series.enumerated() where !origins[place].isEmpty {
            let scored = origins[place].map { ScoredWindow(cut: $0, cutoff: 0) }
            for errors in try scorer.errors(of: model, on: scored[...], of: series, index: place).byWindow {
                score.overall += errors
                if count > 1 { score.bySeries[place] += errors }
            }
        }
        return score
    }
}
