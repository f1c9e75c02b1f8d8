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
    ///   - registry: The forecasters there are.
    ///   - progress: Called after every batch.
    /// - Throws: A ``Diagnostic`` of the stage that cannot go on.
    public init(
        _ request: FitRequest, registry: ForecasterRegistry = .standard, progress: (AuditProgress) -> Void = { _ in }
    ) throws {
        let forecaster = try registry.named([request.model], settings: request.task.settings)[0]
        try request.task.check()
        let ingestion = try readPanel(paths: request.paths, options: request.csv)
        let request = request.following(ingestion)
        var choices: Choices = []
        let season = request.task.seasonLength(ingestion.panel.frequency)
        let fittable = try FittableSeries(ingestion.panel, request, forecaster, season: season, &choices)
        let panel = fittable.panel
        audit = try LeakageAudit(
            forecaster, panel, task: fittable.task, runtime: request.task.runtime, progress: progress)
        format = panel.series[0].index.format
    }
}
