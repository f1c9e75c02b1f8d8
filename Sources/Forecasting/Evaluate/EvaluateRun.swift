import CSVIngestion
import Evaluation
import Models
public import Reporting
import TimeSeries

/// Forecasts of any tool, scored against what happened, with all that a report says.
public struct EvaluateRun: Sendable {
    /// What was found, and how.
    public var summary: EvaluateSummary

    /// Reads, joins and scores; writes nothing.
    ///
    /// - Throws: A ``Diagnostic`` of the stage that cannot go on.
    public init(_ request: EvaluateRequest) throws {
        let inputs = try EvaluateInputs(request)
        let models = try ForecastModels(inputs.forecasts).models
        var join = ForecastJoin(
            inputs.forecasts, models: models, path: request.actuals, actuals: inputs.actuals,
            frequency: inputs.frequency)
        let places = try join.places()
        join.inSample = try inputs.inSample.map { known in
            try Self.aligned(known, with: inputs.actuals, forecast: places, file: request.inSample ?? "")
        }
        try join.join()
        try join.check(allowsPartial: request.allowsPartial)
        var scorer = try SubmittedScorer(
            series: inputs.actuals.map(\.id),
            models: models.map { ($0.name, $0.bounds.map(\.level)) }, cutoffs: max(1, join.cutoffs.count),
            inSample: join.inSample, seasonLength: inputs.seasonLength)
        for window in join.windows { try scorer.add(window) }
        let result = scorer.result()
        guard result.observed > 0 else { throw ForecastFileError.nothingObserved(file: request.actuals) }
        let levels = Set(models.flatMap { $0.bounds.map(\.level) }).sorted()
        summary = EvaluateSummary(
            files: inputs.files, notes: inputs.notes, isRows: inputs.forecasts.layout == .rows,
            seasonLength: inputs.seasonLength, cutoffs: join.cutoffs, format: inputs.forecasts.format,
            cutoffStep: join.cutoffStep, levels: levels,
            metrics: request.metrics ?? Self.usual(levels), result: result,
            valuesWithoutForecast: join.faults.holes?.count ?? 0,
            seriesWithoutForecast: join.faults.seriesWithoutForecast, reachesBack: join.reachesBack)
    }

    /// What is reported unless the user says.
    private static func usual(_ levels: [PredictionLevel]) -> [Metric] {
        [.mae, .rmse, .smape, .mase, .owa, .bias] + levels.map(Metric.coverage) + (levels.isEmpty ? [] : [.crps])
    }

    /// In-sample values in the order of the actual series; those of a series that is not forecast may be missing.
    private static func aligned(
        _ known: [TimeSeries], with actuals: [TimeSeries], forecast places: [Int?], file: String
    ) throws(ForecastFileError) -> [TimeSeries] {
        if actuals.count == 1, known.count == 1, actuals[0].id == nil || known[0].id == nil { return known }
        let byID = Dictionary(known.map { ($0.id, $0) }) { first, _ in first }
        let missing = places.compactMap { $0 }.filter { byID[actuals[$0].id] == nil }
        if let first = missing.first {
            throw .noInSample(id: actuals[first].id ?? "", count: missing.count, file: file)
        }
        return actuals.map { series in byID[series.id] ?? series.rows(0..<0) }
    }
}

extension ForecastJoin {
    /// Rows from one cutoff to the next, the fewest; all that are forecast where there is one cutoff.
    fileprivate var cutoffStep: Int {
        guard let frequency, let first = cutoffs.first, cutoffs.count > 1 else {
            return max(1, windows.compactMap(\.steps.last).max() ?? 1)
        }
        let grid = TimeGrid(frequency, through: first)
        let positions = cutoffs.map(grid.position(atOrBefore:))
        return max(1, zip(positions, positions.dropFirst()).map { $1 - $0 }.min() ?? 1)
    }
}
