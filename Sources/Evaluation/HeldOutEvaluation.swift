public import Models
public import TimeSeries
public import Windowing

/// Scores fitted models on the test rows of a panel, always beside the naive and the seasonal naive forecast.
///
/// Every model forecasts the same windows, and the same missing actuals are skipped for all. Windows begin wherever
/// the shape's stride puts one in the test rows; what a model reads lies before its window's targets.
public struct HeldOutEvaluation: Sendable {
    private let panel: Panel
    private let split: ChronologicalSplit
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
        self.split = split
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
        var pairs = ForecastPairs()
        for (place, series) in panel.series.enumerated() where !origins[place].isEmpty {
            let horizon = windows.shape.horizon
            let forecasts = try model.predict(series, index: place, origins: origins[place], horizon: horizon)
            precondition(forecasts.count == origins[place].count, "a model forecasts from every origin")
            let history = series.values[..<split.series[place].test.lowerBound]
            let scale = PointMetrics.seasonalNaiveError(history: history, seasonLength: seasonLength ?? 1)
            for (origin, forecast) in zip(origins[place], forecasts) {
                pairs.append(actual: series.values[origin..<origin + horizon], forecast: forecast, scale: scale)
            }
        }
        return pairs.score(name: model.columnName)
    }
}

/// Forecasts beside what happened, over all windows and series.
private struct ForecastPairs {
    private var actual: [Double] = []
    private var forecast: [Double] = []
    /// For each pair the seasonal naive error of its series; nil where there is none.
    private var scales: [Double?] = []

    mutating func append(actual: ArraySlice<Double>, forecast: [Double], scale: Double?) {
        self.actual += actual
        self.forecast += forecast
        scales += repeatElement(scale, count: forecast.count)
    }

    func score(name: String) -> ModelScore {
        ModelScore(
            name: name,
            mae: PointMetrics.meanAbsoluteError(actual: actual, forecast: forecast),
            rmse: PointMetrics.rootMeanSquaredError(actual: actual, forecast: forecast),
            smape: PointMetrics.symmetricMeanAbsolutePercentageError(actual: actual, forecast: forecast),
            mase: PointMetrics.meanAbsoluteScaledError(actual: actual, forecast: forecast, scales: scales),
            bias: PointMetrics.bias(actual: actual, forecast: forecast)
        )
    }
}
