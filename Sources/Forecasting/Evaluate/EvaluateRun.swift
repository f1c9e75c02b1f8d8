import CSVIngestion
import Evaluation
import Files
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
        try request.season.check()
        let inputs = try EvaluateInputs(request)
        let models = try ForecastModels(inputs.forecasts, order: request.models ?? []).models
        try Self.checkColumns(inputs, models, request)
        let levels = Set(models.flatMap { $0.bounds.map(\.level) }).sorted()
        let metrics = try request.metrics.metrics(
            levels: levels, origin: .file(request.forecasts), hasNaive2: inputs.inSample != nil)
        let roster = GateRoster(
            file: request.forecasts, models: models.map(\.name), levels: levels, hasInSample: inputs.inSample != nil)
        try request.gates.check(roster)
        let join = try Self.join(inputs, models, request)
        let result = try Self.result(join, models, seasonLength: inputs.seasonLength)
        guard result.observed > 0 else { throw ForecastFileError.nothingObserved(file: request.actuals) }
        try Self.checkNamesakes(result, request)
        summary = EvaluateSummary(
            files: inputs.files, notes: inputs.notes + join.stepNotes + join.inSampleNotes,
            columns: inputs.columns,
            seasonLength: inputs.seasonLength,
            format: inputs.forecasts.format, metrics: metrics, result: result,
            valuesWithoutForecast: join.faults.valuesWithoutForecast,
            seriesWithoutForecast: join.faults.seriesWithoutForecast, reachesBack: join.reachesBack)
        summary.breakdowns = request.breakdowns
        summary.gates = GateText.outcomes(try request.gates.findings(in: result, roster: roster), in: result)
    }

    /// Makes sure that the forecasts are not the actual values themselves.
    private static func checkColumns(
        _ inputs: EvaluateInputs, _ models: [ForecastModels.Model], _ request: EvaluateRequest
    ) throws(ForecastFileError) {
        guard AtomicFile.leadToSameFile(request.forecasts, request.actuals) else { return }
        let target = inputs.columns?.target
        if target == nil || models.contains(where: { $0.name == target }) {
            throw .sameColumn(column: target, file: request.forecasts)
        }
    }

    /// Makes sure that columns called as a naive forecast are that forecast, by which other models are measured.
    private static func checkNamesakes(
        _ result: SubmittedResult, _ request: EvaluateRequest
    ) throws(ForecastFileError) {
        for (model, made) in result.namesakes {
            guard let submitted = model[.mae], let own = made[.mae], abs(submitted - own) > 0.01 * own else { continue }
            throw .notNaive(
                column: model.name, baseline: made.name, submitted: submitted, made: own,
                inSample: request.inSample ?? "", file: request.forecasts)
        }
    }

    /// Puts the forecasts beside what happened.
    private static func join(
        _ inputs: EvaluateInputs, _ models: [ForecastModels.Model], _ request: EvaluateRequest
    ) throws -> ForecastJoin {
        if request.breakdowns.contains(.cutoff), !inputs.forecasts.hasCutoffs {
            throw ForecastFileError.noCutoffs(file: request.forecasts)
        }
        var join = ForecastJoin(
            inputs.forecasts, models: models, path: request.actuals, actuals: inputs.actuals,
            frequency: inputs.frequency)
        let places = try join.places()
        join.inSample = try inputs.inSample.map { known in
            try aligned(known, with: inputs.actuals, forecast: places, file: request.inSample ?? "")
        }
        try join.join()
        try join.check(allowsPartial: request.allowsPartial)
        if let file = request.inSample { try join.checkInSample(file: file) }
        return join
    }

    private static func result(
        _ join: ForecastJoin, _ models: [ForecastModels.Model], seasonLength: Int?
    ) throws -> SubmittedResult {
        var scorer = try SubmittedScorer(
            series: join.actuals.map(\.id), models: models.map { ($0.name, $0.bounds.map(\.level)) },
            cutoffs: join.cutoffs, cutoffStep: join.cutoffStep, inSample: join.inSample, seasonLength: seasonLength)
        for window in join.windows { try scorer.add(window) }
        return scorer.result()
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
