import CSVIngestion
public import Evaluation
import Models
public import TimeSeries

/// A leakage audit of one model on the series of a CSV file.
public struct AuditRun: Sendable {
    /// What was found.
    public var audit: LeakageAudit
    /// How the file writes timestamps.
    public var format: TimestampFormat

    /// Reads, fits several times, and compares; writes nothing.
    ///
    /// - Parameters:
    ///   - request: What would be fitted; its output and checkpoints are not used.
    ///   - progress: Called after every batch.
    /// - Throws: A ``Diagnostic`` of the stage that cannot go on.
    public init(_ request: FitRequest, progress: (AuditProgress) -> Void = { _ in }) throws {
        let forecaster = try ForecasterRegistry.named(request.model)
        try request.plan.check()
        let ingestion = try readPanel(paths: request.paths, options: request.csv)
        let (panel, request) = (ingestion.panel, request.following(ingestion))
        var choices: Choices = []
        let season = request.plan.seasonLength(panel.frequency)
        let plan = try request.plan.plan(
            for: panel, test: request.test, horizon: request.plan.horizon(season: season, &choices), season: season,
            &choices)
        audit = try LeakageAudit(forecaster, panel, plan: plan, progress: progress)
        format = panel.series[0].index.format
    }
}
