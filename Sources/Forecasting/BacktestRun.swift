import CSVIngestion
public import Evaluation
import Models
public import Reporting
import TimeSeries
import Windowing

/// A backtest of the series of a CSV file, with all that a report says.
public struct BacktestRun: Sendable {
    /// What was found, and how.
    public var summary: BacktestSummary
    /// What a later backtest can be held against.
    public var saved: SavedResult
    /// Why the result must not take the place of the baseline that it was held against; nil when it may, as every gate
    /// passed, no error is larger, and every model that the baseline has is in it.
    public var reasonToKeepBaseline: String?

    /// Reads, places cutoffs, fits and scores; writes nothing.
    ///
    /// - Parameters:
    ///   - request: What to backtest, and how.
    ///   - registry: The forecasters there are.
    ///   - progress: Called from any thread, one call at a time.
    /// - Throws: A ``Diagnostic`` of the stage that cannot go on.
    public init(
        _ request: BacktestRequest, registry: ForecasterRegistry = .standard,
        progress: @escaping @Sendable (BacktestProgress) -> Void = { _ in }
    ) throws {
        let models = try registry.named(request.models, settings: request.task.settings)
        let always = registry.references.map(\.identifier)
        let wanted = try always + request.baselines.map { try registry.named($0).identifier }
        let baselines = registry.all.filter { wanted.contains($0.identifier) }
        let roster = GateRoster(models: models, baselines: baselines, levels: request.levels, registry: registry)
        let gates = request.gates
        try gates.check(roster)
        let metrics = try request.metrics.metrics(
            levels: request.levels, origin: .backtest, hasNaive2: gates.requiredMetrics.contains(.owa))
        try request.task.check()
        try request.task.checkMeaning(to: models + baselines, in: registry)
        let before = try gates.baseline.map { (path: $0, result: try SavedResult(path: $0)) }
        let ingestion = try readPanel(paths: request.paths, options: request.csv)
        let panel = ingestion.panel
        try panel.checkSizes()
        var request = request
        request.task.follow(ingestion)
        if request.keepsForecasts {
            try BacktestForecastCSV.check(
                panel.columns, hasID: BacktestForecastCSV.hasID(panel),
                models: Set((models + baselines).map(\.columnName)).sorted(), levels: request.levels)
        }
        var choices: Choices = []
        let season = request.task.seasonLength(panel.frequency)
        let room = BacktestRoom(
            request: request, panel: panel, season: season,
            learnsFromWindows: models.contains(where: \.learnsFromWindows),
            readsWindows: models.contains(where: \.readsWindows))
        let preparation = try room.preparation(&choices)
        let (schedule, training, task) = (preparation.schedule, preparation.training, preparation.task)
        choices += task.featureNotes(training, rows: training.series.map { 0..<$0.count }, models: models)
        let setting = SavedResult.Setting(panel, schedule: schedule, seasonLength: season, levels: roster.levels)
        try before?.result.check(against: setting, models: roster.models, path: before?.path ?? "")
        let result = try Backtester(
            panel, schedule: schedule, models: models, baselines: baselines,
            measuresNaive2: (metrics + gates.requiredMetrics).contains(.owa), task: task,
            runtime: request.task.runtime, keepsForecasts: request.keepsForecasts, registry: registry
        ).run(progress: progress)
        summary = BacktestSummary(
            data: FitSummary.Data(
                ingestion,
                season: request.task.seasonSummary(season, training, rows: training.series.map { 0..<$0.count }),
                choices: choices),
            panel: panel, task: task, result: result, metrics: metrics,
            models: models.map(\.identifier), fingerprint: setting.fingerprint)
        summary.breakdowns = request.breakdowns
        summary.showsInputLength = models.contains { $0.learnsFromWindows && $0.readsWindows }
        saved = SavedResult(result, setting: setting)
        try before?.result.check(scored: saved.scored, path: before?.path ?? "")
        let findings = try gates.findings(in: result, roster: roster, saved: before?.result)
        summary.gates = GateText.outcomes(findings, in: result)
        reasonToKeepBaseline = before.flatMap { gates.reasonToKeep($0.result, after: findings, of: saved) }
    }
}
